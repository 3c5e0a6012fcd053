"""Rows of widgets look as Textual renders them, but a blank row is rendered once."""

from __future__ import annotations

import pytest
from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tpm_tui.ui.render.row_cache import RowCache, use_row_cache

BOX = "width: 20; height: 9; background: blue;"


class BoxApp(App[None]):
    """A container and a text in it, both with the same style."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.style = style

    def compose(self) -> ComposeResult:
        with Vertical() as box:
            box.set_styles(BOX + self.style)
            text = Static("One line.\n\n\nAnother  line.\n")
            text.set_styles("height: 9; background: red 40%;" + self.style)
            yield text


@pytest.mark.parametrize(
    "style",
    [
        "",
        "border: round green;",
        "border-left: wide green; padding: 1 2;",
        "outline: heavy green;",
        "outline-left: heavy green; border-top: solid white;",
        "padding: 2; hatch: cross green;",
        "tint: green 30%; text-opacity: 50%;",
        "opacity: 60%; border-bottom: dashed green;",
    ],
)
async def test_rows_look_as_textual_renders_them(style: str) -> None:
    async with BoxApp(style).run_test(size=(30, 12)) as pilot:
        for widget in (pilot.app.query_one(Vertical), pilot.app.query_one(Static)):
            whole = widget.size.region.grow(widget.styles.gutter)
            crop = whole.translate(-whole.offset)
            expected = StylesCache().render_widget(widget, crop)
            assert RowCache().render_widget(widget, crop) == expected


async def test_blank_rows_are_rendered_once() -> None:
    async with BoxApp("border-left: wide green;").run_test(size=(30, 12)) as pilot:
        box = pilot.app.query_one(Vertical)
        rows = RowCache().render_widget(box, box.size.region)
        assert len(rows) == 9
        assert len({id(row) for row in rows[1:-1]}) == 1


async def test_rows_after_a_change_of_style_are_rendered_again() -> None:
    async with BoxApp("").run_test(size=(30, 12)) as pilot:
        widget = pilot.app.query_one(Static)
        use_row_cache(widget)
        before = widget.render_lines(widget.size.region)
        widget.styles.background = "green"
        await pilot.pause()
        assert widget.render_lines(widget.size.region)[1] != before[1]
