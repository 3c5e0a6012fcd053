"""The history of a question: the list of its attempts, each in full, and compared with the one before."""

from __future__ import annotations

from textual.binding import Binding

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.reports.history.attempts import Attempt, attempt_before, list_attempts
from tpm_tui.exchange.history.diff_text import compare_attempts
from tpm_tui.exchange.own_answers.messages import UNPINNED, pinned_in_list
from tpm_tui.practice.dates.asked import asked_about
from tpm_tui.practice.delivery.remarks import speaking_pace
from tpm_tui.practice.own_answers.material import load_own_material
from tpm_tui.practice.own_answers.version import toggle_pin
from tpm_tui.practice.question_history import load_question_history
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.pages.asked import asked_blocks
from tpm_tui.ui.pages.history import attempt_blocks, attempts_blocks, diff_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.pager import CLOSE_KEY, HELP_KEY, MOVE_KEYS, PAGER_KEYS, PagerScreen
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

NO_OLDER_ATTEMPT = "This is the oldest attempt: there is none before it to compare it with."


class HistoryScreen(PagerScreen):
    """The attempts at one question, newest first."""

    BINDINGS = [
        Binding("enter,space", "open", "read", priority=True),
        Binding("d", "compare", "compare"),
        Binding("p", "pin", "my version"),
    ]

    def __init__(self, workspace: Workspace, question: str, glyphs: Glyphs) -> None:
        """
        Args:
            workspace: the bank and the progress.
            question: id of the question.
            glyphs: the marks of the interface.
        """
        history = load_question_history(workspace, question, drill=False)
        self.workspace = workspace
        self.bank: Bank = workspace.bank
        self.glyphs = glyphs
        self.attempts = list_attempts(history.attempts, self.bank)
        self.question = question
        self._pace = speaking_pace(workspace)
        asked = [] if history.error else asked_about(workspace, question)
        self._asked = asked_blocks(asked, workspace.today())
        super().__init__(self._list_blocks())
        self._error = history.error
        self.keys = (
            CLOSE_KEY,
            FooterKey("enter", "read"),
            FooterKey("d", "compare"),
            FooterKey("p", "my version"),
            *MOVE_KEYS[:2],
            HELP_KEY,
        )

    def on_mount(self) -> None:
        """Report an error of the history."""
        if self._error:
            self.footer.show_notice(self._error, error=True)

    def on_key(self) -> None:
        """Hide the notice."""
        self.footer.hide_notice()

    @property
    def attempt(self) -> Attempt | None:
        """The attempt under the cursor; None if there is none."""
        number = self.query_one(Page).cursor
        return self.attempts[int(number) - 1] if number else None

    def action_open(self) -> None:
        """Show the attempt under the cursor in full."""
        if (attempt := self.attempt) is not None:
            before = attempt_before(self.attempts, attempt.number)
            blocks = attempt_blocks(attempt, before, self.bank, self.glyphs, self._pace)
            self.app.push_screen(AttemptScreen(self.workspace, attempt, before, blocks))

    def action_compare(self) -> None:
        """Show the word diff of the attempt under the cursor and the one before."""
        if (attempt := self.attempt) is not None:
            show_diff(self, attempt, attempt_before(self.attempts, attempt.number))

    def action_pin(self) -> None:
        """Make the attempt under the cursor the own version; if it is that already, remove it."""
        attempt = self.attempt
        if attempt is None:
            return
        try:
            pinned = toggle_pin(self.workspace, self.question, attempt)
        except StorageError as error:
            self.footer.show_notice(str(error), error=True)
            return
        self.query_one(Page).show(self._list_blocks(), str(attempt.number), keep_scroll=True)
        self.footer.show_notice(pinned_in_list(attempt.number) if pinned else UNPINNED)

    def _list_blocks(self) -> list[Block]:
        version = load_own_material(self.workspace, self.question).version
        trend = self._pace is not None
        blocks = attempts_blocks(self.question, self.attempts, self.bank, self.glyphs, version, trend=trend)
        return [*blocks, *self._asked]


class AttemptScreen(PagerScreen):
    """One attempt in full; its answer can be copied and written to a file."""

    BINDINGS = [
        Binding("d", "compare", "compare"),
        Binding("y", "copy", "copy"),
        Binding("w", "write", "write"),
    ]

    def __init__(
        self, workspace: Workspace, attempt: Attempt, before: Attempt | None, blocks: list[Block]
    ) -> None:
        """
        Args:
            workspace: the data folder.
            attempt: the attempt.
            before: the attempt before it.
            blocks: the page.
        """
        super().__init__(blocks)
        self.workspace = workspace
        self._attempt = attempt
        self._before = before
        self.keys = (
            CLOSE_KEY,
            FooterKey("d", "compare"),
            FooterKey("y", "copy"),
            FooterKey("w", "to file"),
            *PAGER_KEYS[1:],
        )

    def on_key(self) -> None:
        """Hide the notice."""
        self.footer.hide_notice()

    def action_compare(self) -> None:
        """Show the word diff with the attempt before."""
        show_diff(self, self._attempt, self._before)

    def action_copy(self) -> None:
        """Copy the answer."""
        from tpm_tui.ui.terminal.clipboard import copy_text

        result = copy_text(self.app, "the answer", self._attempt.review.answer)
        self.footer.show_notice(result.notice, error=not result.is_sent)

    def action_write(self) -> None:
        """Write the answer to a private file."""
        from tpm_tui.practice.files.export_text import export_with_notice

        review = self._attempt.review
        notice, failed = export_with_notice(self.workspace, review.question, "answer", review.answer)
        self.footer.show_notice(notice, error=failed)


def show_diff(screen: PagerScreen, attempt: Attempt, before: Attempt | None) -> None:
    """Open the word diff of an attempt and the one before, or show a notice that there is none."""
    if before is None:
        screen.footer.show_notice(NO_OLDER_ATTEMPT)
    else:
        screen.app.push_screen(PagerScreen(diff_blocks(compare_attempts(before, attempt))))
