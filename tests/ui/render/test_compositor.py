"""An update renders the rows that it covers, and no others."""

from __future__ import annotations

import pytest
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.practice.workspace import Workspace


async def test_update_renders_only_its_rows(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[tuple[Widget, Region]] = []
    render_lines = Widget.render_lines

    def record(widget: Widget, crop: Region) -> list[Strip]:
        rendered.append((widget, crop))
        return render_lines(widget, crop)

    async with run_practice(make_app(workspace)) as pilot:
        timer = pilot.practice.query_one("#timer", Static)
        monkeypatch.setattr(Widget, "render_lines", record)
        timer.refresh()
        await pilot.wait_until(lambda: bool(rendered))
        widgets = [widget for widget, _ in rendered]
        assert timer in widgets
        assert pilot.editor not in widgets
        assert {crop.height for _, crop in rendered} == {1}


async def test_covered_containers_are_not_rendered(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[Widget] = []
    render_lines = Widget.render_lines

    def record(widget: Widget, crop: Region) -> list[Strip]:
        rendered.append(widget)
        return render_lines(widget, crop)

    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a")  # the label changes with the first character
        monkeypatch.setattr(Widget, "render_lines", record)
        await pilot.press("b")
        await pilot.wait_until(lambda: bool(rendered))
        assert set(rendered) == {pilot.editor}
