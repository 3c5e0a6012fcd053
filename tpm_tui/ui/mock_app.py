"""The mock interview app: one mock session on one screen."""

from __future__ import annotations

from textual.screen import Screen

from tpm_tui.practice.mock import MockSession
from tpm_tui.storage.settings.themes import ThemeFile
from tpm_tui.ui.base_app import BaseApp
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import select_glyphs
from tpm_tui.ui.screens.mock.screen import MockScreen


class MockApp(BaseApp):
    """A mock interview in the terminal."""

    CSS_PATH = ["styles/app.tcss", "styles/mock.tcss"]

    def __init__(self, mock_session: MockSession, themes: dict[str, ThemeFile], notice: str = "") -> None:
        """
        Args:
            mock_session: the interview, new or resumed.
            themes: themes by name.
            notice: shown when the app starts.
        """
        super().__init__(mock_session.workspace, themes, mock_session.save_all)
        self.mock_session = mock_session
        config = mock_session.workspace.config
        self.mock = MockScreen(
            mock_session, select_glyphs(config.ascii), Keymap.from_setting(config.keymap), notice
        )
        self.home = self.mock

    def get_default_screen(self) -> Screen[None]:
        """Return the mock interview's screen."""
        return self.mock
