"""Undo and redo of the last action: what is shown, and what the notice says."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import ANSWER_TEXT, MovableClock, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import QuestionStatus
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.mark.parametrize("key", ["U", "ctrl+r"])
async def test_redo_restores_undone_grade(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal(ANSWER_TEXT)
        await pilot.press("3")
        boxes = dict(workspace.store.cards)
        await pilot.write("Already at the next one.")
        await pilot.press("escape", "u")
        assert workspace.store.cards != boxes
        await pilot.press(key)
        assert (pilot.phase, pilot.question) == (SessionPhase.ASKING, "two-captains")
        assert pilot.editor.text == "Already at the next one."
        assert pilot.notice == "Redone: Late crane, good."
        assert workspace.store.cards == boxes


async def test_redo_of_last_grade_ends_session_again(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["two-captains"])) as pilot:
        await pilot.reveal("A rule.")
        await pilot.press("4", "u")
        assert pilot.question == "two-captains"
        await pilot.press("U")
        assert pilot.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in pilot.page.text


async def test_redo_without_undo_shows_notice(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal(ANSWER_TEXT)
        await pilot.press("3", "escape", "U")
        assert pilot.notice == "Nothing to redo: nothing was undone since the last action."
        assert (pilot.phase, pilot.question) == (SessionPhase.ASKING, "two-captains")


@pytest.mark.parametrize(("key", "kind"), [("-", "bury"), ("@", "suspend")])
@pytest.mark.parametrize("reveal", [False, True])
async def test_undo_returns_to_the_skipped_question(
    workspace: Workspace, key: str, kind: str, reveal: bool
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("An earlier answer.")
        await pilot.press("3")
        await pilot.press("a", "b", "ctrl+j" if reveal else "escape")
        phase = pilot.phase
        await pilot.press(key)
        assert pilot.question == "tide-table"
        await pilot.press("u")
        assert (pilot.question, pilot.phase, pilot.editor.text) == ("two-captains", phase, "ab")
        assert pilot.notice == f"Undone: {kind} of Two captains."
        assert pilot.status("two-captains") is QuestionStatus.NEW
        assert workspace.store.cards["late-crane"].box == 2
        await pilot.press("U")
        assert (pilot.question, pilot.notice) == ("tide-table", f"Redone: {kind} of Two captains.")


async def test_undo_of_star_changes_only_the_star(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("I waited.")
        await pilot.press("j", "j", "space", "pagedown", "*")
        place, ticked = pilot.page.scroll_offset, pilot.practice_session.session.ticked
        await pilot.press("u")
        assert pilot.notice == "Undone: star of Late crane."
        assert "★" not in pilot.text_of("meta")
        assert (pilot.page.scroll_offset, pilot.practice_session.session.ticked) == (place, ticked)
        await pilot.press("U")
        assert "★" in pilot.text_of("meta")


async def test_undo_of_note_shows_the_earlier_one(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("I waited.")
        await pilot.press("N", *"first", "escape", "N", *" two", "escape")
        assert "first two" in pilot.page.text
        await pilot.press("u")
        assert pilot.notice == "Undone: note of Late crane."
        assert "first" in pilot.page.text
        assert "first two" not in pilot.page.text
        await pilot.press("U")
        assert "first two" in pilot.page.text


async def test_undo_of_reset_restores_the_box(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "R", "y")
        assert workspace.store.cards["late-crane"].box == 0
        await pilot.press("u")
        assert pilot.notice == "Undone: reset of Late crane."
        assert workspace.store.cards["late-crane"].box == 2
        await pilot.press("u")
        assert "Undone: Late crane, good." in pilot.notice


async def test_undo_of_a_bury_reopens_an_ended_session(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "-")
        assert pilot.phase is SessionPhase.DONE
        await pilot.press("u")
        assert (pilot.phase, pilot.question) == (SessionPhase.ASKING, "late-crane")
        await pilot.press("U")
        assert pilot.phase is SessionPhase.DONE


async def test_keys_after_an_undo_outside_the_editor_are_commands(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "*", "@")
    async with run_practice(make_app(workspace, [])) as pilot:
        assert pilot.phase is SessionPhase.DONE
        await pilot.press("u", "u")
        assert (pilot.question, pilot.phase) == ("late-crane", SessionPhase.ASKING)
        assert (pilot.notice, pilot.editor.text) == ("Undone: star of Late crane.", "")


async def test_undo_in_the_reveal_leaves_the_editor_closed(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "-", "enter", "a", "ctrl+j", "u", "u")
        assert (pilot.question, pilot.phase) == ("late-crane", SessionPhase.ASKING)
        assert pilot.editor.text == ""


async def test_nothing_to_undo_names_a_session_open_elsewhere(
    workspace: Workspace, clock: MovableClock
) -> None:
    other = Workspace(workspace.paths, workspace.bank_paths, clock)
    other.store.live_sessions.claim("other")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "u")
        assert pilot.notice.endswith("can be undone only there.")
        await pilot.press("U")
        assert pilot.notice.endswith("can be redone only there.")
