"""Excerpts: the part of a text with the words of a search, marked, in a given width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.search.excerpt import MIN_EXCERPT, Excerpt, cut_excerpt, mark_words
from tpm_tui.core.search.folding import fold_text, fold_with_positions
from tpm_tui.core.search.words import search_words
from tpm_tui.core.session.filter import parse_filter
from tpm_tui.storage.bank.stemmer import english_stemmer

TEXT = "We were to land eight containers an hour from the first of April, and the crane was the last piece."


def marked(text: str, query: str, width: int, *, inside: bool = False) -> tuple[str, list[str]]:
    found = excerpt(text, query, width, inside=inside)
    return found.text, [found.text[start:end] for start, end in found.spans]


def excerpt(text: str, query: str, width: int, *, inside: bool = False) -> Excerpt:
    words = search_words(parse_filter(query), english_stemmer())
    return cut_excerpt(mark_words(text, words, inside=inside), width)


def test_short_text_is_complete() -> None:
    assert marked("The crane came.", "crane", 40) == ("The crane came.", ["crane"])


def test_long_text_is_cut_at_words_on_both_sides() -> None:
    text, found = marked(TEXT, "April", 40)
    assert text == "... of April, and the crane was ..."
    assert found == ["April"]


def test_start_and_end_of_a_text_are_not_dotted() -> None:
    assert marked(TEXT, "were", 30)[0].startswith("We were")
    assert marked(TEXT, "piece", 30)[0].endswith("last piece.")


def test_excerpt_is_where_most_words_are() -> None:
    _, found = marked("crane " + "x " * 80 + TEXT, "crane piece last", 50)
    assert found == ["crane", "last", "piece"]


def test_text_without_the_words_is_shown_from_its_start() -> None:
    assert marked(TEXT, "zebra", 30)[0].startswith("We were")


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Der Straßenbau", "strasse", ["Straße"]),
        ("un café noir", "CAFE", ["café"]),
        ("\ufb01rst come", "first", ["\ufb01rst"]),
        ("hopes and hoping", "hope", ["hope", "hoping"]),
        ("a start", "art", []),
    ],
)
def test_marks_are_at_the_words_as_written(text: str, query: str, found: list[str]) -> None:
    assert marked(text, query, 40)[1] == found


def test_control_characters_are_removed() -> None:
    assert marked("a\x1b]0;x\x07 \u202ecrane\ncame", "crane", 40) == ("a]0;x crane came", ["crane"])


@given(st.text(max_size=200), st.sampled_from(["a", "ab c", '"b a"', "1"]), st.integers(1, 120))
def test_excerpt_fits_and_its_marks_are_inside(text: str, query: str, width: int) -> None:
    found = excerpt(text, query, width, inside=True)
    assert len(found.text) <= max(width, MIN_EXCERPT)
    assert all(0 <= start < end <= len(found.text) for start, end in found.spans)
    assert list(found.spans) == sorted(found.spans)


@given(st.text(max_size=50))
def test_positions_refer_to_the_folded_characters(text: str) -> None:
    folded, positions = fold_with_positions(text)
    assert folded == fold_text(text)
    assert len(positions) == len(folded) + 1
    assert positions == sorted(positions)
