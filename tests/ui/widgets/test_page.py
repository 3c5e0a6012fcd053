"""The page widget: cursor, scrolling, wide characters, narrow widths."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.content import Content
from textual.message import Message
from textual.pilot import Pilot

from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import plain
from tpm_tui.ui.render.theme import ROLE_FALLBACKS
from tpm_tui.ui.widgets.page import Page


class PageApp(App[None]):
    """App with a single page."""

    CSS = "Screen { background: black; } Page > .page--cursor { background: blue; }"

    def __init__(self, blocks: Sequence[Block]) -> None:
        super().__init__()
        self.blocks = blocks

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(ROLE_FALLBACKS, "#ffffff")

    def compose(self) -> ComposeResult:
        yield Page()

    def on_mount(self) -> None:
        self.query_one(Page).show(self.blocks)


@asynccontextmanager
async def run_page(
    blocks: Sequence[Block], size: tuple[int, int] = (30, 6), messages: list[Message] | None = None
) -> AsyncIterator[tuple[Page, Pilot[None]]]:
    app = PageApp(blocks)
    async with app.run_test(size=size, message_hook=None if messages is None else messages.append) as pilot:
        await settle(pilot)
        yield app.query_one(Page), pilot


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause(0)


def rows(page: Page) -> list[str]:
    return [page.render_line(y).text for y in range(page.size.height)]


def numbered_blocks(count: int) -> list[Block]:
    return [Block(plain(f"point {number}"), item=f"{number}") for number in range(count)]


async def test_cursor_moves_by_items_and_stops_at_the_ends() -> None:
    messages: list[Message] = []
    async with run_page(numbered_blocks(3), messages=messages) as (page, pilot):
        assert page.cursor == "0"
        for step, item in [(1, "1"), (1, "2"), (1, "2"), (-1, "1"), (-1, "0"), (-1, "0")]:
            page.move(step)
            assert page.cursor == item
            assert rows(page)[int(item)].startswith("▌")
            assert sum(row.startswith("▌") for row in rows(page)) == 1
        await settle(pilot)
    moves = {id(message): message.item for message in messages if isinstance(message, Page.Moved)}
    assert list(moves.values()) == ["1", "2", "1", "0"]


async def test_item_under_the_cursor_is_visible() -> None:
    blocks = [Block(plain(f"point {number} " + "words " * 12), item=f"{number}") for number in range(8)]
    async with run_page(blocks) as (page, _):
        for number in [*range(1, 8), *range(6, -1, -1)]:
            page.move(1 if int(page.cursor) < number else -1)
            assert page.cursor == f"{number}"
            assert any(f"point {number} " in row for row in rows(page))


async def test_page_scrolls_between_distant_items() -> None:
    prose = [Block(plain(f"prose {number}")) for number in range(40)]
    blocks = [Block(plain("first"), item="first"), *prose, Block(plain("last"), item="last")]
    async with run_page(blocks) as (page, _):
        shown: list[str] = []
        for _ in range(20):
            shown += rows(page)
            page.move(1)
        assert page.cursor == "last"
        assert {f"prose {number}" for number in range(40)} <= {row.strip(" ▌") for row in shown}
        for _ in range(20):
            page.move(-1)
        assert page.cursor == "first"


async def test_item_taller_than_the_page_is_scrolled_through() -> None:
    tall = Block(plain(" ".join(f"word{number}" for number in range(60))), item="tall")
    async with run_page([*numbered_blocks(2), tall, Block(plain("after"), item="after")]) as (page, _):
        page.move(1)
        page.move(1)
        assert page.cursor == "tall"
        assert rows(page)[0].startswith("▌word0 ")
        shown: list[str] = []
        while page.cursor == "tall":
            shown += rows(page)
            page.move(1)
        assert {f"word{number}" for number in range(60)} <= set(" ".join(shown).replace("▌", " ").split())
        assert page.cursor == "after"


async def test_page_without_items_scrolls_by_rows_and_pages() -> None:
    async with run_page([Block(plain(f"row {number}")) for number in range(30)]) as (page, _):
        page.move(1)
        assert rows(page)[0].strip() == "row 1"
        page.page_by(1)
        assert rows(page)[0].strip() == "row 6"
        page.page_by(-1)
        page.move(-1)
        assert rows(page)[0].strip() == "row 0"
        page.jump_to_end(bottom=True)
        assert rows(page)[-1].strip() == "row 29"
        page.page_by(1)
        assert rows(page)[-1].strip() == "row 29"
        page.jump_to_end(bottom=False)
        assert rows(page)[0].strip() == "row 0"


async def test_mark_in_the_colour_of_the_background_is_not_drawn() -> None:
    async with run_page(numbered_blocks(2)) as (page, _):
        assert rows(page)[0].startswith("▌")
        page.app.stylesheet.add_source("Page > .page--mark { color: blue; background: blue; }")
        page.app.refresh_css(animate=False)
        assert rows(page)[0].startswith(" ")


async def test_jump_to_end_moves_the_cursor() -> None:
    async with run_page([Block(plain("Title")), *numbered_blocks(20)]) as (page, _):
        page.jump_to_end(bottom=True)
        assert page.cursor == "19"
        assert rows(page)[-1].startswith("▌point 19")
        page.jump_to_end(bottom=False)
        assert page.cursor == "0"
        assert rows(page)[0].strip() == "Title"


async def test_show_replaces_the_painted_rows() -> None:
    async with run_page(numbered_blocks(3)) as (page, _):
        assert rows(page)[1].strip() == "point 1"
        page.show(
            [Block(plain(f"other {number}"), item=f"{number}") for number in range(3)], keep_scroll=True
        )
        assert [row.strip(" ▌") for row in rows(page)[:3]] == ["other 0", "other 1", "other 2"]


async def test_show_keeps_the_cursor_if_its_item_exists() -> None:
    async with run_page(numbered_blocks(5)) as (page, _):
        page.move_to("3")
        page.show(numbered_blocks(9), keep_scroll=True)
        assert page.cursor == "3"
        page.show(numbered_blocks(2))
        assert page.cursor == "0"
        page.show([Block(plain("nothing to choose"))])
        page.show([])
        page.move(1)
        page.jump_to_end(bottom=True)
        page.page_by(1)
        assert page.text == ""


async def test_every_row_is_as_wide_as_the_page() -> None:
    texts = [
        "漢字かな交じり文です" * 4,
        "👩‍👩‍👧‍👦 family " * 6,
        "e\u0301" * 50,
        "\tx\ty",
        "a" * 200,
        "❤️ x ❤️",
        "",
    ]
    blocks = [Block(plain(text), item=f"{number}", right=plain("99")) for number, text in enumerate(texts)]
    for width in (1, 2, 3, 5, 9, 12, 20, 40, 81):
        async with run_page(blocks, size=(width, 8)) as (page, _):
            for row in rows(page):
                assert cell_len(row) == page.scrollable_content_region.width, (width, row)
            page.jump_to_end(bottom=True)
            page.move(-1)


async def test_resize_lays_out_again_and_keeps_cursor_visible() -> None:
    blocks = [Block(plain(f"point {number} " + "words " * 5), item=f"{number}") for number in range(20)]
    async with run_page(blocks, size=(60, 10)) as (page, pilot):
        page.move_to("12")
        await pilot.resize_terminal(20, 10)
        await settle(pilot)
        assert page.cursor == "12"
        assert any(row.startswith("▌point 12") for row in rows(page))
        assert "words" in page.text


async def test_brackets_are_shown_literally() -> None:
    async with run_page([Block(plain("list[int] d[k] [/] [/ x [@click=app.quit]x[/]"))], size=(60, 4)) as (
        page,
        _,
    ):
        assert rows(page)[0].strip() == "list[int] d[k] [/] [/ x [@click=app.quit]x[/]"


@pytest.mark.parametrize("content", [Content("x"), Content.from_markup("[b]x[/b]")])
async def test_cursor_move_repaints_only_two_items(content: Content) -> None:
    async with run_page([Block(content, item=f"{number}") for number in range(6)]) as (page, _):
        before = rows(page)
        strips = [page.render_line(y) for y in range(6)]
        page.move(1)
        again = [page.render_line(y) for y in range(6)]
        assert [old is new for old, new in zip(strips, again, strict=True)] == [
            False,
            False,
            True,
            True,
            True,
            True,
        ]
        assert before[2:] == rows(page)[2:]


@pytest.mark.parametrize("count", [6, 2])
async def test_scrollbar_is_shown_only_while_rows_are_hidden(count: int) -> None:
    shown = []
    async with run_page(numbered_blocks(9)) as (page, pilot):
        for rows_now in (9, count, 7):
            page.show(numbered_blocks(rows_now))
            await settle(pilot)
            shown.append(page.show_vertical_scrollbar)
    assert shown == [True, False, True]
