"""Pilot for an app that starts at a place."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.ui.practice_pilot import AppPilot
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.places.place_screen import PlaceScreen
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.screens.registry import ScreenFactory


class PlacePilot(AppPilot):
    """Pilot for an app whose first screen is a place."""

    def __init__(self, app: TpmApp, *args: object) -> None:
        super().__init__(app, *args)  # type: ignore[arg-type]
        self.app = app

    @property
    def place(self) -> PlaceScreen:
        """The place on top."""
        assert isinstance(self.app.screen, PlaceScreen)
        return self.app.screen

    @property
    def cursor(self) -> str:
        """The name of the row under the cursor."""
        return self.place.active_page.cursor

    @property
    def practice_session(self) -> PracticeSession:
        """The session on top."""
        assert isinstance(self.app.screen, PracticeScreen)
        return self.app.screen.practice_session

    @property
    def queue(self) -> list[str]:
        """The questions of the session on top, the current one first."""
        session = self.practice_session.session
        return [session.current, *session.upcoming]

    @property
    def notice(self) -> str:
        return f"{self.place.footer.notice}"

    @property
    def keys(self) -> str:
        """The text of the footer."""
        return f"{self.place.footer.keys}"

    async def move_to(self, row: str) -> None:
        """Move the cursor to a row with the keys."""
        for _ in range(100):
            if self.cursor == row:
                return
            await self.press("j")
        raise AssertionError(f"no row {row}; screen:\n{self.screen()}")


def make_place_app(workspace: Workspace, place: str) -> TpmApp:
    """Return the app at a place."""
    themes = load_themes([shipped_themes()], None).themes
    return TpmApp(workspace, themes, ScreenFactory(workspace).make_place(place))


@asynccontextmanager
async def run_place(
    workspace: Workspace, place: str, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[PlacePilot]:
    """Run the app at a place and yield its pilot."""
    app = make_place_app(workspace, place)
    async with app.run_test(size=size) as textual_pilot:
        pilot = PlacePilot(app, textual_pilot)
        await pilot.settle()
        yield pilot
