"""The base of the places whose page has two columns on a wide screen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.events import ScreenSuspend

from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.commands.rows import RowCommands
from tpm_tui.ui.keys.actions import BY_ID, Action, footer_actions
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.places.row_names import ROW_LABELS, split_row
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.page_columns import ColumnBlocks
from tpm_tui.ui.screens.places.page_columns import PageColumns
from tpm_tui.ui.screens.places.place_screen import PlaceScreen
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey


class ColumnsScreen(PlaceScreen):
    """A place with one or two columns. What it shows is kept until another screen may have changed it."""

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: settings, bank and progress.
        """
        super().__init__(workspace)
        self.columns = PageColumns(self.glyphs.cursor)
        self.page = self.columns.page

    @abstractmethod
    def build_columns(self) -> ColumnBlocks:
        """Return what is shown, for the current size."""

    @abstractmethod
    def drop_data(self) -> None:
        """Drop what was computed, because it may have changed."""

    @property
    def active_page(self) -> Page:
        """The column with the focus."""
        return self.columns.active_page

    def add_handlers(self) -> None:
        """Add opening a row."""
        super().add_handlers()
        self.dispatcher.add(RowCommands(self, lambda: self.active_page.cursor, self.open_own_row))

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {**super().handlers(), "other-column": self.columns.go_to_other}

    def compose(self) -> ComposeResult:
        """Create the title row, the columns and the footer."""
        yield self.bar
        yield self.columns
        yield self.footer

    def build_blocks(self) -> Sequence[Block]:
        """Show the right column, and return the left one."""
        shown = self.build_columns()
        self.columns.show(shown, self.size)
        return shown.left

    @on(ScreenSuspend)
    def expect_changes(self) -> None:
        """Compute everything again when the place is shown again."""
        self.drop_data()

    @on(Page.Moved)
    def show_row_key(self) -> None:
        """Show what enter does with the row under the cursor."""
        self.show_keys()

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the footer, first what enter does with the row under the cursor."""
        row = split_row(self.active_page.cursor)
        actions = [each for each in footer_actions(self.scope) if each.id != "open"]
        labels = {"other-column": self.columns.other_label, **self.labels()}
        keys = [
            self._footer_key(each, label) for each in actions if (label := labels.get(each.id, each.label))
        ]
        return keys if row is None else [self._footer_key(BY_ID["open"], ROW_LABELS[row[0]]), *keys]

    def open_own_row(self, row: str) -> bool:
        """Open a row that only this place has; return whether it is one."""
        return False

    def labels(self) -> dict[str, str]:
        """Return the labels in the footer, by action id, that depend on what is shown; "" hides a key."""
        return {}

    def _footer_key(self, action: Action, label: str) -> FooterKey:
        return make_footer_key(action, self.keymap, self.scope, label)
