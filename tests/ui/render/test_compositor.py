"""An update renders the rows that it covers, and no others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import RenderableType
from textual._compositor import Compositor, LayoutUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.render.compositor import RowCompositor, subtract

REGIONS = st.builds(Region, *[st.integers(0, 6)] * 4)


def record_rendering(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Widget, Region]]:
    """Return a list to which each widget that is rendered from now on is added, with the part rendered."""
    rendered: list[tuple[Widget, Region]] = []
    render_lines = Widget.render_lines

    def record(widget: Widget, crop: Region) -> list[Strip]:
        rendered.append((widget, crop))
        return render_lines(widget, crop)

    monkeypatch.setattr(Widget, "render_lines", record)
    return rendered


async def test_update_renders_only_its_rows(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        timer = pilot.practice.query_one("#timer", Static)
        rendered = record_rendering(monkeypatch)
        timer.refresh()
        await pilot.wait_until(lambda: bool(rendered))
        widgets = [widget for widget, _ in rendered]
        assert timer in widgets
        assert pilot.editor not in widgets
        assert {crop.height for _, crop in rendered} == {1}


async def test_covered_containers_are_not_rendered(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a")  # the label changes with the first character
        rendered = record_rendering(monkeypatch)
        await pilot.press("b")
        await pilot.wait_until(lambda: bool(rendered))
        assert {widget for widget, _ in rendered} == {pilot.editor}


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 50)])
async def test_whole_screen_is_the_same_without_what_is_covered(
    workspace: Workspace, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace), size) as pilot:
        compositor = pilot.practice._compositor
        expected = compositor.render_strips()
        rendered = record_rendering(monkeypatch)
        assert compositor.render_strips() == expected
        covered = {pilot.practice, pilot.practice.query_one("#body")}
        assert not covered & {widget for widget, _ in rendered}
        monkeypatch.setattr(RowCompositor, "_get_renders", Compositor._get_renders)
        assert compositor.render_strips() == expected
        assert covered < {widget for widget, _ in rendered}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_start_paints_the_whole_screen_once(
    workspace: Workspace, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace), size) as pilot:
        await pilot.press("a")
        compositor = pilot.practice._compositor
        assert isinstance(compositor, RowCompositor)
        assert compositor.full_updates == 1


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_start_renders_each_widget_once(
    workspace: Workspace, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered = record_rendering(monkeypatch)
    async with run_practice(make_app(workspace), size) as pilot:
        await pilot.settle()
        widgets = [widget for widget, _ in rendered if widget.screen is pilot.practice]
        assert pilot.editor in widgets
        assert len(widgets) == len(set(widgets))


async def test_text_typed_before_the_first_frame_is_rendered_after_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(workspace)
    display = app._display
    frames: list[object] = []

    def display_and_type(screen: Screen[object], update: RenderableType | None) -> None:
        frames.append(update)
        if len(frames) == 1:
            app.first_screen.take_type_ahead("typed early")
        display(screen, update)

    monkeypatch.setattr(app, "_display", display_and_type)
    rendered = record_rendering(monkeypatch)
    async with run_practice(app) as pilot:
        await pilot.settle()
        assert isinstance(frames[0], LayoutUpdate)
        assert [widget for widget, _ in rendered].count(pilot.editor) == 2


@given(REGIONS, REGIONS)
def test_parts_of_a_region_are_what_another_one_does_not_cover(region: Region, hole: Region) -> None:
    parts = [cell for part in subtract(region, hole) for cell in cells(part)]
    assert len(parts) == len(set(parts))
    assert set(parts) == set(cells(region)) - set(cells(hole))


def cells(region: Region) -> Sequence[tuple[int, int]]:
    return [(x, y) for x in region.column_range for y in region.line_range]
