"""The word diff of two answers: complete, bounded, and independent of white space."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.reports.history.word_diff import (
    EXACT_WORDS,
    MAX_CHARACTERS,
    MAX_WORDS,
    DiffPart,
    WordDiff,
    diff_words,
)
from tpm_tui.core.text.sanitize import clean, is_clean

words = st.lists(st.sampled_from(["crane", "late", "a", "the", "quay", "ship"]), max_size=30)
spaces = st.sampled_from([" ", "  ", "\n", "\n\n", "\t"])


def side(diff: WordDiff, kind: str) -> list[str]:
    """Return the words of one answer."""
    return [word for part in diff.parts if part.kind in ("same", kind) for word in part.text.split()]


def test_changed_words_are_gone_and_new() -> None:
    diff = diff_words("I called the quay master first.", "I called her first, then him.")
    assert diff.parts == (
        DiffPart("same", "I called", " "),
        DiffPart("gone", "the quay master first.", " "),
        DiffPart("new", "her first, then him."),
    )
    assert not diff.is_same


@given(words, words, spaces, spaces)
def test_each_side_has_its_words(older: list[str], newer: list[str], one: str, other: str) -> None:
    diff = diff_words(one.join(older), other.join(newer))
    assert (side(diff, "gone"), side(diff, "new")) == (older, newer)
    assert diff.is_same == (older == newer)
    assert not diff.is_cut
    assert all(part.space for part in diff.parts[:-1])


@given(st.text(), st.text())
def test_any_text_is_compared_and_sanitized(older: str, newer: str) -> None:
    diff = diff_words(older, newer)
    assert all(is_clean(part.text + part.space) for part in diff.parts)
    assert side(diff, "gone") == clean(older).split()
    assert side(diff, "new") == clean(newer).split()


def test_line_breaks_of_the_newer_answer_are_kept() -> None:
    diff = diff_words("One two. Three.", "One two.\n\nThree.")
    assert diff.parts == (DiffPart("same", "One two.\n\nThree."),)
    assert diff.is_same


def test_long_answers_are_cut() -> None:
    diff = diff_words("word " * MAX_WORDS, "word " * (MAX_WORDS + 1))
    assert diff.is_cut
    assert diff.is_same
    assert not diff_words("word " * MAX_WORDS, "word " * MAX_WORDS).is_cut
    assert diff_words("x" * (MAX_CHARACTERS + 1), "").is_cut


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("word " * 200_000, "ward " * 200_000),
        ("x" * 1_000_000, "y" * 1_000_000),
        ("a b " * MAX_WORDS, "b a a " * MAX_WORDS),
        ("a b " * (EXACT_WORDS // 2), "b a a " * (EXACT_WORDS // 3)),
        (
            " ".join(random.Random(1).choices("abcdefgh", k=MAX_WORDS)),
            " ".join(random.Random(2).choices("abcdefgh", k=MAX_WORDS)),
        ),
    ],
)
def test_time_is_bounded(older: str, newer: str) -> None:
    started = time.process_time()
    diff_words(older, newer)
    assert time.process_time() - started < 5
