"""Marking new questions as known: on the question, in the topics, and in one pass over all titles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.stores import draft_texts
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
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.triage import mark_known
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.triage import TriageScreen
from tpm_tui.ui.widgets.page import Page

LAST = (*QUESTIONS[1:], "late-crane")


def status_marks(pilot: PracticePilot) -> dict[str, str]:
    """Return the last column of the questions in the topics, by title."""
    rows = [row.split() for row in pilot.topics.text.splitlines() if "▫" in row]
    return {" ".join(row[1:3]): row[-1] for row in rows}


def triage_page(pilot: PracticePilot) -> Page:
    assert isinstance(pilot.app.screen, TriageScreen)
    return pilot.app.screen.query_one(Page)


@pytest.mark.parametrize("reveal", [False, True])
async def test_known_question_comes_last_and_is_left(workspace: Workspace, reveal: bool) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("I would ring.")
        await pilot.press("ctrl+j" if reveal else "escape", "K")
        assert pilot.question == "two-captains"
        assert pilot.notice == "Late crane: known; it comes last among the new questions. u undoes it."
        assert pilot.agenda.queue == LAST
        assert draft_texts(workspace.store.drafts) == {"late-crane": "I would ring."}


async def test_undo_right_after_returns_to_the_question(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("I would ring.")
        await pilot.press("escape", "K", "u")
        assert (pilot.question, pilot.editor.text) == ("late-crane", "I would ring.")
        assert pilot.notice == "Undone: Late crane, known."
        assert pilot.agenda.queue == QUESTIONS
        await pilot.press("u")
        assert pilot.notice == "Nothing to undo: nothing was done today."


async def test_undo_after_a_grade_undoes_the_grade(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "K", "space", "3", "escape", "u")
        assert (pilot.question, pilot.phase) == ("two-captains", SessionPhase.REVEALED)
        assert workspace.store.cards["late-crane"].comes_last


async def test_known_key_on_answered_question_shows_notice(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "K")
        assert pilot.notice == "Only a question that you have not answered yet can be marked as known."
        assert pilot.question == "late-crane"


async def test_question_of_topics_is_marked_and_unmarked(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="per_day: 3\n")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t", "j", "K")
        assert pilot.notice == "Two captains: known; it comes last among the new questions. u undoes it."
        assert pilot.topics.has_focus
        assert status_marks(pilot) == {"Late crane": "n", "Two captains": "k", "Tide table": "n"}
        assert pilot.practice_session.session.upcoming == ("tide-table",)
        await pilot.press("K")
        assert pilot.notice == "Two captains: not marked as known. u undoes it."
        assert status_marks(pilot) == {"Late crane": "n", "Two captains": "n", "Tide table": "n"}


async def test_known_key_on_a_topic_shows_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t", "g", "K")
        assert pilot.notice == "Move to a question first."


async def test_current_question_marked_in_topics_is_left(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t", "K")
        assert pilot.question == "two-captains"
        assert "TOPICS" not in pilot.screen()


async def test_pass_decides_each_title_with_one_key(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "L")
        page = triage_page(pilot)
        assert "K I know this  n to learn  q skip rest  u undo" in pilot.screen()
        assert "Late crane  The crane you ordered will be" in page.text
        await pilot.press("K")
        assert page.cursor == "two-captains"
        await pilot.press("n", "K", "n")
        assert "4 of 5 decided, 2 known" in page.text
        await pilot.press("n")
        assert pilot.on_practice_screen
        assert pilot.notice == "You know 2 of 5 questions; new questions that you know come last."
        assert pilot.agenda.queue == (
            "two-captains",
            "early-frost",
            "picking-order",
            "late-crane",
            "tide-table",
        )
        await pilot.press("L")
        assert pilot.notice == "Nothing to decide: you have decided on all new questions."


async def test_skipping_the_rest_of_pass_keeps_decisions(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "L", "K", "q")
        assert pilot.notice == "You know 1 of 1 question; new questions that you know come last."
        assert pilot.agenda.queue == LAST
        await pilot.press("L")
        assert "Late crane" not in triage_page(pilot).text


async def test_undo_in_pass_returns_to_the_title(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "L", "u")
        assert "Nothing to undo: you have not decided on a question yet." in pilot.screen()
        await pilot.press("K", "K", "u")
        assert triage_page(pilot).cursor == "two-captains"
        assert "1 of 5 decided, 1 known" in triage_page(pilot).text
        await pilot.press("q")
        assert pilot.agenda.queue == LAST


async def test_decision_on_an_earlier_title_can_be_changed(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "L", "K", "k", "n")
        assert "1 of 5 decided, 0 known" in triage_page(pilot).text
        assert pilot.agenda.queue == QUESTIONS


async def test_pass_opens_from_the_palette_and_summary(workspace: Workspace) -> None:
    mark_known(workspace, "late-crane", True)
    async with run_practice(make_app(workspace, [])) as pilot:
        await pilot.press("ctrl+p", *"what i know", "enter")
        assert triage_page(pilot).cursor == "two-captains"
        await pilot.press("K", "q")
        assert "0 due, 5 new left today." in pilot.page.text


@pytest.mark.parametrize("size", [(40, 12), (120, 36)])
async def test_pass_fits_the_size(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.press("escape", "L")
        assert "What do you know already?" in pilot.screen()
        assert "q skip rest" in pilot.screen()
        await pilot.press("n", "n", "n", "n")
        assert "Picking order" in pilot.screen() or "In which order" in pilot.screen()
