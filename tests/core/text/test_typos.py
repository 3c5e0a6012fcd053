"""Words that are found by a spelling with one typo."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.text.typos import MAX_LETTERS, MIN_LETTERS, TypoIndex, has_one_typo

WORDS = ("rollback", "velocity", "sponsor", "policy", "scope", "2026plan", "aaaaaa")
INDEX = TypoIndex(WORDS)

letters = st.sampled_from("abcz\u00e9")
words = st.text(letters, min_size=MIN_LETTERS, max_size=12)


def spellings(word: str) -> set[str]:
    """Return all spellings with one typo, made with the letters of `letters`."""
    found = set()
    for place in range(len(word) + 1):
        start, rest = word[:place], word[place:]
        for letter in "abcz\u00e9":
            found |= {start + letter + rest, start + letter + rest[1:]}
        found |= {start + rest[1:], start + rest[1:2] + rest[:1] + rest[2:]}
    return found - {word}


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("rolback", "rollback"),
        ("rolllback", "rollback"),
        ("rollbakc", "rollback"),
        ("orllback", "rollback"),
        ("rollbuck", "rollback"),
        ("sponso", "sponsor"),
        ("polic", "policy"),
        ("velocitys", "velocity"),
    ],
)
def test_word_is_found_by_spelling_with_one_typo(typed: str, word: str) -> None:
    assert INDEX.find(typed) == {word}


@pytest.mark.parametrize(
    "typed", ["rollback", "rlback", "rolbcak", "lrolback", "scop", "scpoe", "2026plam", "", "rollba", "back"]
)
def test_other_spellings_find_nothing(typed: str) -> None:
    assert INDEX.find(typed) == set()


@given(words)
def test_every_single_typo_is_found(word: str) -> None:
    index = TypoIndex([word])
    assert all(index.find(typed) == {word} for typed in spellings(word))


@given(words, words)
def test_only_single_typos_are_found(word: str, typed: str) -> None:
    assert has_one_typo(typed, word) == (typed in spellings(word)) == bool(TypoIndex([word]).find(typed))


def test_very_long_words_are_not_searched() -> None:
    longest = "a" * MAX_LETTERS
    assert TypoIndex([longest]).find(longest + "a") == {longest}
    assert TypoIndex([longest + "a"]).find(longest) == set()
    assert INDEX.find("a" * 1_000_000) == set()
