"""The app of a mock interview: one sitting, one screen."""

from __future__ import annotations

from textual.screen import Screen

from tpm_tui.practice.mock import MockSitting
from tpm_tui.storage.settings.themes import ThemeFile
from tpm_tui.ui.base_app import Shell
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import glyphs
from tpm_tui.ui.screens.mock.screen import MockScreen


class MockApp(Shell):
    """A mock interview in the terminal."""

    CSS_PATH = ["styles/app.tcss", "styles/mock.tcss"]

    def __init__(self, sitting: MockSitting, themes: dict[str, ThemeFile], notice: str = "") -> None:
        """
        Args:
            sitting: the interview, new or taken up again.
            themes: by name.
            notice: told with the first frame.
        """
        super().__init__(sitting.workspace, themes, sitting.keep)
        self.sitting = sitting
        config = sitting.workspace.config
        self.mock = MockScreen(sitting, glyphs(config.ascii), Keymap.of(config.keymap), notice)
        self.home = self.mock

    def get_default_screen(self) -> Screen[None]:
        """The mock interview's screen; it stays."""
        return self.mock
