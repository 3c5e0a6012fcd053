"""Choosing a theme."""

from __future__ import annotations

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen


class ThemeCommands:
    """The command that changes the theme and the setting."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"theme": self.choose_theme}

    def choose_theme(self) -> None:
        """Choose a theme; the theme under the cursor is previewed."""
        from tpm_tui.ui.render.layout import Block
        from tpm_tui.ui.render.text import line
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        app = self._screen.app
        before = app.theme
        items = [Block(line(theme.name), item=theme.name) for theme in app.available_themes.values()]

        def show(name: str) -> None:
            app.theme = name

        def choose(chosen: str | None) -> None:
            show(chosen or before)
            if chosen and chosen != before:
                self._save(chosen)

        self._screen.ask(ChoiceScreen("Themes", items, before, show), choose)

    def _save(self, name: str) -> None:
        from tpm_tui.practice.dates.settings import change_setting_today
        from tpm_tui.storage.files.errors import StorageError
        from tpm_tui.storage.settings.edit import SettingError

        try:
            change_setting_today(self._screen.workspace, "theme", name)
        except (SettingError, StorageError) as error:
            self._screen.show_notice(f"Theme not saved: {error}", error=True)
