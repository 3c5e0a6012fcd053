"""What a key leaves as it is on the screen is not sent again over a slow line."""

from __future__ import annotations

import pytest
from rich.segment import Segment

from tests.ui.practice_pilot import PracticePilot, make_app, run_practice
from tpm_tui.practice.workspace import Workspace

SIZES = [(80, 24), (160, 50)]


def cells(pilot: PracticePilot) -> list[list[Segment]]:
    """Return the rows of the screen with their styles."""
    return [list(Segment.simplify(strip)) for strip in pilot.app.screen._compositor.render_strips()]


@pytest.mark.parametrize("size", SIZES)
async def test_leaving_the_editor_changes_the_label_and_the_footer(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.write("Two words.")
        await pilot.press("escape", "i")
        typing = cells(pilot)
        label = next(y for y, row in enumerate(pilot.rows()) if "YOUR ANSWER" in row)
        await pilot.press("escape")
        changed = [y for y, (old, new) in enumerate(zip(typing, cells(pilot), strict=True)) if old != new]
        assert changed == [label, size[1] - 1]
        await pilot.press("i")
        assert cells(pilot) == typing
