"""What stands where no question is asked: nothing due, the end of a session, the report, no questions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ui.practice_pilot import QUESTIONS, MovableClock, answer, app_on, at_desk, workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import Store


def offered(page: str) -> dict[str, str]:
    """What the page offers, by key."""
    lines = page.partition("GO ON WITH\n")[2].partition("\n\n")[0].splitlines()
    return {line[:4].strip(): line[4:].strip() for line in lines}


async def test_nothing_due_says_when_the_next_is_and_what_can_be_done_meanwhile(
    workspace: Workspace, clock: MovableClock
) -> None:
    for question in QUESTIONS[:3]:
        answer(workspace, question, Grade.GOOD)
    for question in QUESTIONS[3:]:
        answer(workspace, question, Grade.AGAIN)
    async with at_desk(app_on(workspace)) as desk:
        assert desk.phase is SessionPhase.DONE
        assert "Nothing is due now." in desk.page.text
        assert "The next come up tomorrow, Mon 23 Nov." in desk.page.text
        assert offered(desk.page.text) == {
            "w": "the weakest of 5 met",
            "D": "a drill; no box moves",
            "t": "a topic, or any question",
        }
    clock.on(days=1)
    for question in QUESTIONS[3:]:
        answer(workspace, question, Grade.EASY)
    async with at_desk(app_on(workspace)) as desk:
        assert "The next come up tomorrow, Tue 24 Nov." in desk.page.text
        assert offered(desk.page.text)["m"] == "3 answered longest ago"


async def test_a_day_further_on_is_told_with_its_distance(workspace: Workspace) -> None:
    for question in QUESTIONS:
        answer(workspace, question, Grade.EASY)
    async with at_desk(app_on(workspace)) as desk:
        assert "The next come up in 4 days, Thu 26 Nov." in desk.page.text


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("d", ["late-crane", "two-captains"]),
        ("n", ["late-crane", "two-captains"]),
        ("w", ["early-frost", "picking-order"]),
        ("m", ["early-frost", "tide-table"]),
    ],
)
async def test_each_offer_goes_on_with_what_it_says_as_many_as_a_day_has(
    tmp_path: Path, clock: MovableClock, key: str, asked: list[str]
) -> None:
    workspace = workspace_in(tmp_path, clock, config="per_day: 2\n")
    answer(workspace, "early-frost", Grade.HARD)
    clock.on(days=1)
    answer(workspace, "tide-table", Grade.GOOD)
    clock.on(days=1)
    answer(workspace, "picking-order", Grade.AGAIN)
    clock.on(hours=1)
    async with at_desk(app_on(workspace, [])) as desk:
        if key == "d":
            workspace.__dict__.pop("loaded_config")
            workspace.paths.config.write_text("per_day: 3\n", "utf-8")
        assert key in offered(desk.page.text)
        await desk.press(key)
        assert desk.phase is SessionPhase.ASKING
        got = [desk.asked, *desk.practice_session.session.upcoming]
        assert got[0] in asked
        assert len(got) <= workspace.config.per_day
        if key != "d":
            assert got == asked


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("d", "Nothing is left of today's plan."),
        ("n", "Every question has been met."),
        ("m", "Every question that was met was answered today."),
    ],
)
async def test_an_offer_that_is_not_there_says_why(workspace: Workspace, key: str, told: str) -> None:
    for question in QUESTIONS:
        answer(workspace, question, Grade.GOOD)
    async with at_desk(app_on(workspace)) as desk:
        assert key not in offered(desk.page.text)
        await desk.press(key)
        assert (desk.phase, desk.notice) == (SessionPhase.DONE, told)


@pytest.mark.parametrize("key", ["w", "m"])
async def test_weakest_and_longest_ago_before_anything_was_met_say_so(workspace: Workspace, key: str) -> None:
    async with at_desk(app_on(workspace, [])) as desk:
        await desk.press(key)
        assert (desk.phase, desk.notice) == (SessionPhase.DONE, "No question has been met yet.")


async def test_the_end_shows_what_moved_and_where_the_report_is(
    workspace: Workspace, clock: MovableClock
) -> None:
    answer(workspace, "tide-table", Grade.EASY)
    clock.on(days=4)
    async with at_desk(app_on(workspace, ["late-crane", "tide-table"])) as desk:
        await desk.write("I rang.")
        clock.on(seconds=42)
        await desk.press("ctrl+j", "j", "space", "3")
        await desk.press("ctrl+j", "1")
        assert desk.phase is SessionPhase.DONE
        said = re.sub(r"[ \n]+", " ", desk.page.text)
        assert "Session done: 2 answers 0:42 of answering · 1 of 11 key points" in said
        assert "1 Late crane in 2 days, Sat 28 Nov good ▫▫▫▫▫ → ▪▪▫▫▫" in said
        assert "3 Tide table tomorrow, Fri 27 Nov again ▪▪▪▫▫ → ▪▫▫▫▫" in said
        report = desk.practice_session.report_path
        assert report
        assert report.name == "2026-11-26-0900-practice.md"
        assert f"{report}".replace("/", "") in re.sub(r"[\s/]+", "", desk.page.text)
        assert "I rang." in report.read_text("utf-8")
        assert report.stat().st_mode & 0o077 == 0


async def test_the_report_is_written_on_demand_and_grows_with_the_session(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "r")
        assert desk.notice == "Nothing was graded in this session: there is nothing to report."
        await desk.reveal("First answer.")
        await desk.press("3", "escape", "r")
        report = desk.practice_session.report_path
        assert report
        assert desk.notice == f"Report: {report}"
        assert "First answer." in report.read_text("utf-8")
        await desk.press("i")
        await desk.reveal("Second answer.")
        await desk.press("3", "escape", "q")
        assert desk.practice_session.report_path == report
        assert "Second answer." in report.read_text("utf-8")
        assert [file.name for file in report.parent.iterdir()] == [report.name]


async def test_q_ends_the_session_and_the_next_q_quits(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "q")
        assert desk.phase is SessionPhase.DONE
        assert desk.app.return_code is None
        await desk.press("q")
        assert desk.app.return_code == 0


async def test_quitting_in_mid_session_ends_it_and_writes_its_report(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("An answer.")
        await desk.press("3", "ctrl+q")
        assert desk.app.return_code == 0
        assert desk.practice_session.report_path
    kinds = [type(entry).__name__ for entry in workspace.store.entries()]
    assert kinds == ["SessionStart", "Review", "SessionEnd"]


async def test_a_bank_without_questions_says_how_to_write_one(tmp_path: Path, clock: MovableClock) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    async with at_desk(app_on(workspace_in(tmp_path, clock, bank=[empty]))) as desk:
        assert "There are no questions to practise." in desk.page.text
        assert "tpm-tui bank new" in desk.page.text
        await desk.press("t", "enter", "p", "escape", "n", "w", "/", "enter", "?", "q")
        assert desk.phase is SessionPhase.DONE


async def test_what_was_set_aside_is_told_at_the_start_and_listed_at_the_end(workspace: Workspace) -> None:
    faults = tuple(Problem("own.yaml", number, 1, f"fault {number}") for number in range(1, 12))
    async with at_desk(app_on(workspace, problems=faults)) as desk:
        assert desk.notice == "11 faults were found in your files; the end of the session lists them."
        await desk.press("escape", "q")
        assert "own.yaml:8:1: fault 8" in desk.page.text
        assert "and 3 more" in desk.page.text


async def test_damage_to_the_progress_is_told(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    (workspace.paths.data / "progress.json").write_text("{", "utf-8")
    again = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
    assert Store.open(workspace.paths.data, workspace.rules).notices
    async with at_desk(app_on(again)) as desk:
        assert desk.notice.startswith("1 fault was found")
        await desk.press("escape", "q")
        # The path is as long as the folder of this test, and may wrap anywhere.
        assert "progress.jsonisdamaged" in "".join(desk.page.text.split())


async def test_an_interview_date_is_in_the_header(tmp_path: Path, clock: MovableClock) -> None:
    workspace = workspace_in(tmp_path, clock, config="interview: 2026-12-03\n")
    async with at_desk(app_on(workspace)) as desk:
        assert "interview in 11 days · Thu 3 Dec" in desk.said("header")
        clock.on(days=11)
        await desk.resize(50, 24)
        assert "interview today" in desk.said("header")
        clock.on(days=1)
        await desk.resize(80, 24)
        assert "interview" not in desk.said("header")


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_at_the_end_the_way_out_is_in_the_footer(workspace: Workspace, size: tuple[int, int]) -> None:
    async with at_desk(app_on(workspace, []), size=size) as desk:
        assert "q quit" in desk.said("keys")


async def test_without_an_interview_ahead_the_end_says_where_its_date_is_set(
    tmp_path: Path, clock: MovableClock
) -> None:
    workspace = workspace_in(tmp_path, clock)
    told = "No interview is ahead: P sets its date and your pace."
    async with at_desk(app_on(workspace, [])) as desk:
        assert told in desk.page.text
        await desk.press("P", "d", *"2026-12-03", "enter", "q")
        assert told not in desk.page.text
        clock.on(days=30)
        desk.practice.show_all()
        assert told in desk.page.text


async def test_a_bank_without_study_sets_says_so_in_place_of_an_empty_list(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, [])) as desk:
        await desk.press("S")
        assert desk.at_practice
        assert desk.notice == "This bank has no study sets."
