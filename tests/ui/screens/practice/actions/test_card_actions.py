"""Skip, bury, suspend and star a question."""

from __future__ import annotations

import pytest

from tests.storage.stores import draft_texts
from tests.ui.practice_pilot import QUESTIONS, MovableClock, make_app, run_practice
from tpm_tui.core.plan.agenda import QuestionStatus
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.mark.parametrize("reveal", [False, True])
async def test_skipped_question_stays_due_but_leaves_session(workspace: Workspace, reveal: bool) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Not today.")
        await pilot.press("ctrl+j" if reveal else "escape", "s")
        assert (pilot.question, pilot.notice) == ("two-captains", "Late crane: skipped. It stays due.")
        assert pilot.status("late-crane") is QuestionStatus.NEW
        assert pilot.text_of("header").split()[1:5] == ["0", "due", "5", "new"]
        for _ in QUESTIONS[1:]:
            await pilot.press("escape", "s")
        assert pilot.phase is SessionPhase.DONE
        assert "0 due, 5 new left today." in pilot.page.text
        assert draft_texts(workspace.store.drafts) == {"late-crane": "Not today."}


@pytest.mark.parametrize("reveal", [False, True])
async def test_buried_question_returns_tomorrow(
    workspace: Workspace, clock: MovableClock, reveal: bool
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+j" if reveal else "escape", "-")
        assert (pilot.question, pilot.notice) == ("two-captains", "Late crane: postponed until tomorrow.")
        assert pilot.status("late-crane") is QuestionStatus.BURIED
        clock.advance(days=1)
        assert pilot.status("late-crane") is QuestionStatus.NEW


async def test_suspended_question_is_not_asked_until_unsuspended(
    workspace: Workspace, clock: MovableClock
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "@")
        assert pilot.question == "two-captains"
        assert pilot.notice == "Late crane: suspended. u undoes it; later: / is:suspended, then @."
        clock.advance(days=60)
        assert pilot.status("late-crane") is QuestionStatus.SUSPENDED
        assert "late-crane" not in pilot.agenda.queue
        await pilot.press("escape", "/", *"is:suspended", "enter")
        assert pilot.question == "late-crane"
        assert "suspended" in pilot.text_of("meta")
        await pilot.press("escape", "@")
        assert (pilot.question, pilot.notice) == ("late-crane", "Late crane: unsuspended.")
        assert "suspended" not in pilot.text_of("meta")
        assert pilot.status("late-crane") is QuestionStatus.NEW


async def test_star_key_toggles_star(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "*")
        assert (pilot.question, pilot.notice) == ("late-crane", "Starred.")
        assert "★" in pilot.text_of("meta")
        await pilot.press("*")
        assert (pilot.editor.text, pilot.notice) == ("", "Star removed.")
        assert "★" not in pilot.text_of("meta")


async def test_star_on_reveal_keeps_ticks_cursor_and_scroll(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("I waited.")
        await pilot.press("j", "j", "space", "tab", "pagedown")
        place, cursor, ticked = (
            pilot.page.scroll_offset,
            pilot.page.cursor,
            pilot.practice_session.session.ticked,
        )
        assert place.y > 0
        await pilot.press("*")
        assert workspace.store.cards["late-crane"].starred
        assert (pilot.page.scroll_offset, pilot.page.cursor) == (place, cursor)
        assert pilot.practice_session.session.ticked == ticked
        assert pilot.page.has_focus


async def test_burying_last_question_ends_session(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "-")
        assert pilot.phase is SessionPhase.DONE
        assert "Nothing graded in this session." in pilot.page.text
        assert pilot.notice == "Late crane: postponed until tomorrow."
