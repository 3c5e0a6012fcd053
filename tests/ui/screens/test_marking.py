"""Marking an old answer again: offered on Today, ticked without the old ticks, and no box moves."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.storage.stores import review
from tests.ui.mock_pilot import collapse_spaces
from tests.ui.practice_pilot import POINTS, START, MovableClock, make_workspace
from tests.ui.today_pilot import TodayPilot, make_today_app, run_today
from tpm_tui.core.reports.second_marking import newest_markings
from tpm_tui.exchange.progress.marking import NO_MARKING_TO_UNDO, NO_OLD_ANSWER
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.marking import MarkingScreen
from tpm_tui.ui.widgets.page import Page

OLD_TEXT = "I rang the quay master. Between four and six weeks late."


@pytest.fixture
def practised(tmp_path: Path, clock: MovableClock) -> Workspace:
    """A workspace with one answer of twenty days ago."""
    workspace = make_workspace(tmp_path, clock)
    first = review("late-crane", day=START.date(), at=START, answer=OLD_TEXT)
    workspace.store.review("late-crane", lambda _: replace(first, covered=POINTS[:2], missed=POINTS[2:]))
    clock.advance(days=20)
    return workspace


def stored(pilot: TodayPilot) -> list[tuple[str, ...]]:
    return [marking.covered for marking in pilot.app.workspace.store.second_markings()]


def counted(pilot: TodayPilot) -> list[tuple[str, ...]]:
    return [marking.covered for marking in newest_markings(pilot.app.workspace.store.second_markings())]


def page_notice(pilot: TodayPilot) -> str:
    screen = pilot.app.screen
    assert isinstance(screen, MarkingScreen)
    return screen.footer.notice.plain


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
async def test_old_answer_is_shown_without_ticks(practised: Workspace, size: tuple[int, int]) -> None:
    async with run_today(make_today_app(practised), size) as pilot:
        await pilot.move_to("mark-again")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, MarkingScreen)
        text = collapse_spaces(pilot.app.screen.query_one("#reading", Page).text.replace("▌", ""))
        assert OLD_TEXT in text
        assert "YOUR ANSWER OF 22 NOV" in text
        assert "0 of 9" in text
        assert "[x]" not in text
        assert "heard:" not in text


async def test_ticks_are_stored_and_no_box_moves(practised: Workspace) -> None:
    before = practised.store.cards
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.move_to("mark-again")
        await pilot.press("enter", "space", "j", "x", "j", "space", "space", "enter")
        assert stored(pilot) == [POINTS[:2]]
        assert "marked again, 2 of 9 points" in pilot.notice
        assert pilot.app.workspace.store.cards == before
        await pilot.wait_until(lambda: "mark-again" not in pilot.view.rows)


async def test_closing_the_page_stores_nothing(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.move_to("mark-again")
        await pilot.press("enter", "space", "escape")
        assert stored(pilot) == []
        assert "mark-again" in pilot.view.rows


async def test_command_marks_the_same_answer_again(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.move_to("mark-again")
        await pilot.press("enter", "space", "enter")
        await pilot.app.action_screen.action_run("mark-again")
        await pilot.settle()
        assert isinstance(pilot.app.screen, MarkingScreen)
        await pilot.press("j", "space", "enter")
        assert stored(pilot) == [POINTS[:1], POINTS[1:2]]


async def test_without_an_old_answer_the_command_says_so(tmp_path: Path, clock: MovableClock) -> None:
    async with run_today(make_today_app(make_workspace(tmp_path, clock))) as pilot:
        assert "mark-again" not in pilot.view.rows
        await pilot.app.action_screen.action_run("mark-again")
        assert pilot.notice == NO_OLD_ANSWER


async def test_key_undoes_the_second_marking(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.move_to("mark-again")
        await pilot.press("enter", "space", "enter")
        await pilot.wait_until(lambda: "mark-again" not in pilot.view.rows)
        await pilot.app.action_screen.action_run("mark-again")
        await pilot.settle()
        await pilot.press("u")
        assert "the second marking is undone" in page_notice(pilot)
        assert counted(pilot) == []
        await pilot.press("u")
        assert page_notice(pilot) == NO_MARKING_TO_UNDO
        await pilot.press("escape")
        await pilot.wait_until(lambda: "mark-again" in pilot.view.rows)


async def test_undo_in_practice_takes_back_a_second_marking(practised: Workspace) -> None:
    async with run_today(make_today_app(practised)) as pilot:
        await pilot.move_to("mark-again")
        await pilot.press("enter", "space", "enter", "d")
        await pilot.settle()
        await pilot.press("escape", "u")
        assert pilot.notice == "Undone: second marking of Late crane."
        assert counted(pilot) == []
        await pilot.press("U")
        assert counted(pilot) == [POINTS[:1]]
