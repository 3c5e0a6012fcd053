"""Pilot for the app at Today, as `tpm-tui` without arguments starts it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from tests.ui.practice_pilot import AppPilot
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.places.today import TodayScreen


class HomePilot(AppPilot):
    """Pilot for an app whose first screen is Today."""

    def __init__(self, app: TpmApp, textual_pilot: Pilot[None]) -> None:
        super().__init__(app, textual_pilot)
        self.app = app

    @property
    def top(self) -> ActionScreen:
        """The screen on top; below dialogs."""
        return self.app.action_screen

    @property
    def place(self) -> str:
        """The name of the place on top; empty for a session."""
        return self.top.place

    @property
    def notice(self) -> str:
        return f"{self.top.footer.notice}"

    async def run(self, action: str) -> None:
        """Run an action of the screen on top, as the palette does."""
        await self.top.action_run(action)
        await self.settle()

    async def replace_line(self, text: str) -> None:
        """Replace the text of an open prompt and accept it."""
        await self.press("ctrl+a", "ctrl+k", *text, "enter")


@asynccontextmanager
async def run_today(workspace: Workspace, size: tuple[int, int] = (80, 24)) -> AsyncIterator[HomePilot]:
    """Run the app at Today without a terminal and yield its pilot."""
    themes = load_themes([shipped_themes()], None).themes
    app = TpmApp(workspace, themes, TodayScreen(workspace))
    async with app.run_test(size=size) as textual_pilot:
        pilot = HomePilot(app, textual_pilot)
        await pilot.settle()
        yield pilot
