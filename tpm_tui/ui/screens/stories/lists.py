"""The lists of the learner's own texts: add, change, remove, open in $EDITOR."""

from __future__ import annotations

import os
from collections.abc import Callable

from tpm_tui.core.stories.own_lists import LIST_NAMES
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.stories import sentences
from tpm_tui.practice.stories.changes import OwnTextChanges
from tpm_tui.practice.stories.list_text import ListText
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.pages.stories.place import ADD, OWN_TEXT
from tpm_tui.ui.screens.action_screen import ActionScreen


class ListCommands:
    """The commands that change the lists. A row is named by its list and the index of its text."""

    def __init__(
        self, screen: ActionScreen, changes: OwnTextChanges, show_changed: Callable[[str], None]
    ) -> None:
        """
        Args:
            screen: the place.
            changes: writes the lists.
            show_changed: shows everything again, with the cursor on a row.
        """
        self._screen = screen
        self._changes = changes
        self._show_changed = show_changed
        self.text = ListText(screen.workspace, changes)
        """The text that is being typed."""

    def is_text(self, row: str) -> bool:
        """Return whether a row is a text of a list."""
        return row.startswith(OWN_TEXT)

    def label(self, row: str) -> str:
        """Return what enter does with a row, for the footer; "" for a row of another kind."""
        return "edit" if self.is_text(row) else "add" if row.startswith(ADD) else ""

    def open(self, row: str) -> bool:
        """Change the text of a row, or add one; return False for a row of another kind."""
        if self.is_text(row):
            name, text = self._place(row)
            self._ask(name, text)
        elif row.startswith(ADD):
            self.add(row)
        else:
            return False
        return True

    def add(self, row: str) -> None:
        """Add a text to the list of a row."""
        name = row.partition(":")[2].partition(":")[0] or LIST_NAMES[0]
        self._ask(name, "")

    def remove(self, row: str) -> None:
        """Remove the text of a row after a question."""
        name, text = self._place(row) if self.is_text(row) else ("", "")
        if not text:
            self._screen.show_notice(sentences.NOTHING_UNDER_CURSOR)
            return
        from tpm_tui.ui.screens.dialogs.key_prompt import YES_NO, KeyPrompt

        def remove(key: str | None) -> None:
            if key == "y":
                index = self._index(name, text)
                self._changes.set_text(name, text, "")
                self._show_changed(f"{OWN_TEXT}{name}:{max(0, index - 1)}")

        prompt = sentences.remove_text_prompt(text)
        self._screen.ask(KeyPrompt(prompt, YES_NO), remove)

    def edit_file(self) -> None:
        """Open the file of the lists in $EDITOR."""
        from tpm_tui.storage.files.private import make_private_folder
        from tpm_tui.storage.stories.own_files import lists_path
        from tpm_tui.ui.terminal.external_editor import run_editor

        data, config = self._screen.workspace.paths.data, self._screen.workspace.config
        make_private_folder(data)
        failure = run_editor(self._screen.app, config.find_editor(os.environ), lists_path(data))
        self._show_changed("")
        errors = self._changes.load_lists().errors
        if failure or errors:
            self._screen.show_notice(failure or str(errors[0]), error=True)

    def _ask(self, name: str, text: str) -> None:
        from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt

        def save(typed: str) -> str:
            """Save the line while the prompt is open, so that it stays there if that fails."""
            self.text.write(typed)
            try:
                self.text.save()
            except WriteError as error:
                return str(error)
            return ""

        def close(typed: str | None) -> None:
            self.text.discard()
            self._show_changed(f"{OWN_TEXT}{name}:{self._index(name, clean_line(typed or text))}")

        prompt, start = sentences.LIST_PROMPTS[name], self.text.open(name, text)
        schedule = self._screen.autosave.schedule
        self._screen.ask(LinePrompt(prompt, start, self.text.write, schedule, save), close)

    def _index(self, name: str, text: str) -> int:
        """Return the index of a text in its list; that of the last one if it is not there."""
        texts = self._texts(name)
        return texts.index(text) if text in texts else len(texts) - 1

    def _texts(self, name: str) -> tuple[str, ...]:
        texts: tuple[str, ...] = getattr(self._changes.load_lists().lists, name)
        return texts

    def _place(self, row: str) -> tuple[str, str]:
        """Return the list of a row, and its text; "" if another process has removed it meanwhile."""
        name, _, index = row.removeprefix(OWN_TEXT).partition(":")
        texts = self._texts(name)
        return name, texts[int(index)] if int(index) < len(texts) else ""
