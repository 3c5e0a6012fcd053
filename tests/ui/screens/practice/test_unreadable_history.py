"""The history becomes unreadable during practice: an error is shown and the session continues."""

from __future__ import annotations

from pathlib import Path

from tests.ui.practice_pilot import ANSWER_TEXT, PracticePilot, make_app, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


def break_history(workspace: Workspace) -> Path:
    """Replace the history folder by a file, so that not even root can read it; return the folder."""
    place = workspace.paths.data / "history"
    moved = place.rename(place.with_name("moved"))
    place.write_text("in the way", "utf-8")
    return moved


def repair_history(moved: Path) -> None:
    place = moved.with_name("history")
    place.unlink()
    moved.rename(place)


def error_shown(pilot: PracticePilot) -> bool:
    return "expected a folder, found a file" in pilot.notice


async def test_actions_show_error_and_work_after_repair(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane", "two-captains"]), (200, 40)) as pilot:
        await pilot.reveal("An answer.")
        await pilot.press("3")
        await pilot.write(ANSWER_TEXT)
        moved = break_history(workspace)
        await pilot.press("ctrl+j")
        assert error_shown(pilot)
        assert pilot.phase is SessionPhase.REVEALED
        assert "0 of 3" in pilot.page.text
        for key in ("3", "N", "u", "R"):
            await pilot.press(key)
            assert error_shown(pilot), key
            assert pilot.on_practice_screen
            await pilot.press("ctrl+l")
            assert not error_shown(pilot)
        await pilot.press("D", "enter")
        assert error_shown(pilot)
        repair_history(moved)
        await pilot.press("3")
        assert pilot.phase.value == "done"
        assert [review.answer for review in pilot.practice_session.session.reviews] == [
            "An answer.",
            ANSWER_TEXT,
        ]


async def test_unsaved_note_stays_in_editor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), (200, 40)) as pilot:
        await pilot.reveal("An answer.")
        await pilot.press("N", "M", "y")
        (workspace.paths.data / "history").mkdir(exist_ok=True)
        moved = break_history(workspace)
        await pilot.press("escape")
        assert error_shown(pilot)
        repair_history(moved)
        await pilot.press("N")
        assert "My" in pilot.screen()
        await pilot.press("escape")
        assert "YOUR NOTE\nMy" in pilot.page.text
