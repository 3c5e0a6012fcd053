"""Choosing a story while answering: type some words, see what each serves and when it was used."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from tpm_tui.core.bank.question import Question
from tpm_tui.ui.pages.stories.picker import NONE, StoryChoices, choice_blocks
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.line_box import LineBox


class StoryPicker(Dialog[str]):
    """The list of stories; its result is the id of one, "" for none, or None if nothing changes."""

    BINDINGS = [
        Binding("escape", "dismiss", "close"),
        Binding("down,ctrl+n", "move(1)", "down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "up", priority=True),
        Binding("enter", "choose", "choose", priority=True),
        Binding("ctrl+g", "hide", "no story", priority=True),
    ]

    def __init__(self, question: Question, choices: StoryChoices) -> None:
        """
        Args:
            question: the question that is answered.
            choices: the stories.
        """
        super().__init__()
        self._question = question
        self._choices = choices
        self._box = LineBox(placeholder="words of a story, or a tag", id="query")
        self._page = Page(id="results")
        self._found = Static(id="found", markup=False)

    def compose(self) -> ComposeResult:
        """Create the box, the status line, the list and the footer."""
        yield self._box
        yield self._found
        yield self._page
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """List all stories with the cursor on the one that is noted, and focus the box."""
        self._show(self._choices.current)
        self.set_focus(self._box, scroll_visible=False)

    def on_resize(self) -> None:
        """Fit the list and the footer to the width."""
        hide = [FooterKey("^G", "no story")] if self._choices.current else []
        keys = [FooterKey("enter", "choose"), FooterKey("up/down", "move"), *hide, FooterKey("esc", "close")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    @on(Input.Changed)
    def filter_stories(self) -> None:
        """List the stories with the typed words."""
        self._show()

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show the notice of the box."""
        self._found.update(line(event.text, "$lost"))

    def action_move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) story."""
        self._page.move(step)

    def action_choose(self) -> None:
        """Choose the story under the cursor."""
        self._show(self._page.cursor)
        chosen = self._page.cursor
        self.dismiss("" if chosen == NONE else chosen or None)

    def action_hide(self) -> None:
        """Choose no story; only close the list if none is noted."""
        self.dismiss("" if self._choices.current else None)

    def _show(self, cursor: str = "") -> None:
        blocks = choice_blocks(self._choices, self._box.value)
        items = [block.item for block in blocks]
        total = self._choices.total
        points = f"key points of {self._question.label} at the right" if total else ""
        self._found.update(join((points if items else "no story has these words", "$dim")))
        self._page.show(blocks, cursor=cursor if cursor in items else next(iter(items), ""))
