"""Speaking the answers of a mock interview in the app."""

from __future__ import annotations

from textual.events import Paste

from tests.ui.mock_pilot import ANSWER_TEXT, MockPilot, run_mock, start_crane_mock
from tests.ui.practice_pilot import MovableClock
from tpm_tui.core.cards.events import Review
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.exchange.messages import NO_PARTS
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import load_saved_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope


async def tick_clock(pilot: MockPilot) -> None:
    """Do what the app does every second."""
    pilot.mock.view.clock.update()
    await pilot.settle()


async def test_whole_interview_without_typing(workspace: Workspace, clock: MovableClock) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        assert "v speaks it" in pilot.screen()
        for _ in range(2):
            await pilot.press("v")
            clock.advance(seconds=40)
            await tick_clock(pilot)
            assert pilot.mock.scope is Scope.MOCK_SPEAKING
            assert "██" in pilot.screen()
            await pilot.press("enter")
        assert pilot.phase is MockPhase.DEBRIEF
        assert "spoken, without a transcript" in pilot.screen()
        assert all(answer.spoken and answer.seconds == 40 for answer in pilot.mock_session.mock.answers)
        assert pilot.mock_session.answer.judgement.ticked == ()
        await pilot.press("n", "q", "n")
        assert pilot.mock_session.report_path is not None
        assert "| Spoken | 2 of 2 answers |" in pilot.mock_session.report_path.read_text("utf-8")


async def test_escape_types_the_answer_instead(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("v", "escape", "H", "i")
        assert pilot.mock_session.mock.text == "Hi"
        assert pilot.mock.scope is Scope.MOCK_EDITOR
        assert not pilot.mock_session.mock.is_spoken


async def test_spoken_interview_starts_the_clock_with_enter(workspace: Workspace) -> None:
    session = start_crane_mock(workspace)
    session.speaks = True
    async with run_mock(session) as pilot:
        await pilot.press("enter")
        assert pilot.mock.scope is Scope.MOCK_SPEAKING


async def test_reply_is_spoken_without_parts(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("v", "f")
        assert pilot.phase is MockPhase.FOLLOW_UP
        assert "of 1:00" in pilot.screen()
        assert "until" not in pilot.screen()


async def test_transcript_is_pasted_in_the_debrief(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("v", "E")
        pilot.app.post_message(Paste(ANSWER_TEXT))
        await pilot.settle()
        assert pilot.notice.startswith("Transcript added, ")
        assert "plain notice first" in pilot.mock_session.answer.judgement.ticked
        assert ANSWER_TEXT in pilot.mock_session.answer.text


async def test_scaffold_of_a_mock_answer(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("enter", "ctrl+t", "x")
        assert pilot.mock_session.mock.text.startswith("Context:\nx\nAction:")


async def test_resumed_interview_is_still_spoken(workspace: Workspace, clock: MovableClock) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("v")
        clock.advance(seconds=25)
        pilot.mock_session.save_all()
        saved, _ = load_saved_mock(workspace)
        assert saved.mock is not None
        resumed = MockSession(workspace, saved.mock, saved)
        assert resumed.mock.is_spoken
        assert resumed.seconds() == 25


async def test_times_of_the_parts_are_in_debrief_report_and_history(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("v")
        clock.advance(seconds=31)
        await tick_clock(pilot)
        await pilot.press("tab")
        clock.advance(seconds=30)
        pilot.mock_session.save_all()
        saved, _ = load_saved_mock(workspace)
        assert saved.mock is not None
        assert list(saved.mock.answer.part_ends) == [31]
        await pilot.press("enter", "E")
        assert "Parts: context 0:31 of 0:20, action 0:30 of 1:05" in pilot.text
        pilot.page.move_to("point:plain notice first")
        await pilot.press("space", "q", "y")
        assert pilot.mock_session.report_path is not None
        report = pilot.mock_session.report_path.read_text("utf-8")
        assert "\nParts: context 0:31 of 0:20, action 0:30 of 1:05\n" in report
        [review] = [entry for entry in workspace.store.entries() if isinstance(entry, Review)]
        assert [part.seconds for part in review.parts or ()] == [31, 30]


async def test_typing_instead_discards_the_parts(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("v", "tab", "escape")
        assert pilot.mock_session.mock.answer.part_ends == ()


async def test_reply_has_no_parts_to_finish(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await pilot.press("v", "tab", "f", "tab")
        assert pilot.notice == NO_PARTS
        assert len(pilot.mock_session.mock.answer.part_ends) == 1
