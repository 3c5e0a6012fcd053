"""The confidence prompt before the reveal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.core.cards.events import Review
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def confidence_on(tmp_path: Path, clock: MovableClock) -> Workspace:
    return make_workspace(tmp_path, clock, config="confidence: true\n")


async def test_confidence_key_precedes_reveal(confidence_on: Workspace, clock: MovableClock) -> None:
    async with run_practice(make_app(confidence_on, ["late-crane", "two-captains"])) as pilot:
        await pilot.write("I waited.")
        clock.advance(seconds=30)
        await pilot.press("ctrl+j")
        assert "How sure are you of this answer?" in pilot.screen()
        assert "1 guess  2 unsure  3 sure  4 certain  esc back" in pilot.screen()
        assert "plain notice first" not in pilot.screen()
        clock.advance(seconds=30)
        await pilot.press("7", "2")
        assert pilot.phase is SessionPhase.REVEALED
        await pilot.press("3")
        [review] = [entry for entry in confidence_on.store.entries() if isinstance(entry, Review)]
        assert (review.sure, review.seconds) == (2, 30)
        path = pilot.practice_session.reports.write(pilot.practice_session.session)
        assert path is not None
        assert "unsure 1 time, right 1" in path.read_text("utf-8")


async def test_all_levels_are_visible_on_smallest_screen(confidence_on: Workspace) -> None:
    async with run_practice(make_app(confidence_on, ["late-crane"]), (40, 12)) as pilot:
        await pilot.press("ctrl+j")
        assert "1guess 2unsure 3sure 4certain esc back" in pilot.screen()


async def test_escape_returns_to_answer(confidence_on: Workspace) -> None:
    async with run_practice(make_app(confidence_on, ["late-crane"])) as pilot:
        await pilot.write("I waited.")
        await pilot.press("ctrl+j", "escape", "!")
        assert pilot.phase is SessionPhase.ASKING
        assert pilot.editor.text == "I waited.!"


async def test_confidence_prompt_is_off_by_default(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("ctrl+j")
        assert pilot.phase is SessionPhase.REVEALED
