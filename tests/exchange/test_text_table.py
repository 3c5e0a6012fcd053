"""Plain text in columns, measured in terminal cells."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.exchange.text_table import bar, cells, fit, table, wrap

WOMAN_AT_COMPUTER = "\U0001f469\u200d\U0001f4bb"
RED_HEART = "\u2764\ufe0f"
GERMAN_FLAG = "\U0001f1e9\U0001f1ea"

characters = st.sampled_from("ab é漢字e\u0301 \n") | st.characters(exclude_categories=("C", "Z"))
sequences = st.sampled_from([WOMAN_AT_COMPUTER, RED_HEART, GERMAN_FLAG, "\u0b95\u0bcd", "\u200d"])
words = st.lists(characters | sequences, max_size=40).map("".join)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("漢字", 4),
        ("e\u0301", 1),
        ("a\u200db", 2),
        (WOMAN_AT_COMPUTER, 2),
        (RED_HEART, 2),
        (GERMAN_FLAG, 2),
    ],
)
def test_cells_count_what_a_terminal_shows(text: str, width: int) -> None:
    assert cells(text) == width


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 5, "abc.."),
        ("漢字漢", 5, "漢.. "),
        (f"a{WOMAN_AT_COMPUTER}bcd", 5, f"a{WOMAN_AT_COMPUTER}.."),
        (f"a{WOMAN_AT_COMPUTER}bcd", 4, "a.. "),
        ("abc", 1, "."),
        ("abc", 0, ""),
    ],
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
    assert wrap(WOMAN_AT_COMPUTER * 2, 1) == [WOMAN_AT_COMPUTER] * 2


def test_ascii_text_is_measured_without_importing_wcwidth() -> None:
    code = "import sys; from tpm_tui.exchange.text_table import wrap; wrap('a long word', 3);"
    subprocess.run([sys.executable, "-c", f"{code} assert 'wcwidth' not in sys.modules"], check=True)


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
