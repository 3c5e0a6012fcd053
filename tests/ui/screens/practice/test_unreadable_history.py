"""The history becomes unreadable in the midst of practice: it is told, nothing ends, and it goes on later."""

from __future__ import annotations

from pathlib import Path

from tests.ui.practice_pilot import TOLD, Desk, app_on, at_desk
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


def gone(workspace: Workspace) -> Path:
    """A file in the place of the folder of the history, so that nobody, not even root, can read it."""
    place = workspace.paths.data / "history"
    aside = place.rename(place.with_name("aside"))
    place.write_text("in the way", "utf-8")
    return aside


def back(aside: Path) -> None:
    place = aside.with_name("history")
    place.unlink()
    aside.rename(place)


def told(desk: Desk) -> bool:
    return "a file stands in a folder's place" in desk.notice


async def test_reveal_grade_note_and_end_tell_it_and_work_once_it_is_back(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane", "two-captains"]), (200, 40)) as desk:
        await desk.reveal("An answer.")
        await desk.press("3")
        await desk.write(TOLD)
        aside = gone(workspace)
        await desk.press("ctrl+j")
        assert told(desk)
        assert desk.phase is SessionPhase.REVEALED
        assert "KEY POINTS" in desk.page.text
        for key in ("3", "N", "r", "u", "R"):
            await desk.press(key)
            assert told(desk), key
            assert desk.at_practice
            await desk.press("left")
            assert not told(desk)
        await desk.press("D", "enter")
        assert told(desk)
        back(aside)
        await desk.press("3")
        assert desk.phase.value == "done"
        assert [review.answer for review in desk.practice_session.session.reviews] == ["An answer.", TOLD]


async def test_a_note_that_cannot_be_kept_stays_typed(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane"]), (200, 40)) as desk:
        await desk.reveal("An answer.")
        await desk.press("N", "M", "y")
        (workspace.paths.data / "history").mkdir(exist_ok=True)
        aside = gone(workspace)
        await desk.press("escape")
        assert told(desk)
        back(aside)
        await desk.press("N")
        assert "My" in desk.screen()
        await desk.press("escape")
        assert "YOUR NOTE\nMy" in desk.page.text
