"""Marking an old answer again: its key points are ticked without the old ticks and without a suggestion."""

from __future__ import annotations

from textual.app import ComposeResult

from tpm_tui.exchange.progress.marking import (
    NO_MARKING_TO_UNDO,
    NO_OLD_ANSWER,
    marked_again_message,
    marking_undone_message,
)
from tpm_tui.exchange.question_sections import question_sections, split_points
from tpm_tui.practice.records.second_marking import (
    OldAnswer,
    find_old_answer,
    save_second_marking,
    undo_second_marking,
)
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.keys.actions import Scope, actions_in
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.marking import marking_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.action_pager import ActionPager
from tpm_tui.ui.widgets.page import Page


def open_old_answer(screen: ActionScreen) -> None:
    """Open the old answer that can be marked again, or show that there is none."""
    screen.save()
    try:
        old = find_old_answer(screen.workspace)
    except StorageError as error:
        screen.show_notice(str(error), error=True)
        return
    if old is None:
        screen.show_notice(NO_OLD_ANSWER)
    else:
        screen.app.push_screen(MarkingScreen(screen, old))


class MarkingScreen(ActionPager):
    """The old answer with its key points. Enter saves the ticks; closing the page saves nothing."""

    scope = Scope.MARKING
    actions = actions_in(Scope.MARKING)

    def __init__(self, screen: ActionScreen, old: OldAnswer) -> None:
        """
        Args:
            screen: the screen below; it shows the result.
            old: the answer.
        """
        self._screen = screen
        self._old = old
        self._ticked: frozenset[str] = frozenset()
        self._page = Page(id="reading", mark=screen.glyphs.cursor, follows_cursor=True)
        workspace = screen.workspace
        sections = question_sections(old.question, workspace.bank, workspace.facts)
        self._points, _ = split_points(sections)
        super().__init__((), screen.keymap)
        self.keys = self.keys[:-1]  # space ticks here
        self.blocks = self._list

    def compose(self) -> ComposeResult:
        """Create the page and the footer."""
        yield self._page
        yield self.footer

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"tick": self.tick, "marking-save": self.save, "marking-undo": self.undo}

    def tick(self) -> None:
        """Tick or untick the point under the cursor."""
        self._ticked ^= {self._page.cursor}
        self._page.show(self._list, keep_scroll=True)

    def save(self) -> None:
        """Write the ticks and close."""
        save_second_marking(self._screen.workspace, self._old, self._ticked)
        question = self._old.question
        made, count = len(self._ticked), len(question.key_points)
        self.dismiss()
        self._screen.show_notice(marked_again_message(question.label, made, count))

    def undo(self) -> None:
        """Undo the newest second marking of this answer, and stay on the page to mark it again."""
        if not undo_second_marking(self._screen.workspace, self._old):
            self.show_notice(NO_MARKING_TO_UNDO)
            return
        self._ticked = frozenset()
        self._page.show(self._list, keep_scroll=True)
        self.show_notice(marking_undone_message(self._old.question.label))

    def _list(self, width: int) -> list[Block]:
        assert self._points is not None, "an answer to a question without key points is not offered"
        workspace = self._screen.workspace
        return marking_blocks(
            self._old.review,
            self._points,
            self._ticked,
            workspace.today(),
            self._screen.glyphs,
            cursor=self._page.cursor,
            width=width,
        )
