"""A mock interview on its screen, by what can be seen of it and done to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Static

from tests.ui.practice_pilot import (
    Hands,
)
from tpm_tui.core.mock.format import Format, Round
from tpm_tui.core.mock.interview import MockPhase
from tpm_tui.practice.mock import MockSession, begin_mock, unfinished_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.mock_app import MockApp
from tpm_tui.ui.screens.mock.screen import MockScreen
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page

TWO = Format("own", "Two questions", (Round(2),), minutes=10)
TOLD = "I told the quay master that morning. Between four and six weeks late."


class Room(Hands):
    """The running mock interview, by what can be seen of it and done to it."""

    def __init__(self, app: MockApp, pilot: Pilot[None]) -> None:
        super().__init__(app, pilot)
        self.app = app

    @property
    def mock_session(self) -> MockSession:
        return self.app.mock_session

    @property
    def mock(self) -> MockScreen:
        return self.app.mock

    @property
    def phase(self) -> MockPhase:
        return self.mock_session.phase

    @property
    def page(self) -> Page:
        return self.mock.query_one("#debrief", Page)

    def said(self, id: str) -> str:
        return f"{self.mock.query_one(f'#{id}', Static).content}"

    @property
    def notice(self) -> str:
        return self.said("notice") if self.mock.query_one("#notice").display else ""

    def beside(self) -> bool:
        """Whether the answer has a page of its own."""
        return bool(self.mock.query_one("#beside").display)

    @property
    def text(self) -> str:
        """What the pages hold, wrapped or not."""
        texts = [self.mock.query_one("#beside", Page).text] if self.beside() else []
        texts.append(self.page.text)
        return squeezed("\n".join(texts).replace("▌", ""))

    async def write(self, text: str) -> None:
        self.mock.query_one("#editor", AnswerEditor).insert(text)
        await self.settle()


def mock_app_on(mock_session: MockSession, notice: str = "") -> MockApp:
    return MockApp(mock_session, load_themes([shipped_themes()], None).themes, notice)


@asynccontextmanager
async def in_room(
    mock_session: MockSession, size: tuple[int, int] = (80, 24), notice: str = ""
) -> AsyncIterator[Room]:
    app = mock_app_on(mock_session, notice)
    async with app.run_test(size=size) as pilot:
        room = Room(app, pilot)
        await room.settle()
        yield room


def beginning(workspace: Workspace, format: Format = TWO, topic: str = "harbour") -> MockSession:
    mock_session = begin_mock(workspace, format, unfinished_mock(workspace)[0], [topic], seed=8)
    assert mock_session is not None
    return mock_session


def with_crane_first(workspace: Workspace) -> MockSession:
    """An interview whose first question is the one with follow-ups."""
    mock_session = beginning(workspace)
    assert mock_session.answer.question == "late-crane"
    return mock_session


def squeezed(text: str) -> str:
    return " ".join(text.split())


async def to_debrief(room: Room) -> None:
    """Answer the first question, and end there."""
    await room.press("enter")
    await room.write(TOLD)
    await room.press("escape", "e")
    assert room.phase is MockPhase.DEBRIEF
