"""Speaking an answer in the app: clock, parts, checklist, transcript, scaffold."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from tests.ui.practice_pilot import (
    ANSWER_TEXT,
    POINTS,
    MovableClock,
    PracticePilot,
    make_app,
    make_workspace,
    run_practice,
)
from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.exchange.messages import LAST_PART
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.screens.practice.screen import PracticeScreen


def make_spoken_app(workspace: Workspace) -> TpmApp:
    """Return the app as `practice --spoken` starts it."""
    app = make_app(workspace)
    screen = app.first_screen
    assert isinstance(screen, PracticeScreen)
    screen.practice_session.speech.preferred = True
    screen.panes.is_writing = False
    return app


def reviews(workspace: Workspace) -> list[Review]:
    return [entry for entry in workspace.store.entries() if isinstance(entry, Review)]


async def tick_clock(pilot: PracticePilot) -> None:
    """Do what the app does every second."""
    pilot.practice.clock.update()
    await pilot.settle()


async def speak(pilot: PracticePilot, clock: MovableClock, seconds: float) -> None:
    await pilot.press("escape", "v")
    clock.advance(seconds=seconds)
    await tick_clock(pilot)


async def test_v_shows_clock_and_parts_in_place_of_the_editor(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 70)
        screen = pilot.screen()
        assert "▌ Action    until  1:25" in screen
        assert "YOUR ANSWER" not in screen
        assert screen.count("██") > 20
        assert pilot.practice.scope is Scope.SPEAKING


async def test_large_clock_is_ascii_if_configured(tmp_path: Path, clock: MovableClock) -> None:
    async with run_practice(make_app(make_workspace(tmp_path, clock, "ascii: true\n"))) as pilot:
        await speak(pilot, clock, 70)
        assert "| Action    until  1:25" in pilot.screen()
        assert "######" in pilot.screen()


async def test_small_screen_has_a_clock_of_one_row(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace), (40, 12)) as pilot:
        await speak(pilot, clock, 130)
        assert "2:10 of 2:00, 0:10 over" in pilot.screen()
        assert "██" not in pilot.screen()
        assert "until  2:00  over" in pilot.screen()


async def test_enter_stops_and_shows_an_empty_checklist(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 95)
        await pilot.press("enter")
        assert pilot.phase is SessionPhase.REVEALED
        assert "tick what you said" in pilot.page.text
        assert "YOUR ANSWER  spoken" in pilot.screen()
        await pilot.press("enter")
        assert pilot.notice == "No grade is suggested until a point is ticked: 1 2 3 4 grade the answer."
        await pilot.press("space", "enter")
        assert pilot.question == "two-captains"
        [review] = reviews(workspace)
        assert (review.spoken, review.seconds, review.words, review.covered) == (True, 95, 0, (POINTS[0],))


async def test_clock_is_paused_while_a_dialog_covers_it(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 20)
        await pilot.press("?")
        clock.advance(seconds=500)
        await pilot.press("q")
        clock.advance(seconds=10)
        await tick_clock(pilot)
        assert pilot.practice_session.seconds() == 30
        assert pilot.practice.scope is Scope.SPEAKING


async def test_escape_types_the_answer_instead(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("W", "e")
        await speak(pilot, clock, 20)
        await pilot.press("escape", "l", "l")
        assert pilot.editor.text == "Well"
        assert not pilot.practice_session.speech.is_spoken
        assert pilot.practice_session.seconds() == 0


async def test_question_after_a_spoken_one_is_typed(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 20)
        await pilot.press("enter", "2")
        assert "YOUR ANSWER  0 words" in pilot.screen()
        await pilot.press("i", "H")
        assert pilot.editor.text == "H"


async def test_pasted_transcript_ticks_its_points(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 20)
        await pilot.press("enter")
        pilot.app.post_message(Paste(ANSWER_TEXT))
        await pilot.settle()
        assert pilot.notice == "Transcript added, 7 words; 1 point ticked."
        assert pilot.editor.text == ANSWER_TEXT
        await pilot.press("3")
        [review] = reviews(workspace)
        assert (review.spoken, review.seconds, review.answer) == (True, 20, ANSWER_TEXT)


async def test_paste_on_the_reveal_of_a_typed_answer_is_refused(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("Words.")
        pilot.app.post_message(Paste(ANSWER_TEXT))
        await pilot.settle()
        assert pilot.notice.startswith("Nothing was pasted")
        assert pilot.editor.text == "Words."


async def test_undo_shows_the_spoken_answer_again(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 20)
        await pilot.press("enter", "space", "3", "u")
        assert "YOUR ANSWER  spoken" in pilot.screen()
        assert pilot.practice_session.seconds() == 20


async def test_key_of_another_step_says_what_comes_first(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 20)
        await pilot.press("s")
        assert pilot.notice == "Skip: stop speaking first (enter)."
        assert pilot.practice.scope is Scope.SPEAKING


async def test_spoken_mode_begins_outside_the_editor(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_spoken_app(workspace)) as pilot:
        assert "v starts the clock of your spoken answer. Context until 0:20" in " ".join(
            pilot.screen().split()
        )
        await pilot.press("v")
        clock.advance(seconds=15)
        await pilot.press("enter", "space", "3")
        assert pilot.practice.scope is Scope.ASKING
        assert "v starts the clock" in pilot.screen()


async def test_scaffold_is_inserted_above_the_cursor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+t", "L", "a", "t", "e")
        assert pilot.editor.text == "Context:\nLate\nAction:\n\nResult:\n\nLearning:\n"
        pilot.practice.clock.update()
        await pilot.settle()
        assert "Context 1 Action 0 Result 0 Learning 0" in pilot.screen()
        await pilot.press("ctrl+t")
        assert pilot.notice == "The headings are in your answer already."
        await pilot.press("ctrl+j")
        assert pilot.practice_session.session.draft.startswith("Context:\nLate")


async def test_scaffold_follows_the_text_before_it(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("H", "i", "ctrl+t", "x")
        assert pilot.editor.text == "Hi\n\nContext:\nx\nAction:\n\nResult:\n\nLearning:\n"


async def test_empty_scaffold_is_no_attempt(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+t")
        clock.advance(seconds=30)
        await pilot.press("ctrl+j", "1")
        [review] = reviews(workspace)
        assert (review.answer, review.words, review.seconds) == ("", 0, 0)
        assert pilot.workspace.store.drafts.questions() == set()


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (160, 50), (40, 12)])
async def test_resizing_while_speaking_keeps_the_clock(
    workspace: Workspace, clock: MovableClock, size: tuple[int, int]
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 20)
        await pilot.textual_pilot.resize_terminal(*size)
        await pilot.settle()
        assert "Action" in pilot.screen()
        assert pilot.practice.scope is Scope.SPEAKING


async def test_finished_parts_show_their_times(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 31)
        await pilot.press("tab")
        clock.advance(seconds=60)
        await tick_clock(pilot)
        assert "Context   until  0:20  took  0:31" in pilot.screen()
        assert "▌ Action    until  1:25" in pilot.screen()
        await pilot.press("tab", "enter")
        assert "Parts: context 0:31 of 0:20, action 1:00 of 1:05, result 0:00" in pilot.screen()
        await pilot.press("3")
        [review] = reviews(workspace)
        assert [part.seconds for part in review.parts or ()] == [31, 60, 0]


async def test_last_part_is_finished_by_stopping(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 10)
        await pilot.press("tab", "tab", "right")
        assert not pilot.notice
        await pilot.press("tab")
        assert pilot.notice == LAST_PART
        assert pilot.practice.scope is Scope.SPEAKING


async def test_finished_parts_are_saved_with_the_draft(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 10)
        await pilot.press("tab")
        pilot.practice_session.save_draft()
        state = pilot.workspace.store.drafts.newest_drafts()[pilot.question].answer_state
        assert state is not None
        assert state.part_ends == (10,)


async def test_answer_without_noted_parts_shows_no_times(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await speak(pilot, clock, 31)
        await pilot.press("enter")
        assert "Parts:" not in pilot.screen()
