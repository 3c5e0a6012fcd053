"""The summary: nothing due, the end of a session, the report, an empty bank."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ui.practice_pilot import QUESTIONS, MovableClock, answer, make_app, make_workspace, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import Store
from tpm_tui.ui.screens.places.today import TodayScreen


def offers_on(page: str) -> dict[str, str]:
    """Return the offers on the page, by key."""
    lines = page.partition("CONTINUE WITH\n")[2].partition("\n\n")[0].splitlines()
    return {line[:4].strip(): line[4:].strip() for line in lines}


async def test_nothing_due_shows_next_day_and_offers(workspace: Workspace, clock: MovableClock) -> None:
    for question in QUESTIONS[:3]:
        answer(workspace, question, Grade.GOOD)
    for question in QUESTIONS[3:]:
        answer(workspace, question, Grade.AGAIN)
    async with run_practice(make_app(workspace)) as pilot:
        assert pilot.phase is SessionPhase.DONE
        assert "Nothing is due now." in pilot.page.text
        assert "Next questions come tomorrow, Mon 23 Nov." in pilot.page.text
        assert offers_on(pilot.page.text) == {
            "w": "review the weakest of 5 seen",
            "D": "a drill; no box moves",
            "t": "a topic, or any question",
        }
    clock.advance(days=1)
    for question in QUESTIONS[3:]:
        answer(workspace, question, Grade.EASY)
    async with run_practice(make_app(workspace)) as pilot:
        assert "Next questions come tomorrow, Tue 24 Nov." in pilot.page.text
        assert offers_on(pilot.page.text)["a"] == "review the 3 seen longest ago"


async def test_next_day_is_shown_with_number_of_days(workspace: Workspace) -> None:
    for question in QUESTIONS:
        answer(workspace, question, Grade.EASY)
    async with run_practice(make_app(workspace)) as pilot:
        assert "Next questions come in 4 days, Thu 26 Nov." in pilot.page.text


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("d", ["late-crane", "two-captains"]),
        ("n", ["late-crane", "two-captains"]),
        ("w", ["early-frost", "picking-order"]),
        ("a", ["early-frost", "tide-table"]),
    ],
)
async def test_offer_starts_its_queue_limited_to_daily_pace(
    tmp_path: Path, clock: MovableClock, key: str, expected: list[str]
) -> None:
    workspace = make_workspace(tmp_path, clock, config="per_day: 2\n")
    answer(workspace, "early-frost", Grade.HARD)
    clock.advance(days=1)
    answer(workspace, "tide-table", Grade.GOOD)
    clock.advance(days=1)
    answer(workspace, "picking-order", Grade.AGAIN)
    clock.advance(hours=1)
    async with run_practice(make_app(workspace, [])) as pilot:
        if key == "d":
            workspace.__dict__.pop("loaded_config")
            workspace.paths.config.write_text("per_day: 3\n", "utf-8")
        assert key in offers_on(pilot.page.text)
        await pilot.press(key)
        assert pilot.phase is SessionPhase.ASKING
        queue = [pilot.question, *pilot.practice_session.session.upcoming]
        assert queue[0] in expected
        assert len(queue) <= workspace.config.per_day
        if key != "d":
            assert queue == expected


@pytest.mark.parametrize(
    ("key", "notice"),
    [
        ("d", "Nothing is left in today's plan."),
        ("n", "There are no new questions."),
        ("a", "All questions seen so far were answered today."),
    ],
)
async def test_unavailable_offer_shows_reason(workspace: Workspace, key: str, notice: str) -> None:
    for question in QUESTIONS:
        answer(workspace, question, Grade.GOOD)
    async with run_practice(make_app(workspace)) as pilot:
        assert key not in offers_on(pilot.page.text)
        await pilot.press(key)
        assert (pilot.phase, pilot.notice) == (SessionPhase.DONE, notice)


@pytest.mark.parametrize("key", ["w", "a"])
async def test_review_offers_without_answers_show_reason(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace, [])) as pilot:
        await pilot.press(key)
        assert (pilot.phase, pilot.notice) == (SessionPhase.DONE, "No question has been answered yet.")


async def test_summary_shows_moves_and_report(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "tide-table", Grade.EASY)
    clock.advance(days=4)
    async with run_practice(make_app(workspace, ["late-crane", "tide-table"])) as pilot:
        await pilot.write("I rang.")
        clock.advance(seconds=42)
        await pilot.press("ctrl+j", "j", "space", "3")
        await pilot.press("ctrl+j", "1")
        assert pilot.phase is SessionPhase.DONE
        said = re.sub(r"[ \n]+", " ", pilot.page.text)
        assert "Session done: 2 answers 0:42 of answering · 1 of 11 key points" in said
        assert "1 Late crane in 2 days, Sat 28 Nov good ▫▫▫▫▫▫▫ → ▪▪▫▫▫▫▫" in said
        assert "3 Tide table tomorrow, Fri 27 Nov again ▪▪▪▫▫▫▫ → ▪▫▫▫▫▫▫" in said
        report = pilot.practice_session.reports.path
        assert report
        assert report.name == "2026-11-26-0900-practice.md"
        assert f"{report}".replace("/", "") in re.sub(r"[\s/]+", "", pilot.page.text)
        assert "I rang." in report.read_text("utf-8")
        assert report.stat().st_mode & 0o077 == 0


async def test_report_action_writes_and_updates_report(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape")
        await pilot.run("report")
        assert pilot.notice == "Nothing to report: nothing was graded in this session."
        await pilot.reveal("First answer.")
        await pilot.press("3", "escape")
        await pilot.run("report")
        report = pilot.practice_session.reports.path
        assert report
        assert pilot.notice == f"Report: {report}"
        assert "First answer." in report.read_text("utf-8")
        await pilot.press("i")
        await pilot.reveal("Second answer.")
        await pilot.press("3", "escape", "q")
        assert pilot.practice_session.reports.path == report
        assert "Second answer." in report.read_text("utf-8")
        assert [file.name for file in report.parent.iterdir()] == [report.name]


async def test_q_ends_session_and_second_q_opens_today(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "q")
        assert pilot.phase is SessionPhase.DONE
        await pilot.press("q")
        assert isinstance(pilot.app.screen, TodayScreen)
        assert pilot.app.return_code is None
        await pilot.press("q")
        assert pilot.app.return_code == 0


async def test_quitting_ends_session_and_writes_report(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("An answer.")
        await pilot.press("3", "ctrl+q")
        assert pilot.app.return_code == 0
        assert pilot.practice_session.reports.path
    kinds = [type(entry).__name__ for entry in workspace.store.entries()]
    assert kinds == ["SessionStart", "Review", "SessionEnd"]


async def test_empty_bank_shows_how_to_write_one(tmp_path: Path, clock: MovableClock) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with run_practice(make_app(make_workspace(tmp_path, clock, bank=[empty]))) as pilot:
        assert "There are no questions to practise." in pilot.page.text
        assert "tpm-tui bank new" in pilot.page.text
        await pilot.press("t", "enter", "p", "escape", "n", "w", "/", "enter", "?", "q")
        assert pilot.phase is SessionPhase.DONE


async def test_file_problems_are_announced_and_listed(workspace: Workspace) -> None:
    problems = tuple(Problem("own.yaml", number, 1, f"problem {number}") for number in range(1, 12))
    async with run_practice(make_app(workspace, problems=problems)) as pilot:
        assert pilot.notice == (
            "11 problems were found in your files, first: own.yaml:1: problem 1. "
            "See the list at the end of the session."
        )
        await pilot.press("escape", "q")
        assert "own.yaml:8:1: problem 8" in pilot.page.text
        assert "and 3 more" in pilot.page.text


async def test_damaged_progress_is_announced_and_listed(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    (workspace.paths.data / "progress.json").write_text("{", "utf-8")
    reopened = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
    assert Store.open(workspace.paths.data, workspace.rules).notices
    async with run_practice(make_app(reopened)) as pilot:
        assert pilot.notice.startswith("1 problem was found in your files: damaged")
        await pilot.press("escape", "q")
        # The path is as long as the folder of this test, and may wrap anywhere.
        assert "progress.json:damaged" in "".join(pilot.page.text.split())


async def test_recomputed_boxes_are_announced_as_such(tmp_path: Path, clock: MovableClock) -> None:
    answer(make_workspace(tmp_path, clock), "late-crane", Grade.EASY)
    changed = make_workspace(tmp_path, clock, config="intervals: [1, 2]\n")
    async with run_practice(make_app(changed)) as pilot:
        assert pilot.notice == "Boxes were recomputed for two boxes; 1 question changed"
        await pilot.press("escape", "q", "q")
    again = make_workspace(tmp_path, clock, config="intervals: [1, 2]\n")
    async with run_practice(make_app(again)) as pilot:
        assert "recomputed" not in pilot.notice


async def test_header_shows_interview_date(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="interview: 2026-12-03\n")
    async with run_practice(make_app(workspace)) as pilot:
        assert "interview in 11 days · Thu 3 Dec" in pilot.text_of("header")
        clock.advance(days=11)
        await pilot.resize(50, 24)
        assert "interview today" in pilot.text_of("header")
        clock.advance(days=1)
        await pilot.resize(80, 24)
        assert "interview" not in pilot.text_of("header")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_footer_of_summary_shows_way_to_today(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace, []), size=size) as pilot:
        assert "q Today" in pilot.text_of("keys")


async def test_summary_without_interview_shows_plan_key(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock)
    notice = "No interview date is set: press P to set it and your pace."
    async with run_practice(make_app(workspace, [])) as pilot:
        assert notice in pilot.page.text
        await pilot.press("P", "d", *"2026-12-03", "enter", "q")
        assert notice not in pilot.page.text
        clock.advance(days=30)
        pilot.practice.view.show_all()
        assert notice in pilot.page.text


async def test_bank_without_study_sets_shows_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [])) as pilot:
        await pilot.press("S")
        assert pilot.on_practice_screen
        assert pilot.notice == "This bank has no study sets."


async def test_summary_shows_trend_and_weakest_points(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "two-captains", Grade.AGAIN)
    clock.advance(days=1)
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.press("ctrl+j", "j", "space", "3")
        assert pilot.phase is SessionPhase.DONE
        page = pilot.page.text
        assert "▁▃  33 % of points · +33 on the session before" in page
        weakest = page.partition("WEAKEST POINTS\n")[2].partition("\n\n")[0]
        assert weakest.lstrip().startswith("a rule before names ")
        assert weakest.count("missed 2 of 2") == 2


async def test_report_is_read_and_its_path_copied(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.write("By the rule on the wall.")
        await pilot.press("ctrl+j", "3", "V")
        assert "q close  y copy path  e edit" in pilot.screen()
        await pilot.press("q", "y")
        assert pilot.notice.startswith("Copied the path: ")
        assert pilot.app.clipboard == f"{pilot.practice_session.reports.path}"


async def test_missing_report_is_a_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.press("escape", "q", "V")
        assert pilot.notice.startswith("Nothing to report")
        await pilot.press("y")
        assert pilot.notice.startswith("Nothing to report")


async def test_summary_leads_to_today(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.press("ctrl+j", "3", "q")
        assert isinstance(pilot.app.screen, TodayScreen)
