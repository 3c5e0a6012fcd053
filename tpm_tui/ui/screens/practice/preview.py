"""The preview at the right of the question that is asked: the last attempt and the note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.screens.action_screen import ActionScreen

if TYPE_CHECKING:
    from tpm_tui.ui.widgets.question_preview import QuestionPreview


class AnswerPreview:
    """Shows what is known of the question in the right column; the widget is created when it is needed."""

    def __init__(self, screen: ActionScreen, practice_session: PracticeSession) -> None:
        self._screen = screen
        self._session = practice_session
        self._page: QuestionPreview | None = None

    def show(self, agenda: Agenda) -> None:
        """Show the last attempt at the current question, when it is due, and the note."""
        question = self._session.question
        if question is None:
            return
        from tpm_tui.practice.browse.question_overview import load_overview
        from tpm_tui.ui.pages.question_preview import progress_blocks

        overview = load_overview(self._session.workspace, question.id, agenda)
        if self._page is None:
            self._screen.query_one("#body").mount(page := self.create_page())
        else:
            page = self._page
        page.show(progress_blocks(overview, self._screen.glyphs, with_missed=False))

    def create_page(self) -> QuestionPreview:
        """Return a new column."""
        from tpm_tui.ui.widgets.question_preview import QuestionPreview

        self._page = QuestionPreview(id="aside")
        return self._page
