"""The plan: show the plan and change its date and pace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.ui.place_pilot import run_place
from tests.ui.practice_pilot import (
    QUESTIONS,
    MovableClock,
    PracticePilot,
    answer,
    make_app,
    make_workspace,
    run_practice,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.practice.dates.past import save_interview_note
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.places.plan import PlanScreen
from tpm_tui.ui.widgets.page import Page


def plan_text(pilot: PracticePilot) -> str:
    assert isinstance(pilot.app.screen, PlanScreen)
    return pilot.app.screen.query_one(Page).text


async def change(pilot: PracticePilot, key: str, value: str) -> None:
    """Open the prompt, replace its text and accept it."""
    await pilot.press(key)
    assert isinstance(pilot.app.screen, LinePrompt)
    await pilot.press("ctrl+a", "ctrl+k", *value, "enter")


async def test_date_updates_plan_header_and_config(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "P")
        assert "Interview" not in plan_text(pilot)
        await change(pilot, "d", "2026-12-04")
        assert "Interview in 12 days, Friday, 4 December 2026." in plan_text(pilot)
        assert "Interview: Fri 4 December 2026." in pilot.screen()
        assert workspace.paths.config.read_text("utf-8") == 'interview: "2026-12-04"\n'
        await pilot.press("q")
        assert "12 days" in pilot.text_of("header")
        await pilot.press("P")
        await change(pilot, "d", "none")
        assert "Interview" not in plan_text(pilot)
        assert workspace.paths.config.read_text("utf-8") == "interview: none\n"


async def test_date_may_be_typed_in_words(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "P")
        await change(pilot, "d", "in 2 weeks")
        assert workspace.config.interview == "2026-12-06"
        assert "Interview: Sun 6 December 2026." in pilot.screen()
        await pilot.press("d", "enter")
        assert "Interview: Sun" not in pilot.screen()
        await pilot.press("d", "ctrl+a", "ctrl+k", "enter")
        assert "the date is missing; write" in pilot.screen()
        assert workspace.config.interview == "2026-12-06"


async def test_pace_updates_plan_and_header(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        assert "5 new" in pilot.text_of("header")
        await pilot.press("escape", "P")
        await change(pilot, "a", "2")
        assert "2 new left today" in plan_text(pilot)
        await pilot.press("q")
        assert "2 new" in pilot.text_of("header")
        await pilot.press("P")
        await change(pilot, "m", "30")
        assert workspace.config.minutes_per_day == 30
        assert "30 min a day, no interview date" in plan_text(pilot)
        await change(pilot, "d", "2026-11-24")
        assert "About 12 min a day are enough" in plan_text(pilot)
        await change(pilot, "d", "none")
        await change(pilot, "m", "")
        assert workspace.config.minutes_per_day == 0


@pytest.mark.parametrize(
    ("key", "text", "error"),
    [
        ("d", "soon", "invalid date 'soon'; write 2027-12-09, 9 dec, fri"),
        ("d", "2025-12-03", "2025-12-03 is past"),
        ("d", "9/12", "9/12 can mean two dates"),
        ("a", "0", "per_day must be a whole number from 1 to 1000"),
        ("m", "many", "minutes_per_day must be a whole number"),
    ],
)
async def test_invalid_setting_is_rejected(workspace: Workspace, key: str, text: str, error: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "P")
        before = plan_text(pilot)
        await change(pilot, key, text)
        assert error in pilot.screen()
        assert text in pilot.screen()
        assert not workspace.paths.config.exists()
        await pilot.press("backspace")
        assert error not in pilot.screen()
        await pilot.press("escape")
        assert plan_text(pilot) == before
        await change(pilot, "a", "x")
        await pilot.press("backspace", "3", "enter")
        assert workspace.config.per_day == 3
        assert "3 new left today" in plan_text(pilot)


async def test_date_can_be_set_beside_wrong_settings(tmp_path: Path, clock: MovableClock) -> None:
    config = "them: paper\nmouse: maybe\n"
    workspace = make_workspace(tmp_path, clock, config=config)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "P")
        await change(pilot, "d", "2026-12-04")
        assert "Interview in 12 days" in plan_text(pilot)
    assert workspace.paths.config.read_text("utf-8") == f'{config}interview: "2026-12-04"\n'


async def test_cancelled_or_unchanged_setting_is_not_saved(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "P")
        before = plan_text(pilot)
        await pilot.press("d", "7", "escape")
        assert plan_text(pilot) == before
        await pilot.press("a", "enter")
        assert not workspace.paths.config.exists()


async def test_figures_and_bars_of_days_are_aligned(tmp_path: Path, clock: MovableClock) -> None:
    more = "".join(
        f"  - {{id: more-{n}, prompt: 'How {n}?', key_points: [{{name: one}}]}}\n" for n in range(20)
    )
    workspace = make_workspace(tmp_path, clock, config="per_day: 12\n")
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    workspace.reload_bank()
    async with run_place(workspace, "plan") as pilot:
        rows = pilot.rows()
        (days,) = (place for place, row in enumerate(rows) if row.split()[:2] == ["Su", "Mo"])
        weekdays, bars, due, new, label = rows[days : days + 5]
        start = weekdays.index("Su")
        assert bars.index("█") == start
        assert (due.split()[0], new.split()[0]) == ("due", "new")
        assert new[start : start + 2] == "12"
        assert due[start : start + 2] == " 0"
        assert label.index("today") == start


async def test_topic_of_the_plan_is_practised(workspace: Workspace) -> None:
    async with run_place(workspace, "plan") as pilot:
        await pilot.press("tab")
        assert pilot.cursor == "topic:harbour"
        assert "enter practise topic" in pilot.keys
        await pilot.press("j", "enter")
        assert pilot.queue == ["early-frost", "picking-order"]


async def test_question_of_the_plan_is_practised(workspace: Workspace) -> None:
    async with run_place(workspace, "plan") as pilot:
        await pilot.press("j")
        assert "enter practise" in pilot.keys
        await pilot.press("enter")
        assert pilot.queue == ["two-captains"]


async def test_topics_are_listed_weakest_first(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.AGAIN)
    async with run_place(workspace, "plan", (120, 36)) as pilot:
        await pilot.press("tab")
        assert pilot.cursor == "topic:orchard"
        row = next(row for row in pilot.rows() if "Harbour works" in row)
        assert row.split()[-3:] == ["1/3", "0", "1"]


async def test_cursor_is_on_the_topics_if_nothing_is_left(workspace: Workspace) -> None:
    for question in QUESTIONS:
        answer(workspace, question, Grade.GOOD)
    async with run_place(workspace, "plan", (120, 36)) as pilot:
        assert "Nothing is left today" in pilot.screen()
        assert pilot.cursor == "topic:harbour"
        await pilot.press("enter")
        assert "All questions of this topic were answered today" in pilot.notice


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (119, 50)])
async def test_every_line_of_the_plan_is_reached(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_place(workspace, "plan", size) as pilot:
        text = pilot.screen()
        for _ in range(40):
            await pilot.press("j")
            text += pilot.screen()
        assert pilot.cursor == "topic:orchard"
        for part in ("Late crane", "DAYS AHEAD", "TODAY", "TOPICS", "a day, no interview date", "Skip today"):
            assert part in text, part


async def test_day_off_and_dates_are_on_the_strip(tmp_path: Path, clock: MovableClock) -> None:
    config = "interview: 2026-12-02\ndays_off: [mon]\ndates: [{day: 2026-11-27, name: phone screen}]\n"
    async with run_place(make_workspace(tmp_path, clock, config=config), "plan") as pilot:
        text = pilot.screen()
        assert "off" in text
        assert text.count("◆") == 2
        assert "phone screen 27 Nov" in text
        assert "interview 2 Dec" in text


async def test_help_lists_the_keys_of_the_plan_first(workspace: Workspace) -> None:
    async with run_place(workspace, "plan") as pilot:
        await pilot.press("?")
        rows = [row.strip() for row in pilot.rows()]
        assert BY_ID["plan-date"].description in rows[rows.index("KEYS HERE") + 1]


async def test_past_interviews_are_listed(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-11-20\n")
    save_interview_note(workspace, Deadline(date(2026, 11, 20)), "went well")
    async with run_place(workspace, "plan", (120, 36)) as pilot:
        assert "PAST INTERVIEWS" in pilot.screen()
        assert "20 November 2026, interview: went well" in pilot.screen()
