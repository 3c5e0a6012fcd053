"""Pilot for the mock app: runs an interview on the example bank, presses keys and reads the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot
from textual.widgets import Static

from tests.ui.practice_pilot import AppPilot
from tpm_tui.core.mock.format import Format, Round
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import begin_mock, load_saved_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.mock.screen import MockScreen
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.text.editor import AnswerEditor

TWO_QUESTIONS = Format("own", "Two questions", (Round(2),), minutes=10)
ANSWER_TEXT = "I rang the quay master that morning. Between four and six weeks late."


class MockPilot(AppPilot):
    """Pilot for a running mock interview."""

    def __init__(self, app: TpmApp, textual_pilot: Pilot[None]) -> None:
        super().__init__(app, textual_pilot)
        self.app = app
        assert isinstance(app.first_screen, MockScreen)
        self.mock = app.first_screen

    @property
    def mock_session(self) -> MockSession:
        return self.mock.mock_session

    @property
    def phase(self) -> MockPhase:
        return self.mock_session.phase

    @property
    def page(self) -> Page:
        return self.mock.query_one("#debrief", Page)

    def text_of(self, id: str) -> str:
        """Return the text of a one-row widget."""
        if id == "keys":
            return f"{self.mock.footer.keys}"
        return f"{self.mock.query_one(f'#{id}', Static).content}"

    @property
    def notice(self) -> str:
        return f"{self.mock.footer.notice}"

    def has_answer_page(self) -> bool:
        """Return whether the answer is shown on a separate page beside the assessment."""
        return bool(self.mock.query_one("#beside").display)

    @property
    def text(self) -> str:
        """The text of the pages, with whitespace collapsed."""
        texts = [self.mock.query_one("#beside", Page).text] if self.has_answer_page() else []
        texts.append(self.page.text)
        return collapse_spaces("\n".join(texts).replace("▌", ""))

    async def write(self, text: str) -> None:
        self.mock.query_one("#editor", AnswerEditor).insert(text)
        await self.settle()


def make_mock_app(mock_session: MockSession, notice: str = "") -> TpmApp:
    themes = load_themes([shipped_themes()], None).themes
    return TpmApp(mock_session.workspace, themes, MockScreen(mock_session, notice))


@asynccontextmanager
async def run_mock(
    mock_session: MockSession, size: tuple[int, int] = (80, 24), notice: str = ""
) -> AsyncIterator[MockPilot]:
    app = make_mock_app(mock_session, notice)
    async with app.run_test(size=size) as textual_pilot:
        pilot = MockPilot(app, textual_pilot)
        await pilot.settle()
        yield pilot


def start_mock(workspace: Workspace, format: Format = TWO_QUESTIONS, topic: str = "harbour") -> MockSession:
    mock_session = begin_mock(workspace, format, load_saved_mock(workspace)[0], [topic], seed=8)
    assert mock_session is not None
    return mock_session


def start_crane_mock(workspace: Workspace) -> MockSession:
    """Start an interview whose first question is the one with follow-ups."""
    mock_session = start_mock(workspace)
    assert mock_session.answer.question == "late-crane"
    return mock_session


def collapse_spaces(text: str) -> str:
    return " ".join(text.split())


async def go_to_debrief(pilot: MockPilot) -> None:
    """Answer the first question, then end the interview."""
    await pilot.press("enter")
    await pilot.write(ANSWER_TEXT)
    await pilot.press("escape", "E")
    assert pilot.phase is MockPhase.DEBRIEF
