"""How sure one is, asked for before the reveal where that is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, app_on, at_desk, workspace_in
from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def asked(tmp_path: Path, clock: MovableClock) -> Workspace:
    return workspace_in(tmp_path, clock, config="confidence: true\n")


async def test_one_key_tells_it_before_anything_of_the_reveal_is_seen(
    asked: Workspace, clock: MovableClock
) -> None:
    async with at_desk(app_on(asked, ["late-crane", "two-captains"])) as desk:
        await desk.write("I waited.")
        clock.on(seconds=30)
        await desk.press("ctrl+j")
        assert "How sure are you of this answer?" in desk.screen()
        assert "1 guess  2 unsure  3 sure  4 certain  esc back" in desk.screen()
        assert "plain notice first" not in desk.screen()
        clock.on(seconds=30)
        await desk.press("7", "2")
        assert desk.phase is SessionPhase.REVEALED
        await desk.press("3")
        [review] = [entry for entry in asked.store.entries() if isinstance(entry, Review)]
        assert (review.sure, review.seconds) == (2, 30)
        path = desk.practice_session.report()
        assert path is not None
        assert "unsure 1 time, right 1" in path.read_text("utf-8")


async def test_all_four_levels_are_in_sight_on_the_smallest_screen(asked: Workspace) -> None:
    async with at_desk(app_on(asked, ["late-crane"]), (40, 12)) as desk:
        await desk.press("ctrl+j")
        assert "1guess 2unsure 3sure 4certain esc back" in desk.screen()


async def test_escape_goes_back_to_the_answer(asked: Workspace) -> None:
    async with at_desk(app_on(asked, ["late-crane"])) as desk:
        await desk.write("I waited.")
        await desk.press("ctrl+j", "escape", "!")
        assert desk.phase is SessionPhase.ASKING
        assert desk.editor.text == "I waited.!"


async def test_it_is_not_asked_for_unless_wanted(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("ctrl+j")
        assert desk.phase is SessionPhase.REVEALED
