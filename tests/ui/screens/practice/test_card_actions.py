"""Skip, bury, suspend, star: what a learner does to a question besides answering it."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import QUESTIONS, MovableClock, app_on, at_desk
from tpm_tui.core.plan.agenda import Standing
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.mark.parametrize("reveal", [False, True])
async def test_a_skipped_question_stays_due_and_does_not_come_back_in_this_session(
    workspace: Workspace, reveal: bool
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("Not today.")
        await desk.press("ctrl+j" if reveal else "escape", "s")
        assert (desk.asked, desk.notice) == ("two-captains", "Late crane: skipped. It stays due.")
        assert desk.standing("late-crane") is Standing.NEW
        assert desk.said("header").split()[1:5] == ["0", "due", "5", "new"]
        for _ in QUESTIONS[1:]:
            await desk.press("escape", "s")
        assert desk.phase is SessionPhase.DONE
        assert "0 due and 5 new are left of today's plan." in desk.page.text
        assert workspace.store.drafts.newest() == {"late-crane": "Not today."}


@pytest.mark.parametrize("reveal", [False, True])
async def test_a_buried_question_is_back_tomorrow(
    workspace: Workspace, clock: MovableClock, reveal: bool
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("ctrl+j" if reveal else "escape", "-")
        assert (desk.asked, desk.notice) == ("two-captains", "Late crane: put off until tomorrow.")
        assert desk.standing("late-crane") is Standing.BURIED
        clock.on(days=1)
        assert desk.standing("late-crane") is Standing.NEW


async def test_a_suspended_question_is_never_asked_until_the_same_key_takes_it_back(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "@")
        assert desk.asked == "two-captains"
        assert desk.notice == "Late crane: suspended. / is:suspended finds it, and @ there takes it back."
        clock.on(days=60)
        assert desk.standing("late-crane") is Standing.SUSPENDED
        assert "late-crane" not in desk.agenda.queue
        await desk.press("escape", "/", *"is:suspended", "enter")
        assert desk.asked == "late-crane"
        assert "suspended" in desk.said("meta")
        await desk.press("escape", "@")
        assert (desk.asked, desk.notice) == ("late-crane", "It will be asked again.")
        assert "suspended" not in desk.said("meta")
        assert desk.standing("late-crane") is Standing.NEW


async def test_a_star_is_seen_at_once_and_moves_nothing(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "*")
        assert (desk.asked, desk.notice) == ("late-crane", "Starred.")
        assert "★" in desk.said("meta")
        await desk.press("*")
        assert (desk.editor.text, desk.notice) == ("", "Star taken away.")
        assert "★" not in desk.said("meta")


async def test_a_star_on_the_reveal_keeps_ticks_cursor_and_place(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("I waited.")
        await desk.press("j", "j", "space", "pagedown")
        place, cursor, ticked = (
            desk.page.scroll_offset,
            desk.page.cursor,
            desk.practice_session.session.ticked,
        )
        assert place.y > 0
        await desk.press("*")
        assert workspace.store.cards["late-crane"].starred
        assert (desk.page.scroll_offset, desk.page.cursor) == (place, cursor)
        assert desk.practice_session.session.ticked == ticked
        assert desk.page.has_focus


async def test_burying_the_last_question_ends_the_session(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("escape", "-")
        assert desk.phase is SessionPhase.DONE
        assert "Nothing graded in this session." in desk.page.text
        assert desk.notice == "Late crane: put off until tomorrow."
