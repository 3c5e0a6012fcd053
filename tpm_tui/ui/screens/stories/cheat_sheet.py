"""The cheat sheet: read it, copy it, write it to a private file."""

from __future__ import annotations

from textual.binding import Binding

from tpm_tui.exchange.stories.sentences import SHEET_TITLE
from tpm_tui.practice.files.export_text import name_in_data_folder
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.documents.exports import write_export
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.pages.report_text import report_blocks
from tpm_tui.ui.screens.dialogs.pager import PAGER_KEYS, PagerScreen
from tpm_tui.ui.terminal.clipboard import copy_text
from tpm_tui.ui.widgets.status import FooterKey


class CheatSheetScreen(PagerScreen):
    """The cheat sheet as a page."""

    BINDINGS = [Binding("y", "copy", "copy"), Binding("w", "write", "to file")]

    def __init__(self, workspace: Workspace, text: str) -> None:
        """
        Args:
            workspace: the data folder and the clock.
            text: the Markdown.
        """
        super().__init__(report_blocks(text, is_cut=False))
        self._workspace = workspace
        self._markdown = text
        self.keys = (PAGER_KEYS[0], FooterKey("y", "copy"), FooterKey("w", "to file"), *PAGER_KEYS[1:])

    def on_key(self) -> None:
        """Hide the notice."""
        self.footer.hide_notice()

    def action_copy(self) -> None:
        """Copy the Markdown."""
        result = copy_text(self.app, f"the {SHEET_TITLE.lower()}", self._markdown)
        self.footer.show_notice(result.notice, error=not result.is_sent)

    def action_write(self) -> None:
        """Write the Markdown to a new private file."""
        workspace = self._workspace
        try:
            path = write_export(workspace.paths.exports, workspace.now(), SHEET_TITLE, self._markdown, ".md")
        except WriteError as error:
            self.footer.show_notice(str(error), error=True)
        else:
            self.footer.show_notice(f"Written to {name_in_data_folder(workspace, path)}.")
