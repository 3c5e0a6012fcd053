"""Pilot for an app that starts at Today."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from tests.ui.practice_pilot import AppPilot
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.places.today import TodayScreen
from tpm_tui.ui.screens.places.today_view import TodayView
from tpm_tui.ui.screens.practice.screen import PracticeScreen


class TodayPilot(AppPilot):
    """Pilot for an app whose first screen is Today."""

    def __init__(self, app: TpmApp, *args: object) -> None:
        super().__init__(app, *args)  # type: ignore[arg-type]
        self.app = app
        assert isinstance(app.first_screen, TodayScreen)
        self.today = app.first_screen

    @property
    def view(self) -> TodayView:
        return self.today.view

    @property
    def notice(self) -> str:
        return f"{self.app.action_screen.footer.notice}"

    @property
    def cursor(self) -> str:
        """The row under the cursor, in the column that has the focus."""
        return self.view.active_page.cursor

    @property
    def queue(self) -> tuple[str, ...]:
        """The questions of the practice session on top, the current one first."""
        assert isinstance(self.app.screen, PracticeScreen)
        session = self.app.screen.practice_session.session
        return (session.current, *session.upcoming)

    async def wait_for_extras(self) -> None:
        await self.wait_until(lambda: self.view.extras is not None)
        await self.settle()

    async def move_to(self, row: str) -> None:
        """Press keys until a row is under the cursor."""
        for _ in range(50):
            if self.cursor == row:
                return
            await self.press("down")
        raise AssertionError(f"{row} is no row of the page:\n{self.screen()}")


def make_today_app(
    workspace: Workspace, problems: Sequence[Problem] = (), *, asks_at_start: bool = True
) -> TpmApp:
    """Return the app as a bare `tpm-tui` starts it, with everything loaded from the files."""
    opened = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
    screen = TodayScreen(opened, problems, asks_at_start=asks_at_start)
    return TpmApp(opened, load_themes([shipped_themes()], None).themes, screen)


@asynccontextmanager
async def run_today(app: TpmApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[TodayPilot]:
    """Run the app without a terminal and yield its pilot when everything is loaded."""
    async with app.run_test(size=size) as textual_pilot:
        pilot = TodayPilot(app, textual_pilot)
        await pilot.settle()
        await pilot.wait_for_extras()
        yield pilot
