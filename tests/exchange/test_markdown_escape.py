"""Untrusted text in Markdown is shown literally and is never markup."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.exchange.markdown_reader import READERS, quotes, shown, structure
from tests.exchange.untrusted_texts import CORPUS, texts
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.markdown_escape import block_quote, inline, table_cell

PLAIN = (
    "We cut 3 of 11 tests, and it's fine.",
    "Cost fell by 12%, from $5M to $4.4M (a third of it in week 2); p99 < 200 ms, i.e. <200ms.",
    'I said: "no" - twice! R&D agreed? ~40 ms, 3 * 4 = 12, C# and C++, item #1, @ann, snake_case, a/b, x->y.',
    "Q3/Q4: 5 > 4 and 4 >= 3 ... and then some",
    "-5 degrees",
    "2026 was fine.",
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_prose_is_unchanged(text: str) -> None:
    assert inline(text) == text
    assert block_quote(text) == f"> {text}"
    assert table_cell(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("*em*", r"\*em\*"),
        ("d[k]", r"d\[k]"),
        ("1. first", r"1\. first"),
        ("- item", r"\- item"),
        ("# head", r"\# head"),
        ("#tag", r"\#tag"),
        ("> quote", r"\> quote"),
        ("---", r"\---"),
        ("<b>", r"\<b>"),
        ("&amp;", r"\&amp;"),
        ("https://example.com", r"https:/\/example\.com"),
        ("end\\", r"end\\"),
        ("==a==", r"\=\=a\=\="),
        ("%%a%%", r"\%\%a\%\%"),
        ("$x$", r"\$x\$"),
        ("[[page]]", r"\[\[page]]"),
        ("[!NOTE]", r"\[!NOTE]"),
        ("ends so ^name", r"ends so \^name"),
    ],
)
def test_markup_is_escaped_with_a_backslash(text: str, markdown: str) -> None:
    assert inline(text) == markdown


def test_block_quote_keeps_line_breaks_and_paragraphs() -> None:
    assert block_quote("\n one\n\ttwo \r\n \n\n\nthree\n") == ("> one  \n> \xa0\xa0\xa0\xa0two\n>\n> three")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "text",
    [
        "- a\n  - b\n    - c\n- d",
        "Steps:\n1. one\n   - half\n2. two",
        "```\ndef f(x):\n    return x  # why\n```",
        "Before.\n\n    x   = 1\n    yy  = 2\n\nAfter.",
        "a\n\n  * b\n\n      code",
    ],
)
def test_block_quote_shows_nested_lists_and_code_as_typed(reader: str, text: str) -> None:
    (quote,) = quotes(READERS[reader].parse(block_quote(text)))
    assert quote.replace("\xa0", " ") == text


@pytest.mark.parametrize("text", ["", " \n\t\n", "\x00\u200b"])
def test_invisible_text_is_no_block_quote(text: str) -> None:
    assert block_quote(text) == ""


@pytest.mark.parametrize("reader", READERS)
@given(text=texts)
def test_block_quote_shows_the_sanitized_text(reader: str, text: str) -> None:
    tokens = READERS[reader].parse(f"before\n\n{block_quote(text)}\n\nafter\n")
    paragraph = ["paragraph_open p 0", "inline", "paragraph_close p 0"]
    words = clean(text).split()
    assert structure(tokens) == [*paragraph, *(["quote"] if words else []), *paragraph]
    assert [quote.split() for quote in quotes(tokens)] == ([words] if words else [])


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", CORPUS)
def test_block_quote_shows_the_line_breaks_of_the_text(reader: str, text: str) -> None:
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    (quote,) = quotes(READERS[reader].parse(block_quote(text)))
    shown_lines = [" ".join(line.split()) for line in quote.split("\n")]
    assert [line for line in shown_lines if line] == [line for line in lines if line]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("frame", ["{}", "## {}", "## 7. {}", "- {}", "- {} **(must)**"])
@given(text=texts)
@example(text="C #")
def test_inline_text_does_not_change_the_structure(reader: str, frame: str, text: str) -> None:
    line = inline(text)
    if not line:
        return
    tokens = READERS[reader].parse(frame.format(line))
    assert structure(tokens) == structure(READERS[reader].parse(frame.format("harmless")))
    opening = "heading_open" if frame.startswith("#") else "paragraph_open"
    visible = frame.replace("#", "").removeprefix("- ").replace("**", "").strip().format(clean_line(text))
    assert [" ".join(text.split()) for text in shown(tokens, opening)] == [" ".join(visible.split())]


@given(cells=st.lists(texts, min_size=3, max_size=3))
def test_table_cell_does_not_change_the_structure(cells: list[str]) -> None:
    table = "| a | b | c |\n| --- | --- | --- |\n| {} | {} | {} |\n"
    tokens = READERS["github"].parse(table.format(*(table_cell(cell) for cell in cells)))
    assert structure(tokens) == structure(READERS["github"].parse(table.format("x", "y", "z")))
    assert shown(tokens, "td_open") == [clean_line(cell) for cell in cells]
