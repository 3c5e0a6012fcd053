"""The clock of the answer: started by typing, paused under other screens and after 3 minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Paste

from tests.ui.practice_pilot import MovableClock, PracticePilot, make_app, make_workspace, run_practice
from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


async def press_after(pilot: PracticePilot, clock: MovableClock, seconds: float, *keys: str) -> None:
    clock.advance(seconds=seconds)
    await pilot.press(*keys)


def timer(pilot: PracticePilot) -> list[str]:
    pilot.practice.clock.update()
    return pilot.text_of("timer").split()


async def test_clock_starts_with_the_first_typed_character(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_after(pilot, clock, 60, "left", "escape", "i")
        clock.advance(seconds=60)
        assert timer(pilot) == ["0:00", "/", "2:00"]
        await pilot.press("a")
        clock.advance(seconds=7)
        assert timer(pilot) == ["0:07", "/", "2:00"]


async def test_paste_starts_the_clock(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        pilot.app.post_message(Paste("pasted"))
        await pilot.settle()
        clock.advance(seconds=7)
        assert pilot.practice_session.seconds() == 7


async def test_reveal_without_typing_records_no_time(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_after(pilot, clock, 90, "ctrl+j", "3")
        reviews = [entry for entry in workspace.store.entries() if isinstance(entry, Review)]
        assert [review.seconds for review in reviews] == [0]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("question_mark", "escape"),
        ("P", "escape"),
        ("ctrl+p", "escape"),
        ("T", "escape"),
        ("N", "ctrl+g"),
        ("slash", "escape"),
        ("t", "t"),
    ],
)
async def test_clock_is_paused_while_question_is_covered(
    workspace: Workspace, clock: MovableClock, opening: str, closing: str
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a")
        await press_after(pilot, clock, 5, "escape", opening)
        assert pilot.practice_session.timer.is_paused
        await press_after(pilot, clock, 60, "down")
        assert timer(pilot) == ["0:05", "paused"]
        await press_after(pilot, clock, 60, closing)
        assert pilot.on_practice_screen
        clock.advance(seconds=3)
        assert timer(pilot) == ["0:08", "/", "2:00"]


async def test_topics_beside_the_question_do_not_pause(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace), size=(140, 40)) as pilot:
        await pilot.press("a", "escape", "t")
        clock.advance(seconds=5)
        assert timer(pilot) == ["0:05", "/", "2:00"]


async def test_clock_is_paused_after_3_minutes_without_a_key(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a")
        clock.advance(hours=18)
        assert timer(pilot) == ["3:00", "paused"]
        await pilot.press("left")
        assert timer(pilot) == ["3:00", "/", "2:00"]
        await press_after(pilot, clock, 4, "b", "ctrl+j")
        assert pilot.practice_session.seconds() == 184


async def test_confidence_prompt_does_not_count(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="confidence: true\n")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a")
        await press_after(pilot, clock, 10, "ctrl+j")
        await press_after(pilot, clock, 60, "3")
        assert pilot.phase is SessionPhase.REVEALED
        assert pilot.practice_session.seconds() == 10


async def test_clock_is_paused_while_the_app_is_stopped(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a")
        clock.advance(seconds=5)
        pilot.app._save_draft()
        clock.advance(seconds=60)
        await pilot.press("left")
        clock.advance(seconds=2)
        assert timer(pilot) == ["0:07", "/", "2:00"]


async def test_question_found_by_search_is_not_begun(workspace: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a", "escape", "/", *"frost", "enter")
        assert pilot.question == "early-frost"
        await press_after(pilot, clock, 30, "left")
        assert pilot.practice_session.seconds() == 0
        await pilot.press("b")
        clock.advance(seconds=2)
        assert pilot.practice_session.seconds() == 2
