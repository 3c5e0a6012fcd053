"""Properties of the layout: no line is too wide, and no word is lost or moved."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len
from textual.content import Content

from tpm_tui.ui.render.layout import MEASURE, Block, heading, item_rows, items, layout, paragraphs
from tpm_tui.ui.render.text import plain

CHARACTERS = st.sampled_from([*"abcdeXYZ019.,-[]()/@=\\'\"", "é", "ß", "漢", "字", "👩", "e\u0301", "–"])
WORDS = st.lists(CHARACTERS, min_size=1, max_size=30).map("".join)
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
        below=draw(st.sampled_from([None, Content("below 字 it")])),
    )


def remove_spaces(text: str) -> str:
    return "".join(text.split())


def test_first_row_uses_the_width_that_its_shorter_lead_leaves() -> None:
    block = Block(plain("word " * 8), rest=Content("    "))
    assert [line.content.plain for line in layout([block], 24)] == [
        "word word word word word",
        "    word word word",
    ]


@given(st.lists(blocks(), max_size=6), st.integers(1, 130))
def test_no_line_is_wider_than_the_page(page: list[Block], width: int) -> None:
    available = max(width, 30)  # the least for a lead, a right part and four cells of text
    for line in layout(page, available):
        assert line.content.cell_length <= available


@given(blocks(), st.integers(30, 130))
@example(Block(plain("x" * 200), lead=plain("✓ must "), rest=Content("  ")), 30)
@example(Block(plain("漢" * 77), lead=plain("· ")), 31)
def test_every_word_occurs_once_in_order(block: Block, width: int) -> None:
    lines = [line.content.plain for line in layout([replace(block, below=None)], width)]
    lead, rest = block.lead.plain, " " * len(block.lead) if block.rest is None else block.rest.plain
    right = block.right.plain if block.right else ""
    first = lines[0].removeprefix(lead)
    if right:
        assert first.endswith(right)
        first = first[: len(first) - len(right)]
    further = [
        line[len(rest) :] if line.startswith(rest) else line.removeprefix(rest.rstrip()) for line in lines[1:]
    ]
    assert remove_spaces(first + "".join(further)) == remove_spaces(block.text.plain)


@given(TEXTS, st.integers(12, 130))
def test_words_that_fit_are_not_broken(text: str, width: int) -> None:
    lines = [line.content.plain.split() for line in layout([Block(plain(text), wide=True)], width)]
    words = [word for line in lines for word in line]
    if all(cell_len(word) <= width for word in text.split()):
        assert words == text.split()


@given(TEXTS, st.integers(1, 300))
def test_prose_is_at_most_measure_wide(text: str, width: int) -> None:
    assert all(
        line.content.cell_length <= max(8, min(width, MEASURE))
        for line in layout([Block(plain(text))], width)
    )


@given(st.lists(blocks(), max_size=6), st.integers(1, 130))
def test_gaps_are_only_between_blocks(page: list[Block], width: int) -> None:
    lines = layout(page, width)
    without_gaps = len(layout([replace(block, gap=0) for block in page], width))
    assert len(lines) == without_gaps + sum(block.gap for block in page[1:])


@given(st.lists(st.sampled_from("abcdef"), unique=True, max_size=6), TEXTS, st.integers(1, 60))
def test_item_rows_are_consecutive_and_complete(names: list[str], text: str, width: int) -> None:
    lines = layout([Block(plain(text or "x"), item=name) for name in names], width)
    assert items(lines) == names
    covered = [row for name in names for row in item_rows(lines, name)]
    assert covered == list(range(len(lines)))
    assert item_rows(lines, "unknown") == range(0)
    assert item_rows(lines, "") == range(0)


def test_further_lines_have_a_hanging_indent() -> None:
    text = plain("one two three four five six")
    default = [line.content.plain for line in layout([Block(text, lead=plain("✓ must "))], 20)]
    assert default == ["✓ must one two three", "       four five six"]
    custom = [
        line.content.plain for line in layout([Block(text, lead=plain("✓ must "), rest=Content("  "))], 20)
    ]
    assert custom == ["✓ must one two three", "  four five six"]


def test_right_part_is_aligned_on_the_first_line() -> None:
    block = Block(plain("one two three four"), right=plain("99"))
    assert [line.content.plain for line in layout([block], 14)] == ["one two     99", "three four"]


def test_empty_lines_separate_paragraphs() -> None:
    page = layout(paragraphs(plain("one\ntwo\n\n\n\nthree\n  \nfour\n")), 40)
    assert [line.content.plain for line in page] == ["one", "two", "", "three", "", "four"]


def test_empty_text_gives_an_empty_page() -> None:
    assert paragraphs(plain("")) == []
    assert layout([], 40) == []
    assert [line.content.plain for line in layout([Block(plain(""))], 40)] == [""]


def test_heading_is_in_capitals_followed_by_notes() -> None:
    [line] = layout([heading("key points", plain("2 of 9"))], 40)
    assert line.content.plain == "KEY POINTS  2 of 9"


def test_row_below_uses_the_whole_width_and_is_cut() -> None:
    block = Block(
        plain("one two"), lead=plain("7 "), right=plain("99"), item="a", below=plain("three four five")
    )
    page = layout([block], 14)
    assert [line.content.plain for line in page] == ["7 one two   99", "  three four …"]
    assert [(line.item, line.first) for line in page] == [("a", True), ("a", False)]
