"""Progress: every part is reached with the cursor, and its rows lead to practice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.place_pilot import PlacePilot, run_place
from tests.ui.practice_pilot import QUESTIONS, MovableClock, answer, make_app, make_workspace, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.records.second_marking import OldAnswer, save_second_marking
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.widgets.page import Page

WIDE = (120, 36)
POINT = "point:late-crane:0"


@pytest.fixture
def practised(workspace: Workspace, clock: MovableClock) -> Workspace:
    """Two questions answered yesterday: one in box 1 with missed points, one in box 3."""
    answer(workspace, "late-crane", Grade.AGAIN)
    answer(workspace, "tide-table", Grade.EASY)
    clock.advance(days=1)
    return workspace


def page_text(pilot: PlacePilot) -> str:
    return "\n".join(page.text for page in pilot.place.query(Page))


async def test_box_practises_its_questions(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        await pilot.move_to("box:3")
        await pilot.press("enter")
        assert pilot.queue == ["tide-table"]


async def test_empty_box_has_no_row(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        assert pilot.cursor == "box:0"
        await pilot.press("j", "j")
        assert pilot.cursor == "box:3"


async def test_box_that_is_done_today_says_so(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.AGAIN)
    async with run_place(workspace, "progress") as pilot:
        await pilot.move_to("box:1")
        await pilot.press("enter")
        assert "All questions of this box were answered today" in pilot.notice


async def test_topic_practises_its_questions(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        await pilot.move_to("topic:orchard")
        assert "enter practise topic" in pilot.keys
        await pilot.press("enter")
        assert set(pilot.queue) == {"early-frost", "picking-order"}


async def test_weak_point_drills_its_question(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        await pilot.move_to(POINT)
        assert "enter drill" in pilot.keys
        await pilot.press("enter")
        assert pilot.queue == ["late-crane"]
        assert pilot.practice_session.session.drilled


async def test_leech_is_practised(workspace: Workspace, clock: MovableClock) -> None:
    for _ in range(8):
        answer(workspace, "two-captains", Grade.AGAIN)
        clock.advance(days=1)
    async with run_place(workspace, "progress") as pilot:
        await pilot.move_to("question:two-captains")
        await pilot.press("enter")
        assert pilot.practice_session.session.current == "two-captains"


async def test_row_is_practised_in_the_open_session(practised: Workspace) -> None:
    async with run_practice(make_app(practised, ["early-frost"])) as pilot:
        await pilot.write("kept")
        await pilot.press("escape", "h")
        assert pilot.practice_session.timer.is_paused
        await pilot.press("tab", "j", "enter")
        assert pilot.on_practice_screen
        assert pilot.question == "two-captains"
        assert pilot.practice_session.session.drafts["early-frost"] == "kept"


async def test_figures_are_new_after_practice(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        assert "2 answers on 1 day" in pilot.screen()
        await pilot.move_to("box:3")
        await pilot.press("enter", "ctrl+j", "3", "q", "h")
        assert "3 answers on 2 days" in pilot.screen()


async def test_figures_are_new_after_a_change_of_the_plan(practised: Workspace) -> None:
    async with run_place(practised, "progress", WIDE) as pilot:
        assert "most: 1 on" not in pilot.screen()
        await pilot.press("P", "a", "ctrl+a", "ctrl+k", "1", "enter", "q")
        assert "most: 1 on" in pilot.screen()


async def test_figures_are_new_on_a_new_day(practised: Workspace, clock: MovableClock) -> None:
    async with run_place(practised, "progress") as pilot:
        assert "1 day in a row" in pilot.screen()
        clock.advance(days=3)
        await pilot.textual_pilot.resize_terminal(81, 24)
        await pilot.settle()
        assert "in a row" not in pilot.screen()


async def test_calendar_shows_answers_or_minutes(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        assert "ANSWERS A DAY" in page_text(pilot)
        assert "w minutes" in pilot.keys
        await pilot.press("w")
        assert "MINUTES A DAY" in page_text(pilot)
        assert "w answers" in pilot.keys
        await pilot.press("w")
        assert "ANSWERS A DAY" in page_text(pilot)


async def test_session_leads_to_its_report(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        await pilot.press("tab", "tab", "tab")
        assert "enter read report" in pilot.keys
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, PagerScreen)
        assert "Tide table" in pilot.screen()
        await pilot.press("q")
        assert pilot.place.place == "progress"


async def test_statistics_are_copied_as_text(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        await pilot.press("y")
        assert "Copied the statistics" in pilot.notice
        assert "2 answers on 1 day: 2 in the last 7 days" in pilot.app.clipboard


async def test_next_part_is_shown_below_its_heading(practised: Workspace) -> None:
    async with run_place(practised, "progress", (80, 12)) as pilot:
        await pilot.press("tab")
        assert any("TOPICS, WEAKEST FIRST" in row for row in pilot.rows()[:5])


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (119, 50)])
async def test_every_row_and_line_is_reached_in_one_column(
    practised: Workspace, size: tuple[int, int]
) -> None:
    async with run_place(practised, "progress", size) as pilot:
        seen, lines = {pilot.cursor}, set(pilot.rows())
        for _ in range(80):
            await pilot.press("j")
            seen.add(pilot.cursor)
            lines.update(pilot.rows())
        text = "\n".join(lines)
        assert {"box:0", "box:1", "box:3", "topic:harbour", "topic:orchard", POINT} <= seen
        for part in (
            "LAST SESSIONS",
            "BOXES",
            "POINTS MADE",
            "ANSWERS A DAY",
            "NEXT 30 DAYS",
            "TOPICS",
            "GRADES",
            "TIME",
        ):
            assert part in text, part


async def test_tab_goes_to_the_next_kind_of_rows(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        kinds = []
        for _ in range(5):
            kinds.append(pilot.cursor.partition(":")[0])
            await pilot.press("tab")
        assert kinds == ["box", "topic", "point", "session", "box"]


async def test_tab_goes_to_the_other_column(practised: Workspace) -> None:
    async with run_place(practised, "progress", WIDE) as pilot:
        assert "tab other column" in pilot.keys
        assert pilot.cursor == "box:0"
        await pilot.press("tab")
        assert pilot.cursor == "topic:orchard"
        assert "enter practise topic" in pilot.keys
        assert sum(row.count("▌") for row in pilot.rows()) == 1
        await pilot.press("left")
        assert pilot.cursor == "box:0"


async def test_focus_returns_if_the_right_column_goes(practised: Workspace) -> None:
    async with run_place(practised, "progress", WIDE) as pilot:
        await pilot.press("tab")
        await pilot.textual_pilot.resize_terminal(80, 24)
        await pilot.settle()
        assert pilot.cursor == "box:0"
        await pilot.press("j")
        assert pilot.cursor == "box:1"


async def test_resize_does_not_compute_again(practised: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    async with run_place(practised, "progress") as pilot:
        monkeypatch.setattr("tpm_tui.ui.screens.places.progress.load_statistics", None)
        await pilot.textual_pilot.resize_terminal(*WIDE)
        await pilot.settle()
        assert "GRADES" in pilot.screen()


async def test_empty_progress_starts_practice(workspace: Workspace) -> None:
    async with run_place(workspace, "progress") as pilot:
        assert "No answers yet." in pilot.screen()
        assert "ANSWERS A DAY" not in page_text(pilot)
        assert "w minutes" not in pilot.keys
        await pilot.press("w")
        assert "No answers yet." in pilot.notice
        await pilot.press("enter")
        assert pilot.queue[0] == QUESTIONS[0]


async def test_progress_of_an_empty_bank_is_empty(tmp_path: Path, clock: MovableClock) -> None:
    (tmp_path / "none").mkdir()
    workspace = make_workspace(tmp_path, clock, bank=[tmp_path / "none"])
    async with run_place(workspace, "progress") as pilot:
        assert "No answers yet." in pilot.screen()
        await pilot.press("j", "tab", "enter")
        assert "There is nothing to open here." in pilot.notice


@pytest.mark.parametrize("place", ["progress", "plan"])
async def test_only_ascii_with_the_setting(tmp_path: Path, clock: MovableClock, place: str) -> None:
    workspace = make_workspace(tmp_path, clock, config="ascii: true\ninterview: 2026-12-03\n")
    answer(workspace, "late-crane", Grade.AGAIN)
    clock.advance(days=1)
    async with run_place(workspace, place, WIDE) as pilot:
        await pilot.press("tab")
        assert pilot.screen().isascii()


async def test_help_lists_the_keys_of_progress_first(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        await pilot.press("?")
        assert isinstance(pilot.app.screen, PagerScreen)
        rows = [row.strip() for row in pilot.rows()]
        assert "calendar" in rows[rows.index("KEYS HERE") + 1]


async def test_due_questions_are_practised(practised: Workspace) -> None:
    async with run_place(practised, "progress") as pilot:
        await pilot.press("d")
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_drift_of_old_answers_is_shown(practised: Workspace) -> None:
    for marking in range(3):
        answer(practised, QUESTIONS[marking], Grade.GOOD)
    for review in practised.store.reviews_before(practised.today() + timedelta(days=1), 3):
        old = OldAnswer(review, practised.bank.by_id[review.question])
        save_second_marking(practised, old, [point.name for point in old.question.key_points[:1]])
    async with run_place(practised, "progress") as pilot:
        assert "1.0 point per answer more than at first" in " ".join(page_text(pilot).split())
