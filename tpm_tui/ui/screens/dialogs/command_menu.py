"""The command palette: type a part of a command's name, and run it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.fuzzy import Matcher
from textual.widgets import Input

from tpm_tui.core.session.filter import fold_case
from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.screens.dialogs.ranking import word_similarity
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.line_box import LineBox

NO_COMMAND_FOUND = "No command has these words. esc closes; backspace deletes what you typed."

SHORT_WORD = 3
"""Characters of words that are searched as they are."""


class CommandMenu(Dialog[None]):
    """All commands, to run one of them: those that can be run now come first.

    Not Textual's own palette: that finds commands in the background, so that Enter right after the last
    letter runs what an earlier query has found, and the second of two Enters ends the app.
    """

    BINDINGS = [
        Binding("escape", "dismiss", "close"),
        Binding("down,ctrl+n", "move(1)", "down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", priority=True),
        Binding("enter", "choose", "run", priority=True),
    ]

    def __init__(
        self,
        why_not: Callable[[Action], str],
        scope: Scope,
        keymap: Keymap,
        run: Callable[[str], Awaitable[None]],
    ) -> None:
        """
        Args:
            why_not: returns why an action cannot be run now; empty if it can.
            scope: where the palette was opened.
            keymap: the learner's keys.
            run: runs an action, by its id, or shows why it cannot be run.
        """
        super().__init__()
        self._reasons = {action.id: why_not(action) for action in BY_ID.values() if action.id != "palette"}
        self._actions = sorted(
            (action for action in BY_ID.values() if action.id in self._reasons),
            key=lambda action: bool(self._reasons[action.id]),
        )
        self._run = run
        self._keymap = keymap
        self._scope = scope
        self._box = LineBox(placeholder="Search for commands", id="query")
        self._page = Page(id="results")
        self._searched: str | None = None
        """The query whose commands are shown."""
        self._found: Sequence[Action] = ()

    def compose(self) -> ComposeResult:
        """Create the query, the commands and the footer."""
        yield self._box
        yield self._page
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """List all commands and focus the query."""
        self._search()
        self.set_focus(self._box, scroll_visible=False)

    @property
    def found(self) -> Sequence[Action]:
        """The actions that match the query, in their order."""
        return self._found

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [FooterKey("enter", "run"), FooterKey("up/down", "move"), FooterKey("esc", "close")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    @on(Page.Moved)
    def show_reason(self) -> None:
        """Show the reason of the command under the cursor."""
        self._show_rows()

    @on(Input.Changed)
    def search_on_change(self) -> None:
        """Search after every change of the query."""
        self._search()

    def action_move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) command."""
        self._search()
        self._page.move(step)

    async def action_choose(self) -> None:
        """Close, and run the command under the cursor before the next key."""
        self._search()
        if self._page.cursor and self.is_active:
            self.dismiss()
            await self._run(self._page.cursor)

    def _search(self) -> None:
        """Show the commands that match the query in the box, if it has changed."""
        query = self._box.value
        if query == self._searched:
            return
        self._searched = query
        self._found = found = find_actions(self._actions, query)
        self._page.cursor = found[0].id if found else ""
        self._page.show(self._rows(), cursor=self._page.cursor)

    def _rows(self) -> list[Block]:
        if not self._found:
            return [Block(line(NO_COMMAND_FOUND))]
        return [self._row(action) for action in self._found]

    def _show_rows(self) -> None:
        self._page.show(self._rows(), keep_scroll=True)

    def _row(self, action: Action) -> Block:
        """Return a command with its description; under the cursor, with why it cannot be run."""
        reason = self._reasons[action.id]
        is_explained = bool(reason) and action.id == self._page.cursor
        description = "" if action.description == f"{action.name}." else action.description
        text = (reason, "$due") if is_explained else (description, "$dim")
        return Block(
            join((action.name, "$dim" if reason else "bold"), "  ", text),
            item=action.id,
            right=join((self._keymap.display_key(action, self._scope), "$dim" if reason else "bold $accent")),
            wide=True,
            cut=True,
        )


def find_actions(actions: Sequence[Action], query: str) -> list[Action]:
    """Return the actions that match a query, the best match first; all of them if it is empty.

    Args:
        actions: where to search.
        query: words, or letters that a label has in this order.
    """
    matchers = [Matcher(word) for word in fold_case(query).split()]

    def score(action: Action) -> tuple[bool, bool, bool, float]:
        words = [matcher.query for matcher in matchers]
        label, text = fold_case(action.name), fold_case(f"{action.name} {action.description} {action.id}")
        in_label = all(_contains(label, word) for word in words)
        begins = all(f" {word}" in f" {label}" for word in words)
        similarity = word_similarity(matchers, label) or word_similarity(matchers, text) / 2
        return in_label, begins, all(_contains(text, word) for word in words), similarity

    scores = {action.id: score(action) for action in actions}
    found = [action for action in actions if any(scores[action.id])]
    return sorted(found, key=lambda action: scores[action.id], reverse=True)


def _contains(text: str, word: str) -> bool:
    """Return whether a text has a word, or the singular of it."""
    return word in text or (len(word) > SHORT_WORD and word.removesuffix("s") in text)
