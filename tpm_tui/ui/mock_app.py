"""The app of a mock interview: one mock_session, one screen."""

from __future__ import annotations

from textual.screen import Screen

from tpm_tui.practice.mock import MockSession
from tpm_tui.storage.settings.themes import ThemeFile
from tpm_tui.ui.base_app import BaseApp
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import glyphs
from tpm_tui.ui.screens.mock.screen import MockScreen


class MockApp(BaseApp):
    """A mock interview in the terminal."""

    CSS_PATH = ["styles/app.tcss", "styles/mock.tcss"]

    def __init__(self, mock_session: MockSession, themes: dict[str, ThemeFile], notice: str = "") -> None:
        """
        Args:
            mock_session: the interview, new or taken up again.
            themes: by name.
            notice: told with the first frame.
        """
        super().__init__(mock_session.workspace, themes, mock_session.keep)
        self.mock_session = mock_session
        config = mock_session.workspace.config
        self.mock = MockScreen(mock_session, glyphs(config.ascii), Keymap.of(config.keymap), notice)
        self.home = self.mock

    def get_default_screen(self) -> Screen[None]:
        """The mock interview's screen; it stays."""
        return self.mock
