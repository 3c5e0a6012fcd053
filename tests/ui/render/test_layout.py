"""Laws of setting: no line is wider than the page, no word is lost, and none changes its place."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content

from tpm_tui.ui.render.layout import MEASURE, Block, heading, item_rows, items, layout, paragraphs
from tpm_tui.ui.render.text import plain

LEAST = 8
"""Columns that a block takes at the least; a narrower page cuts it."""

SIGNS = st.sampled_from([*"abcdeXYZ019.,-[]()/@=\\'\"", "é", "ß", "漢", "字", "👩", "e\u0301", "–"])
WORDS = st.lists(SIGNS, min_size=1, max_size=30).map("".join)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
LEADS = st.sampled_from(["", "· ", "✓ must ", "  12 ", "▌ "])
RIGHTS = st.sampled_from(["", "99", "▪▪▫▫▫"])


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    lead, right = draw(LEADS), draw(RIGHTS)
    rest = draw(st.sampled_from([None, Content(""), Content("  "), Content("▌ ")]))
    return Block(
        plain(draw(TEXTS)),
        lead=plain(lead),
        item=draw(st.sampled_from(["", "a", "b"])),
        gap=draw(st.integers(0, 2)),
        rest=rest,
        right=plain(right) if right else None,
        wide=draw(st.booleans()),
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(st.lists(blocks(), max_size=6), st.integers(1, 130))
def test_no_line_is_wider_than_the_page(page: list[Block], width: int) -> None:
    most = max(width, 30)  # a lead, a right part and four cells of text take this much at the least
    for line in layout(page, most):
        assert line.content.cell_length <= most


@given(blocks(), st.integers(30, 130))
@example(Block(plain("x" * 200), lead=plain("✓ must "), rest=Content("  ")), 30)
@example(Block(plain("漢" * 77), lead=plain("· ")), 31)
def test_every_word_is_there_once_and_in_its_order(block: Block, width: int) -> None:
    lines = [line.content.plain for line in layout([block], width)]
    lead, rest = block.lead.plain, " " * len(block.lead) if block.rest is None else block.rest.plain
    right = block.right.plain if block.right else ""
    first = lines[0].removeprefix(lead)
    if right:
        assert first.endswith(right)
        first = first[: len(first) - len(right)]
    further = [
        line[len(rest) :] if line.startswith(rest) else line.removeprefix(rest.rstrip()) for line in lines[1:]
    ]
    assert squeezed(first + "".join(further)) == squeezed(block.text.plain)


@given(TEXTS, st.integers(12, 130))
def test_words_are_not_broken_where_they_fit_into_a_line(text: str, width: int) -> None:
    lines = [line.content.plain.split() for line in layout([Block(plain(text), wide=True)], width)]
    got = [word for line in lines for word in line]
    if all(cell_len(word) <= width for word in text.split()):
        assert got == text.split()


@given(TEXTS, st.integers(1, 300))
def test_prose_keeps_to_the_measure_unless_it_is_told_to_be_wide(text: str, width: int) -> None:
    assert all(
        line.content.cell_length <= max(8, min(width, MEASURE))
        for line in layout([Block(plain(text))], width)
    )


@given(st.lists(blocks(), max_size=6), st.integers(1, 130))
def test_gaps_stand_between_blocks_and_never_at_the_top(page: list[Block], width: int) -> None:
    lines = layout(page, width)
    together = len(layout([replace(block, gap=0) for block in page], width))
    assert len(lines) == together + sum(block.gap for block in page[1:])


@given(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6), TEXTS, st.integers(1, 60))
def test_the_rows_of_items_follow_one_another_and_cover_them(names: list[str], text: str, width: int) -> None:
    lines = layout([Block(plain(text or "x"), item=name) for name in names], width)
    assert items(lines) == names
    covered = [row for name in names for row in item_rows(lines, name)]
    assert covered == list(range(len(lines)))
    assert item_rows(lines, "nobody") == range(0)
    assert item_rows(lines, "") == range(0)


def test_further_lines_hang_under_the_text_or_where_they_are_told() -> None:
    text = plain("one two three four five six")
    hung = [line.content.plain for line in layout([Block(text, lead=plain("✓ must "))], 20)]
    assert hung == ["✓ must one two three", "       four five six"]
    told = [
        line.content.plain for line in layout([Block(text, lead=plain("✓ must "), rest=Content("  "))], 20)
    ]
    assert told == ["✓ must one two three", "  four five six"]


def test_the_right_part_is_flush_and_only_on_the_first_line() -> None:
    block = Block(plain("one two three four"), right=plain("99"))
    assert [line.content.plain for line in layout([block], 14)] == ["one two     99", "three four"]


def test_paragraphs_are_parted_by_what_was_empty_between_them() -> None:
    page = layout(paragraphs(plain("one\ntwo\n\n\n\nthree\n  \nfour\n")), 40)
    assert [line.content.plain for line in page] == ["one", "two", "", "three", "", "four"]


def test_an_empty_text_is_an_empty_page() -> None:
    assert paragraphs(plain("")) == []
    assert layout([], 40) == []
    assert [line.content.plain for line in layout([Block(plain(""))], 40)] == [""]


def test_a_heading_is_in_capitals_with_its_notes_behind() -> None:
    [line] = layout([heading("key points", plain("2 of 9"))], 40)
    assert line.content.plain == "KEY POINTS  2 of 9"
