"""The editor repaints only what changed: after any edits, the screen equals a full paint."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.segment import Segment
from textual._compositor import ChopsUpdate
from textual.app import App, ComposeResult
from textual.events import Paste
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import TextArea

from tests.ui.practice_pilot import SETTLE_ROUNDS
from tpm_tui.ui.render.compositor import RowCompositor
from tpm_tui.ui.widgets.text.editor import AnswerEditor

SIZE = (24, 8)


class EditorApp(App[None]):
    """An editor alone, and the rows that were painted of it."""

    CSS = """
    #editor { border: none; border-left: wide blue; padding: 0 1; scrollbar-size-vertical: 1; }
    #editor:focus { border-left: wide red; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.editor = AnswerEditor("Type here", id="editor")
        self.painted: list[Strip] = []
        self.painted_cells = 0

    def get_default_screen(self) -> Screen[None]:
        screen: Screen[None] = Screen(id="_default")
        screen._compositor = RowCompositor()
        return screen

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_mount(self) -> None:
        self.editor.focus()

    def _display(self, screen: Screen[object], renderable: object) -> None:
        if isinstance(renderable, ChopsUpdate):
            self.paint_chops(renderable)
        elif renderable is not None:
            self.painted = list(screen._compositor.render_strips())
        super()._display(screen, None)

    def paint_chops(self, update: ChopsUpdate) -> None:
        """Replace the cells of an update; what it does not contain stays as it was painted."""
        for y, left, right in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=True):
                first, last = max(x, left), min(end, right)
                if strip is not None and first < last:
                    old = self.painted[y]
                    new = strip.crop(first - x, last - x)
                    self.painted[y] = Strip.join([old.crop(0, first), new, old.crop(last)])
                    self.painted_cells += last - first


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(SETTLE_ROUNDS):
        await pilot.pause(0)


def cells(strips: list[Strip]) -> list[list[Segment]]:
    return [list(Segment.simplify(strip)) for strip in strips]


TEXTS = st.text(st.sampled_from("ab (]\t\n表é\u0301\u200d\ufe0f👩🇩ﷺ"), min_size=1, max_size=30)
ACTIONS = st.sampled_from(
    (
        *("cursor_left", "cursor_right", "cursor_up", "cursor_down", "cursor_line_start", "cursor_line_end"),
        *("cursor_page_up", "cursor_page_down", "cursor_word_left", "cursor_word_right"),
        *("cursor_left(True)", "cursor_up(True)", "cursor_down(True)", "cursor_line_end(True)"),
        *("select_all", "select_line", "delete_left", "delete_right", "delete_word_left", "delete_line"),
        *("delete_to_end_of_line", "undo", "redo", "undo", "redo", "cut", "paste"),
    )
)
FEW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Step = tuple[str, str]
STEPS = st.one_of(
    st.tuples(st.just("type"), TEXTS),
    st.tuples(st.just("paste"), TEXTS),
    st.tuples(st.just("insert at the top"), TEXTS),
    st.tuples(st.just("action"), ACTIONS),
    st.tuples(st.just("action"), ACTIONS),
    st.tuples(st.just("resize"), st.sampled_from(("24x8", "9x4", "40x3", "2x2"))),
    st.tuples(st.just("theme"), st.sampled_from(("textual-dark", "textual-light", "ansi-dark"))),
    st.tuples(st.just("read-only"), st.sampled_from(("", "yes"))),
    st.tuples(st.just("focus"), st.sampled_from(("", "yes"))),
    st.tuples(st.just("load"), TEXTS),
)


async def take_step(pilot: Pilot[None], app: EditorApp, step: Step) -> None:
    kind, value = step
    editor = app.editor
    match kind:
        case "type":
            if not editor.read_only:
                editor.type_text(value)
        case "paste":
            editor.post_message(Paste(value))
        case "insert at the top":
            editor.insert(value, (0, 0))
        case "action":
            await editor.run_action(value)
        case "resize":
            width, height = map(int, value.split("x"))
            await pilot.resize_terminal(width, height)
        case "theme":
            app.theme = value
        case "read-only":
            editor.read_only = bool(value)
        case "focus":
            app.screen.set_focus(editor if value else None)
        case "load":
            editor.load_draft(value)


@FEW
@given(st.lists(STEPS, max_size=20))
async def test_painted_rows_equal_a_full_paint(steps: list[Step]) -> None:
    await check_steps(steps)


@pytest.mark.slow(60)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=10, max_size=60))
async def test_many_painted_rows_equal_a_full_paint(steps: list[Step]) -> None:
    await check_steps(steps)


async def check_steps(steps: list[Step]) -> None:
    app = EditorApp()
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        for step in steps:
            await take_step(pilot, app, step)
            await settle(pilot)
            painted = cells(app.painted)
            app.editor._styles_cache.clear()
            assert painted == cells(app.screen._compositor.render_strips()), step


@given(
    st.lists(st.text(st.sampled_from("ab c\t表é\u0301👩"), max_size=40), min_size=1, max_size=5),
    st.tuples(st.integers(0, 4), st.integers(0, 40)),
    st.tuples(st.integers(0, 4), st.integers(0, 40)),
)
@FEW
async def test_rows_look_as_the_text_area_paints_them(
    lines: list[str], start: tuple[int, int], end: tuple[int, int]
) -> None:
    app = EditorApp()
    async with app.run_test(size=SIZE) as pilot:
        app.editor.load_draft("\n".join(lines))
        app.editor.move_cursor(start)
        app.editor.move_cursor(end, select=True)
        await settle(pilot)
        editor = app.editor
        editor._theme.apply_css(editor)
        width = editor.scrollable_content_region.width
        for y in range(editor.scrollable_content_region.height):
            stock = TextArea.render_line(editor, y).adjust_cell_length(width, editor.rich_style)
            own = editor.render_line(y).adjust_cell_length(width, editor.rich_style)
            assert cells([own]) == cells([stock])


@pytest.mark.parametrize(
    ("change", "most"),
    [
        (lambda editor: editor.type_text("x"), 1),
        (lambda editor: editor.action_delete_left(), 1),
        (lambda editor: editor.action_cursor_left(), 0),
        (lambda editor: editor.action_cursor_up(), 0),
        (lambda editor: editor.action_cursor_left(select=True), 1),
    ],
)
async def test_a_key_repaints_only_the_cells_it_changes(
    change: Callable[[AnswerEditor], None], most: int
) -> None:
    app = EditorApp()
    async with app.run_test(size=SIZE) as pilot:
        app.editor.load_draft("One line.\nAnother line (")
        await settle(pilot)
        app.painted_cells = 0
        change(app.editor)
        await settle(pilot)
        assert app.painted_cells <= most
