"""Questions without key points in the app: no suggestion, no ticks, graded by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.mock_pilot import go_to_debrief, run_mock, start_mock
from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.core.mock.format import Format, Round
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace

NO_POINTS = "This question has no key points: choose the grade yourself."


@pytest.fixture
def plain_list(tmp_path: Path, clock: MovableClock) -> Workspace:
    """Return a workspace whose bank is a plain list of questions."""
    path = tmp_path / "plain.yaml"
    path.write_text("- Why this job?\n- How do you plan?\n", "utf-8")
    return make_workspace(tmp_path, clock, bank=[path])


async def test_enter_shows_the_keys_of_the_grades(plain_list: Workspace) -> None:
    async with run_practice(make_app(plain_list)) as pilot:
        await pilot.reveal("I like it.")
        assert NO_POINTS in pilot.page.text
        assert "suggested" not in pilot.page.text
        assert "accept" not in pilot.text_of("keys")
        assert "tick" not in pilot.text_of("keys")
        await pilot.press("enter")
        assert pilot.notice == "No grade is suggested without key points: 1 2 3 4 grade the answer."
        await pilot.press("space")
        assert pilot.phase is SessionPhase.REVEALED
        await pilot.press("3")
        assert pilot.question == "how-do-you-plan"


async def test_summary_leaves_out_key_points(plain_list: Workspace) -> None:
    async with run_practice(make_app(plain_list, ["why-this-job"])) as pilot:
        await pilot.reveal("I like it.")
        await pilot.press("4")
        assert pilot.phase is SessionPhase.DONE
        assert "Session done: 1 answer" in pilot.page.text
        assert "key points" not in pilot.page.text


async def test_mock_end_shows_what_is_counted(plain_list: Workspace) -> None:
    format = Format("own", "One question", (Round(1),), minutes=5)
    async with run_mock(start_mock(plain_list, format, "plain")) as pilot:
        await go_to_debrief(pilot)
        assert NO_POINTS in pilot.page.text
        await pilot.press("q")
        assert "not counted" in pilot.screen()
        await pilot.press("y")
        assert "The boxes are unchanged." in pilot.screen()
