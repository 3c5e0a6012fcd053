"""The topic browser: opening and closing topics, going to a question, practising a topic."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import MovableClock, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace

EMPTY_BAR = "─" * 12


async def test_topics_are_always_shown_only_on_a_wide_screen(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        assert pilot.topics.display
        assert "TOPICS" in pilot.screen()
        await pilot.resize(80, 24)
        assert "TOPICS" not in pilot.screen()
        await pilot.press("escape", "t")
        assert "TOPICS" in pilot.screen()
        assert "YOUR ANSWER" not in pilot.screen()
        await pilot.press("t")
        assert "TOPICS" not in pilot.screen()
        assert "YOUR ANSWER" in pilot.screen()
        await pilot.resize(120, 36)
        assert "TOPICS" in pilot.screen()
        assert "YOUR ANSWER" in pilot.screen()


async def test_browser_starts_at_the_current_question(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["tide-table"])) as pilot:
        await pilot.press("escape", "t")
        assert pilot.topics.cursor == "question:tide-table"
        shown = [row.split() for row in pilot.topics.text.splitlines() if row.strip()]
        assert shown == [
            ["TOPICS", "box", "last", "seen", "today", "all"],
            ["All", "topics", EMPTY_BAR, "5", "5"],
            ["▾", "Harbour", "works", EMPTY_BAR, "3", "3"],
            ["1", "Late", "crane", "▫▫▫▫▫▫▫", "n"],
            ["2", "Two", "captains", "▫▫▫▫▫▫▫", "n"],
            ["3", "Tide", "table", "▫▫▫▫▫▫▫", "n"],
            ["▸", "Orchard", EMPTY_BAR, "2", "2"],
        ]


async def test_enter_opens_and_closes_topics(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t", "G", "enter")
        assert "Early frost" in pilot.topics.text
        assert "Picking order" in pilot.topics.text
        assert pilot.topics.cursor == "topic:orchard"
        await pilot.press("space")
        assert "Early frost" not in pilot.topics.text
        await pilot.press("g", "enter")
        assert "Early frost" in pilot.topics.text
        await pilot.press("enter")
        assert "Early frost" not in pilot.topics.text
        assert "Late crane" not in pilot.topics.text
        assert pilot.question == "late-crane"


async def test_enter_goes_to_question_and_requeues_previous(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t", "j", "j", "enter")
        assert pilot.question == "tide-table"
        assert pilot.editor.has_focus
        assert "TOPICS" not in pilot.screen()
        await pilot.press("escape", "s")
        assert pilot.question == "late-crane"


async def test_going_to_the_current_question_changes_nothing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("I rang.")
        await pilot.press("t", "enter")
        assert (pilot.question, pilot.phase) == ("late-crane", SessionPhase.REVEALED)
        assert pilot.page.has_focus


@pytest.mark.parametrize("on", ["topic", "one of its questions"])
async def test_p_practises_the_topic_under_the_cursor(workspace: Workspace, on: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t", "G")
        if on != "topic":
            await pilot.press("enter", "G")
        await pilot.press("p")
        assert pilot.question == "early-frost"
        assert pilot.practice_session.session.upcoming == ("picking-order",)


async def test_p_on_all_topics_practises_every_topic(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["tide-table"])) as pilot:
        await pilot.press("escape", "t", "g", "p")
        assert {pilot.question, *pilot.practice_session.session.upcoming} == set(workspace.bank.order)


async def test_topic_without_questions_left_is_reported(workspace: Workspace) -> None:
    for question in ("early-frost", "picking-order"):
        answer(workspace, question, Grade.GOOD)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t", "G", "p")
        assert pilot.notice == "All questions of this topic were answered today or are suspended."
        assert pilot.question == "late-crane"


async def test_browser_opens_from_the_summary(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [])) as pilot:
        assert pilot.phase is SessionPhase.DONE
        await pilot.press("t", "G", "p")
        assert (pilot.phase, pilot.question) == (SessionPhase.ASKING, "early-frost")


async def test_escape_closes_the_browser_and_restores_focus(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("I rang.")
        await pilot.press("t", "escape", "2")
        assert pilot.question == "two-captains"


async def test_answered_question_shows_box_and_mark(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "late-crane", Grade.EASY)
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        assert ["1", "Late", "crane", "▪▪▪▫▫▫▫", "✓"] in [
            row.split() for row in pilot.topics.text.splitlines()
        ]
        clock.advance(days=4)
        await pilot.resize(121, 36)
        assert ["1", "Late", "crane", "▪▪▪▫▫▫▫", "d"] in [
            row.split() for row in pilot.topics.text.splitlines()
        ]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_letters_are_commands_after_leaving_topics(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.write("I rang.")
        await pilot.press("escape", "t", "escape", "s")
        assert pilot.question == "two-captains"
        await pilot.press("escape", "t", "t", "s")
        assert pilot.question == "tide-table"


async def test_wide_topics_show_box_and_last_day(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "late-crane", Grade.EASY)
    answer(workspace, "two-captains", Grade.GOOD)
    clock.advance(days=1)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t")
        rows = [row.split() for row in pilot.topics.text.splitlines()]
        assert ["1", "Late", "crane", "▪▪▪▫▫▫▫", "3", "yesterday"] in rows
        assert ["▾", "Harbour", "works", "━━━" + "─" * 9, "1.7", "yesterday", "1", "3"] in rows


async def test_no_planned_question_leaves_the_column_empty(workspace: Workspace) -> None:
    for question in ("early-frost", "picking-order"):
        answer(workspace, question, Grade.GOOD)
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        assert ["▸", "Orchard", "2"] in [row.split() for row in pilot.topics.text.splitlines()]


async def test_preview_follows_the_cursor(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, "late-crane", Grade.AGAIN)
    clock.advance(days=1)
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.press("escape", "t")
        assert "Two captains want the same berth tonight." in pilot.screen()
        assert "not answered yet" in pilot.screen()
        await pilot.press("k")
        assert "The crane you ordered will be five weeks late." in pilot.screen()
        assert "Again · yesterday · 0 % of points" in pilot.screen()
        await pilot.press("k")
        assert "Cranes and captains." in pilot.screen()
        assert "3 questions · 1 met" in pilot.screen()


@pytest.mark.parametrize("size", [(40, 12), (80, 17), (120, 36)])
async def test_practice_has_no_preview_without_room(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.press("escape", "t")
        assert not pilot.practice.panes.topics_pane.has_preview
        assert "not answered yet" not in pilot.screen()
