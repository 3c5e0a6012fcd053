"""Going to a section of the reveal, copying its texts, and the history of a question."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.exchange import messages
from tpm_tui.exchange.reveal.copied_text import CopyChoice, copy_choices
from tpm_tui.exchange.reveal.section_groups import jump_letters
from tpm_tui.ui.commands.history import open_history
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.topics import question_of
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class RevealCommands:
    """Commands of the reveal that open a dialog; its pane has the others."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "go-to-section": self.go_to_section,
            "copy": self.copy,
            "write-file": self.write_file,
            "history": self.open_history,
            "compare": self.compare,
        }

    def go_to_section(self) -> None:
        """Go to the section of a letter."""
        from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt

        pane = self._view.panes.reveal
        letters = jump_letters(pane.position.groups)

        def go(key: str | None) -> None:
            if key:
                pane.go_to(letters[key].id)
                self._screen.show_keys()

        titles = {letter: group.title for letter, group in letters.items()}
        self._screen.ask(KeyPrompt(messages.SECTION_PROMPT, titles), go)

    def copy(self) -> None:
        """Copy a text to the clipboard."""
        from tpm_tui.ui.terminal.clipboard import copy_text

        def send(choice: CopyChoice) -> None:
            result = copy_text(self._screen.app, f"the {choice.label}", choice.text)
            self._screen.show_notice(result.notice, error=not result.is_sent)

        self._choose(messages.COPY_PROMPT, send)

    def write_file(self) -> None:
        """Write a text to a private file."""
        from tpm_tui.practice.files.export_text import export_with_notice

        def write(choice: CopyChoice) -> None:
            question, workspace = self._session.session.current, self._session.workspace
            notice, failed = export_with_notice(workspace, question, choice.label, choice.text)
            self._screen.show_notice(notice, error=failed)

        self._choose(messages.WRITE_PROMPT, write)

    def open_history(self) -> None:
        """List the attempts at the current question, or at the one under the cursor of the topics."""
        in_topics = self._screen.scope is Scope.TOPICS
        found = question_of(self._view.panes.topics.cursor) if in_topics else self._session.session.current
        open_history(self._screen, found, self._view.refresh_reveal)

    def compare(self) -> None:
        """Show the word diff of an older attempt and the answer, or without text, the newest attempt."""
        from tpm_tui.core.reports.history.attempts import attempt_before
        from tpm_tui.exchange.history.diff_text import compare_answer, compare_attempts
        from tpm_tui.ui.pages.history import diff_blocks
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen
        from tpm_tui.ui.screens.history import NO_OLDER_ATTEMPT

        pane = self._view.panes.reveal
        if not pane.attempts:
            self._screen.show_notice(messages.FIRST_ANSWER)
            return
        reveal, newest = pane.reveal, pane.attempts[-1]
        assert reveal is not None
        shown = pane.shown_attempt or newest
        older = shown if shown is not newest else attempt_before(pane.attempts, newest.number)
        if reveal.answer.strip():
            comparison = compare_answer(shown, reveal.answer, reveal.ticked, reveal.point_names)
        elif older is not None:
            comparison = compare_attempts(older, newest)
        else:
            self._screen.show_notice(NO_OLDER_ATTEMPT)
            return
        self._screen.ask(PagerScreen(diff_blocks(comparison)), lambda _: None)

    def _choose(self, prompt: str, use: Callable[[CopyChoice], None]) -> None:
        """Choose one of the texts of the reveal.

        Args:
            prompt: the question.
            use: called with the chosen text.
        """
        from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt

        pane = self._view.panes.reveal
        assert pane.reveal is not None
        answer = pane.reveal.own_answer(pane.position.back).shown_text
        choices = {
            choice.key: choice for choice in copy_choices(pane.position.current, pane.reveal.sections, answer)
        }
        labels = {key: choice.label for key, choice in choices.items()}
        self._screen.ask(KeyPrompt(prompt, labels), lambda key: use(choices[key]) if key else None)
