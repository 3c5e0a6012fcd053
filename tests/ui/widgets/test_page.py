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


class OnePage(App[None]):
    """An app of one page."""

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
async def showing(
    blocks: Sequence[Block], size: tuple[int, int] = (30, 6), seen: list[Message] | None = None
) -> AsyncIterator[tuple[Page, Pilot[None]]]:
    app = OnePage(blocks)
    async with app.run_test(size=size, message_hook=None if seen is None else seen.append) as pilot:
        await settle(pilot)
        yield app.query_one(Page), pilot


async def settle(pilot: Pilot[None]) -> None:
    for _ in range(4):
        await pilot.pause(0)


def rows(page: Page) -> list[str]:
    return [page.render_line(y).text for y in range(page.size.height)]


def numbered(count: int) -> list[Block]:
    return [Block(plain(f"point {number}"), item=f"{number}") for number in range(count)]


async def test_the_cursor_moves_by_items_stops_at_the_ends_and_is_marked() -> None:
    seen: list[Message] = []
    async with showing(numbered(3), seen=seen) as (page, pilot):
        assert page.cursor == "0"
        for step, place in [(1, "1"), (1, "2"), (1, "2"), (-1, "1"), (-1, "0"), (-1, "0")]:
            page.move(step)
            assert page.cursor == place
            assert rows(page)[int(place)].startswith("▌")
            assert sum(row.startswith("▌") for row in rows(page)) == 1
        await settle(pilot)
    moves = {id(message): message.item for message in seen if isinstance(message, Page.Moved)}
    assert list(moves.values()) == ["1", "2", "1", "0"]


async def test_the_item_under_the_cursor_is_in_sight_as_a_whole() -> None:
    blocks = [Block(plain(f"point {number} " + "words " * 12), item=f"{number}") for number in range(8)]
    async with showing(blocks) as (page, _):
        for number in [*range(1, 8), *range(6, -1, -1)]:
            page.move(1 if int(page.cursor) < number else -1)
            assert page.cursor == f"{number}"
            assert any(f"point {number} " in row for row in rows(page))


async def test_between_items_far_apart_the_page_scrolls_and_the_cursor_comes_when_near() -> None:
    prose = [Block(plain(f"prose {number}")) for number in range(40)]
    blocks = [Block(plain("first"), item="first"), *prose, Block(plain("last"), item="last")]
    async with showing(blocks) as (page, _):
        shown: list[str] = []
        for _ in range(20):
            shown += rows(page)
            page.move(1)
        assert page.cursor == "last"
        assert {f"prose {number}" for number in range(40)} <= {row.strip(" ▌") for row in shown}
        for _ in range(20):
            page.move(-1)
        assert page.cursor == "first"


async def test_an_item_taller_than_the_page_is_read_from_its_first_row_to_its_last() -> None:
    tall = Block(plain(" ".join(f"word{number}" for number in range(60))), item="tall")
    async with showing([*numbered(2), tall, Block(plain("after"), item="after")]) as (page, _):
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


async def test_a_page_without_items_scrolls_by_rows_and_by_screenfuls() -> None:
    async with showing([Block(plain(f"row {number}")) for number in range(30)]) as (page, _):
        page.move(1)
        assert rows(page)[0].strip() == "row 1"
        page.page_by(1)
        assert rows(page)[0].strip() == "row 6"
        page.page_by(-1)
        page.move(-1)
        assert rows(page)[0].strip() == "row 0"
        page.ends(bottom=True)
        assert rows(page)[-1].strip() == "row 29"
        page.page_by(1)
        assert rows(page)[-1].strip() == "row 29"
        page.ends(bottom=False)
        assert rows(page)[0].strip() == "row 0"


async def test_the_ends_take_the_cursor_with_them() -> None:
    async with showing([Block(plain("Title")), *numbered(20)]) as (page, _):
        page.ends(bottom=True)
        assert page.cursor == "19"
        assert rows(page)[-1].startswith("▌point 19")
        page.ends(bottom=False)
        assert page.cursor == "0"
        assert rows(page)[0].strip() == "Title"


async def test_other_blocks_are_what_is_painted_from_then_on() -> None:
    async with showing(numbered(3)) as (page, _):
        assert rows(page)[1].strip() == "point 1"
        page.show([Block(plain(f"other {number}"), item=f"{number}") for number in range(3)], keep_place=True)
        assert [row.strip(" ▌") for row in rows(page)[:3]] == ["other 0", "other 1", "other 2"]


async def test_other_blocks_keep_the_cursor_where_its_item_still_is() -> None:
    async with showing(numbered(5)) as (page, _):
        page.go("3")
        page.show(numbered(9), keep_place=True)
        assert page.cursor == "3"
        page.show(numbered(2))
        assert page.cursor == "0"
        page.show([Block(plain("nothing to choose"))])
        page.show([])
        page.move(1)
        page.ends(bottom=True)
        page.page_by(1)
        assert page.text == ""


async def test_every_row_is_as_wide_as_the_page_whatever_is_in_it() -> None:
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
        async with showing(blocks, size=(width, 8)) as (page, _):
            for row in rows(page):
                assert cell_len(row) == page.scrollable_content_region.width, (width, row)
            page.ends(bottom=True)
            page.move(-1)


async def test_a_narrower_page_is_set_anew_and_keeps_its_cursor_in_sight() -> None:
    blocks = [Block(plain(f"point {number} " + "words " * 5), item=f"{number}") for number in range(20)]
    async with showing(blocks, size=(60, 10)) as (page, pilot):
        page.go("12")
        await pilot.resize_terminal(20, 10)
        await settle(pilot)
        assert page.cursor == "12"
        assert any(row.startswith("▌point 12") for row in rows(page))
        assert "words" in page.text


async def test_text_with_brackets_stands_as_it_is() -> None:
    async with showing([Block(plain("list[int] d[k] [/] [/ x [@click=app.quit]x[/]"))], size=(60, 4)) as (
        page,
        _,
    ):
        assert rows(page)[0].strip() == "list[int] d[k] [/] [/ x [@click=app.quit]x[/]"


@pytest.mark.parametrize("content", [Content("x"), Content.from_markup("[b]x[/b]")])
async def test_nothing_but_the_cursors_row_is_painted_anew_when_it_moves(content: Content) -> None:
    async with showing([Block(content, item=f"{number}") for number in range(6)]) as (page, _):
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
