"""A typed character is painted at once, with the labels of the clock, but not more often than frames."""

from __future__ import annotations

import pytest
from textual.events import Key
from textual.screen import Screen
from textual.widget import Widget

from tests.ui.practice_pilot import PracticePilot, make_app, run_practice
from tests.ui.render.test_compositor import record_rendering
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens import lean_screen


async def type_character(pilot: PracticePilot, character: str) -> None:
    """Let the app handle a key, and nothing after it."""
    await pilot.app.on_event(Key(character, character))


async def start_typing(pilot: PracticePilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type a character, after which the label of the answer does not change with the next one."""
    await pilot.press("a")
    monkeypatch.setattr(lean_screen, "FRAME_SECONDS", 0.0)
    pilot.practice._next_paint = 0.0


async def test_typed_character_is_painted_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await start_typing(pilot, monkeypatch)
        rendered = record_rendering(monkeypatch)
        await type_character(pilot, "b")
        assert [widget for widget, _ in rendered] == [pilot.editor]
        await pilot.settle()
        assert len(rendered) == 1, "painted twice"


async def test_labels_that_changed_are_painted_with_the_character(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await start_typing(pilot, monkeypatch)
        pilot.practice.clock_labels[0].refresh()
        rendered = record_rendering(monkeypatch)
        await type_character(pilot, "b")
        assert {widget for widget, _ in rendered} == {pilot.editor, pilot.practice.clock_labels[0]}


async def test_characters_of_the_same_frame_wait_for_its_end(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await start_typing(pilot, monkeypatch)
        pilot.practice._next_paint = float("inf")
        rendered = record_rendering(monkeypatch)
        pilot.practice.paint_at_once([pilot.editor])
        pilot.editor.type_text("b")
        pilot.practice.paint_at_once([pilot.editor])
        assert rendered == []
        await pilot.wait_until(lambda: bool(rendered))


async def test_character_waits_for_the_end_of_a_batch(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await start_typing(pilot, monkeypatch)
        rendered = record_rendering(monkeypatch)
        with pilot.app.batch_update():
            pilot.editor.type_text("b")
            pilot.practice.paint_at_once([pilot.editor])
            assert rendered == []
        await pilot.wait_until(lambda: bool(rendered))


async def test_widget_that_is_not_laid_out_is_not_painted_at_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace), size=(100, 30)) as pilot:
        await pilot.press("a", "escape", "t")
        await pilot.settle()
        pilot.practice._next_paint = 0.0
        assert pilot.editor not in pilot.practice._compositor.visible_widgets
        pilot.practice.remove_class("-topics")
        pilot.editor.type_text("b")
        pilot.editor._repaint_required = True
        rendered = record_rendering(monkeypatch)
        pilot.practice.paint_at_once([pilot.editor])
        assert rendered == []
        assert not pilot.practice._compositor._full_map_invalidated


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_character_waits_for_a_layout(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await start_typing(pilot, monkeypatch)
        painted: list[Screen[object]] = []
        monkeypatch.setattr(type(pilot.app), "_display", lambda app, screen, update: painted.append(screen))
        status: Widget = pilot.practice.clock_labels[0]
        status.refresh(layout=True)
        pilot.editor.type_text("b")
        pilot.practice.paint_at_once([pilot.editor, status])
        assert painted == []


async def test_update_that_paints_nothing_leaves_the_cursor(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        calls: list[str] = []
        monkeypatch.setattr(pilot.app._cursor, "before_paint", lambda update: calls.append("before"))
        monkeypatch.setattr(pilot.app._cursor, "after_paint", lambda: calls.append("after"))
        pilot.app._display(pilot.app.screen, None)
        with pilot.app.batch_update():
            pilot.practice._compositor_refresh()
            assert calls == []
