"""Plain text in columns, measured in terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.exchange.text_table import bar, cells, fit, table, wrap

words = st.text(alphabet=st.sampled_from("ab é漢字e\u0301 \n"), max_size=40)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("漢字", 4), ("e\u0301", 1), ("a\u200db", 2)])
def test_wide_characters_take_two_cells_combining_none(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [("abc", 5, "abc  "), ("abcdef", 5, "abc.."), ("漢字漢", 5, "漢.. "), ("abc", 1, "."), ("abc", 0, "")],
)
def test_fit_pads_or_truncates_to_the_width(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted


@given(text=words, width=st.integers(0, 20))
def test_fitted_text_has_exactly_the_width(text: str, width: int) -> None:
    assert cells(fit(text.replace("\n", " "), width)) == width


@given(text=words, width=st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_no_text(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(lines) >= text.count("\n") + 1


def test_wrap_breaks_at_spaces_and_line_breaks() -> None:
    assert wrap("one two three\n\nfour", 8) == ["one two", "three", "", "four"]
    assert wrap("one seventeen", 6) == ["one", "sevent", "een"]


def test_wrap_keeps_a_character_wider_than_the_line() -> None:
    assert wrap("漢字", 1) == ["漢", "字"]


def test_table_is_aligned_and_truncates_the_first_column() -> None:
    rows = [["Topic", "met"], ["Program delivery", "3"], ["People", "12"]]
    assert table(rows, 40, frozenset({1})) == [
        "Topic             met",
        "Program delivery    3",
        "People             12",
    ]
    assert table(rows, 14, frozenset({1})) == ["Topic      met", "Program..    3", "People      12"]
    assert table([], 40) == []


@pytest.mark.parametrize(
    ("count", "most", "length"), [(0, 9, 0), (0, 0, 0), (3, 10, 3), (10, 10, 10), (1, 300, 1), (150, 300, 5)]
)
def test_bar_is_proportional_and_never_empty_above_zero(count: int, most: int, length: int) -> None:
    assert bar(count, most, 10) == "#" * length
