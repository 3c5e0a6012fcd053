"""The section Delivery of the reveal."""

from __future__ import annotations

from pathlib import Path

from tests.ui.practice_pilot import ANSWER_TEXT, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace

LONG_ANSWER = "We rang the six crews and cut what nobody needed. " * 60


async def test_remarks_are_a_section_with_quotes(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal(LONG_ANSWER)
        await pilot.go_to_section("Delivery")
        shown = " ".join(pilot.screen().split())
        assert "DELIVERY 600 words" in shown
        assert "over the target of 2:00" in shown
        assert '"We rang the six crews and cut what nobody needed."' in shown


async def test_trend_is_over_the_attempts(workspace: Workspace) -> None:
    answer(workspace, "late-crane", Grade.GOOD, ANSWER_TEXT)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal(LONG_ANSWER)
        await pilot.go_to_section("Delivery")
        assert f"oldest attempt first: {len(ANSWER_TEXT.split())}, 600" in pilot.screen()


async def test_remarks_can_be_turned_off(workspace: Workspace, tmp_path: Path) -> None:
    workspace.paths.config.parent.mkdir(parents=True, exist_ok=True)
    workspace.paths.config.write_text("remarks: false\n")
    workspace.reload_config()
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal(LONG_ANSWER)
        assert "Delivery" not in pilot.sections()
