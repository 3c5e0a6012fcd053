"""The topic browser: opens, folds, goes to a question, practises a topic."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import MovableClock, answer, app_on, at_desk
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


async def test_the_topics_stay_in_sight_where_there_is_room_and_come_on_call_elsewhere(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace), size=(120, 36)) as desk:
        assert desk.topics.display
        assert "TOPICS" in desk.screen()
        await desk.resize(80, 24)
        assert "TOPICS" not in desk.screen()
        await desk.press("escape", "t")
        assert "TOPICS" in desk.screen()
        assert "YOUR ANSWER" not in desk.screen()
        await desk.press("t")
        assert "TOPICS" not in desk.screen()
        assert "YOUR ANSWER" in desk.screen()
        await desk.resize(120, 36)
        assert "TOPICS" in desk.screen()
        assert "YOUR ANSWER" in desk.screen()


async def test_the_browser_begins_at_the_present_question_its_topic_open(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["tide-table"])) as desk:
        await desk.press("escape", "t")
        assert desk.topics.cursor == "question:tide-table"
        shown = [row.split() for row in desk.topics.text.splitlines() if row.strip()]
        assert shown == [
            ["TOPICS", "today", "all"],
            ["All", "topics", "5", "5"],
            ["▾", "Harbour", "works", "3", "3"],
            ["1", "Late", "crane", "▫▫▫▫▫", "n"],
            ["2", "Two", "captains", "▫▫▫▫▫", "n"],
            ["3", "Tide", "table", "▫▫▫▫▫", "n"],
            ["▸", "Orchard", "2", "2"],
        ]


async def test_enter_on_a_topic_opens_and_folds_it_and_on_all_topics_every_one(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "t", "G", "enter")
        assert "Early frost" in desk.topics.text
        assert "Picking order" in desk.topics.text
        assert desk.topics.cursor == "topic:orchard"
        await desk.press("space")
        assert "Early frost" not in desk.topics.text
        await desk.press("g", "enter")
        assert "Early frost" in desk.topics.text
        await desk.press("enter")
        assert "Early frost" not in desk.topics.text
        assert "Late crane" not in desk.topics.text
        assert desk.asked == "late-crane"


async def test_enter_on_a_question_goes_there_and_the_one_before_comes_right_after(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "t", "j", "j", "enter")
        assert desk.asked == "tide-table"
        assert desk.editor.has_focus
        assert "TOPICS" not in desk.screen()
        await desk.press("escape", "s")
        assert desk.asked == "late-crane"


async def test_going_to_the_question_that_is_asked_changes_nothing(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("I rang.")
        await desk.press("t", "enter")
        assert (desk.asked, desk.phase) == ("late-crane", SessionPhase.REVEALED)
        assert desk.page.has_focus


@pytest.mark.parametrize("on", ["topic", "one of its questions"])
async def test_p_practises_the_topic_under_the_cursor(workspace: Workspace, on: str) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "t", "G")
        if on != "topic":
            await desk.press("enter", "G")
        await desk.press("p")
        assert desk.asked == "early-frost"
        assert desk.practice_session.session.upcoming == ("picking-order",)


async def test_p_on_all_topics_practises_something_of_every_topic(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["tide-table"])) as desk:
        await desk.press("escape", "t", "g", "p")
        assert {desk.asked, *desk.practice_session.session.upcoming} == set(workspace.bank.order)


async def test_a_topic_with_nothing_left_to_ask_says_so(workspace: Workspace) -> None:
    for question in ("early-frost", "picking-order"):
        answer(workspace, question, Grade.GOOD)
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "t", "G", "p")
        assert desk.notice == "Every question of this topic was answered today, or is suspended."
        assert desk.asked == "late-crane"


async def test_the_browser_opens_from_the_page_at_rest(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, [])) as desk:
        assert desk.phase is SessionPhase.DONE
        await desk.press("t", "G", "p")
        assert (desk.phase, desk.asked) == (SessionPhase.ASKING, "early-frost")


async def test_escape_closes_the_browser_and_the_cursor_is_back_where_it_was_useful(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("I rang.")
        await desk.press("t", "escape", "2")
        assert desk.asked == "two-captains"


async def test_what_was_answered_shows_its_box_and_its_mark(
    workspace: Workspace, clock: MovableClock
) -> None:
    answer(workspace, "late-crane", Grade.EASY)
    async with at_desk(app_on(workspace), size=(120, 36)) as desk:
        assert ["1", "Late", "crane", "▪▪▪▫▫", "✓"] in [row.split() for row in desk.topics.text.splitlines()]
        clock.on(days=4)
        await desk.resize(121, 36)
        assert ["1", "Late", "crane", "▪▪▪▫▫", "d"] in [row.split() for row in desk.topics.text.splitlines()]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_away_from_the_topics_letters_are_commands_as_they_were_before(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with at_desk(app_on(workspace), size=size) as desk:
        await desk.write("I rang.")
        await desk.press("escape", "t", "escape", "s")
        assert desk.asked == "two-captains"
        await desk.press("escape", "t", "t", "s")
        assert desk.asked == "tide-table"
