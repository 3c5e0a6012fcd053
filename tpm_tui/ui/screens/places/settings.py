"""The settings: each with its value, where that comes from, and what it does."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tpm_tui.storage.settings.describe import describe_settings
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.places.place_screen import PlaceScreen


class SettingsScreen(PlaceScreen):
    """The settings as rows."""

    place = "settings"
    title_text = "Settings"
    own_scope = Scope.SETTINGS

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {**super().handlers(), "open": self.open_row}

    def open_row(self) -> None:
        """Open the row under the cursor."""

    def build_blocks(self) -> Sequence[Block]:
        """Return a row for each setting."""
        shown = describe_settings(self.workspace.loaded_config, self.workspace.paths.config.name, os.environ)
        return [
            Block(
                join((each.name, "bold"), f"  {each.value}", (f"  {each.description}", "$dim")),
                item=each.name,
            )
            for each in shown
        ]
