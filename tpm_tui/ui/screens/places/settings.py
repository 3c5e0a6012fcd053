"""The settings: each with its value, where that comes from, and what it does."""

from __future__ import annotations

import os
from collections.abc import Sequence

from tpm_tui.storage.settings.describe import describe_settings
from tpm_tui.storage.settings.setting import SETTINGS
from tpm_tui.ui.commands.erase import EraseCommands
from tpm_tui.ui.commands.settings import SettingEditor
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.places.settings import ERASE_ROW, settings_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.places.place_screen import PlaceScreen
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.status import FooterKey

SETTINGS_FILTER_PROMPT = "List the settings with these words; esc lists all."
SETTINGS_FOOTER = ("open", "reset-setting", "filter-settings", "edit", "back", "help", "palette")
CHANGE = "change"
"""What `open` does here, for the footer."""
NO_SETTING_CHOSEN = "Move to a setting first."


class SettingsScreen(PlaceScreen):
    """The settings as rows."""

    place = "settings"
    title_text = "Settings"
    own_scope = Scope.SETTINGS

    words = ""
    """The filter; empty lists all settings."""

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **super().handlers(),
            "open": self.open_row,
            "edit": self.edit_file,
            "reset-setting": self.reset_row,
            "filter-settings": self.filter,
            "erase-data": EraseCommands(self, self.show_place).erase,
        }

    async def open_row(self) -> None:
        """Change the setting under the cursor."""
        if self.page.cursor == ERASE_ROW:
            EraseCommands(self, self.show_place).erase()
        elif self.page.cursor:
            await SettingEditor(self, self.show_place).change(self.page.cursor)

    def reset_row(self) -> None:
        """Set the setting under the cursor back to its default."""
        if self.page.cursor in SETTINGS:
            SettingEditor(self, self.show_place).reset(self.page.cursor)
        else:
            self.show_notice(NO_SETTING_CHOSEN)

    def edit_file(self) -> None:
        """Open the settings file in the external editor."""
        SettingEditor(self, self.show_place).edit_file(self.page.cursor)

    def filter(self) -> None:
        """Type words; only the settings that have them are listed."""

        def set_words(text: str) -> None:
            self.words = text.strip()

        prompt = LinePrompt(SETTINGS_FILTER_PROMPT, self.words, write=set_words, on_typed=self.show_place)

        def use(text: str | None) -> None:
            self.words = (text or "").strip()
            self.show_place()

        self.ask(prompt, use)

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the footer."""
        labels = {"open": CHANGE}
        return [
            make_footer_key(BY_ID[id], self.keymap, self.scope, labels.get(id, "")) for id in SETTINGS_FOOTER
        ]

    def build_blocks(self) -> Sequence[Block]:
        """Return a row for each setting."""
        loaded, file = self.workspace.loaded_config, self.workspace.paths.config
        shown = describe_settings(loaded, file.name, os.environ)
        return settings_blocks(shown, str(file), self.words, loaded.problems, self.size.width)
