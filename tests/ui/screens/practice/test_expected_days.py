"""The header shows what waits; grade labels, notices and the summary show when the plan asks again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.practice.session_parts import expected_days
from tpm_tui.practice.workspace import Workspace

SHORT = 'interview: "2026-11-27"\nper_day: 2\n'
"""Five questions in five days, two a day."""


@pytest.fixture
def short(tmp_path: Path, clock: MovableClock) -> Workspace:
    return make_workspace(tmp_path, clock, config=SHORT)


async def test_header_shows_what_waits(short: Workspace) -> None:
    async with run_practice(make_app(short)) as pilot:
        assert "0 due  2 new  3 wait   interview in 5 days" in pilot.text_of("header")
        await pilot.resize(40, 12)
        assert "wait" not in pilot.text_of("header")


async def test_header_without_waiting_questions_is_short(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        assert "wait" not in pilot.text_of("header")


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        ((100, 30), "1 Again ~23 Nov  2 Hard ~23 Nov  3 Good ~24 Nov  4 Easy ~26 Nov"),
        ((80, 24), "1 Again 1d  2 Hard 1d  3 Good 2d  4 Easy 4d  space tick  u undo  ? keys  q end"),
        ((40, 12), "1Again1d 2Hard1d 3Good2d 4Easy4d"),
    ],
)
async def test_grade_labels_show_the_day_of_the_plan(
    short: Workspace, size: tuple[int, int], keys: str
) -> None:
    async with run_practice(make_app(short), size=size) as pilot:
        await pilot.press("ctrl+j")
        assert pilot.text_of("keys").startswith(keys)


async def test_labels_of_large_bank_follow_the_reveal(
    short: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expected_days, "MANY_QUESTIONS", 0)
    async with run_practice(make_app(short)) as pilot:
        await pilot.press("ctrl+j")
        await pilot.wait_until(lambda: "3 Good 2d" in pilot.text_of("keys"))
        await pilot.press("3")
        assert "Late crane: good, box 0 to 2, again about Tue 24 Nov." in pilot.notice


async def test_question_is_not_promised_before_the_interview(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config='interview: "2026-11-24"\nper_day: 2\n')
    async with run_practice(make_app(workspace), size=(100, 30)) as pilot:
        await pilot.press("ctrl+j")
        labels = (
            "1 Again after  2 Hard after  3 Good ~24 Nov  4 Easy ~24 Nov  space tick  u undo  ? keys  q end"
        )
        assert pilot.text_of("keys").startswith(labels)
        await pilot.resize(40, 12)
        assert pilot.text_of("keys") == "1Again- 2Hard- 3Good2d 4Easy2d q end"
        await pilot.press("1")
        assert "Late crane: again, box 0 to 1, again after the interview." in pilot.notice


async def test_notice_without_date_names_the_due_day(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+j", "3")
        assert "Late crane: good, box 0 to 2, again Tue 24 Nov." in pilot.notice


async def test_summary_shows_when_questions_are_asked_again(short: Workspace) -> None:
    async with run_practice(make_app(short)) as pilot:
        await pilot.press("ctrl+j", "3", "ctrl+j", "1")
        assert "Late crane  about in 2 days, Tue 24 Nov" in pilot.page.text
        assert "Nothing is due now" not in pilot.page.text
