"""Erasing all data: two questions, with a backup in between."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.core.text.plural import plural
from tpm_tui.ui.commands.settings import is_session_open
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.key_prompt import KeyPrompt
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt

NOTHING_TO_ERASE = "There is no data to erase."
ERASE_SESSION_OPEN = "End the open session first: its answers would be written again."
ERASE_PROMPT = "Erase all your data? {files} in {folder}; your own questions, themes and settings stay."
ERASE_KEYS = {"y": "continue", "n": "keep everything"}
BACKUP_PROMPT = "Back up everything to this file first. An empty line makes no backup."
ERASE_WORD = "erase"
CONFIRM_PROMPT = "{backup} Type {word} to erase {files} for good; esc keeps them."
NOT_CONFIRMED = "Nothing was erased. Type {word}, or press esc."
ERASED = "Erased: {files}. {backup}"
NOT_OURS = "Left, because it is not from tpm-tui: {names}."
NO_BACKUP = "There is no new backup."
BACKED_UP = "Backup: {file}."


class EraseCommands:
    """The command that erases everything that tpm-tui has stored of the learner."""

    def __init__(self, screen: ActionScreen, on_erased: Callable[[], None]) -> None:
        """
        Args:
            screen: opens the prompts and shows the notices.
            on_erased: shows the screen again.
        """
        self._screen = screen
        self._on_erased = on_erased
        self._workspace = screen.workspace

    def erase(self) -> None:
        """Ask, offer a backup, ask again, and erase.

        Raises:
            StorageError: the data folder cannot be read, or a session is open in another process.
        """
        from tpm_tui.storage.backup.erase import ERASE_OPEN_ELSEWHERE, count_own_files
        from tpm_tui.storage.files.errors import WriteError

        if is_session_open(self._screen):
            self._screen.show_notice(ERASE_SESSION_OPEN)
            return
        if self._workspace.store.live_sessions.is_any_open_elsewhere():
            raise WriteError(ERASE_OPEN_ELSEWHERE)
        count = count_own_files(self._workspace.paths.data)
        if not count:
            self._screen.show_notice(NOTHING_TO_ERASE)
            return
        files = plural(count, "file")
        folder = printable_line(str(self._workspace.paths.data))
        prompt = KeyPrompt(ERASE_PROMPT.format(files=files, folder=folder), ERASE_KEYS)
        self._screen.ask(prompt, lambda key: self._offer_backup(files) if key == "y" else None)

    def _offer_backup(self, files: str) -> None:
        from tpm_tui.practice.files.erase import back_up_to, default_backup_file

        backup = NO_BACKUP

        def write(text: str) -> str:
            nonlocal backup
            if text.strip():
                try:
                    path = back_up_to(self._workspace, text)
                except TpmError as error:
                    return str(error)
                backup = BACKED_UP.format(file=printable_line(str(path))) if path else NO_BACKUP
            return ""

        prompt = LinePrompt(BACKUP_PROMPT, default_backup_file(self._workspace), validate=write)
        self._screen.ask(prompt, lambda text: None if text is None else self._confirm(files, backup))

    def _confirm(self, files: str, backup: str) -> None:
        def validate(text: str) -> str:
            return "" if text.strip().lower() == ERASE_WORD else NOT_CONFIRMED.format(word=ERASE_WORD)

        text = CONFIRM_PROMPT.format(backup=backup, word=ERASE_WORD, files=files)
        self._screen.ask(
            LinePrompt(text, "", validate=validate),
            lambda typed: None if typed is None else self._erase(backup),
        )

    def _erase(self, backup: str) -> None:
        from tpm_tui.practice.files.erase import erase_all

        result = erase_all(self._workspace)
        notice = ERASED.format(files=plural(result.erased, "file"), backup=backup)
        if result.left:
            names = printable_line(", ".join(result.left[:3]))
            notice = f"{notice} {NOT_OURS.format(names=names + (', ...' if len(result.left) > 3 else ''))}"
        self._on_erased()
        self._screen.show_notice(notice)
