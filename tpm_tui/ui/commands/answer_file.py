"""Typing the answer in the external editor instead of here."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tpm_tui.exchange.messages import answer_kept_message
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.widgets.answer import AnswerPane


class AnswerFileCommands:
    """The command that opens the answer in $EDITOR and takes the text back."""

    def __init__(self, screen: ActionScreen, pane: AnswerPane, question: Callable[[], str]) -> None:
        """
        Args:
            screen: saves the text and shows notices.
            pane: holds the answer.
            question: returns the id of the current question, for the name of the file.
        """
        self._screen = screen
        self._pane = pane
        self._question = question

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"answer-in-editor": self.edit_answer}

    def edit_answer(self) -> None:
        """Open the answer in $EDITOR; what was saved there replaces it, as one change that can be undone.

        If the editor fails, the answer here stays and the file is kept.

        Raises:
            WriteError: the file was not written.
        """
        from tpm_tui.practice.files.export_text import export_text
        from tpm_tui.ui.terminal.external_editor import run_editor

        screen, workspace = self._screen, self._screen.workspace
        screen.save()
        path = export_text(workspace, self._question(), "answer", self._pane.text)
        failure = run_editor(screen.app, workspace.config.find_editor(os.environ), path)
        failure = failure or self._take(path)
        if failure:
            screen.show_notice(answer_kept_message(failure, path), error=True)
        screen.save()

    def _take(self, path: Path) -> str:
        """Replace the answer by the file's text and remove the file; return why it was not read, or ""."""
        from tpm_tui.core.text.sanitize import clean
        from tpm_tui.core.text.size import MAX_TEXT_BYTES
        from tpm_tui.storage.files import private
        from tpm_tui.storage.files.untrusted import ReadError, read_bytes

        try:
            data, _ = read_bytes(path, MAX_TEXT_BYTES)
        except ReadError as error:
            return error.problem.message
        self._pane.replace_text(clean(data.decode("utf-8", "replace")).removesuffix("\n"))
        private.remove(path)
        return ""
