"""Sanitizing removes unsafe and invisible characters from untrusted text, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.text.sanitize import clean, clean_line, is_clean

FORBIDDEN = (
    {chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))} - {"\t", "\n"}
    | set("\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    | {chr(code) for code in range(0xD800, 0xE000)}
    | {chr(code) for code in range(0xE0000, 0xE0080)}
)

MIDDLE_OF_RANGES = set(map(chr, (*range(0xD801, 0xDFFF), *range(0xE0001, 0xE007F))))
"""Surrogates and tags without the first and last of each range, to keep the number of cases small."""

# Most random text has no forbidden character, so they are drawn explicitly.
untrusted_text = st.text(st.one_of(st.characters(), st.sampled_from(sorted(FORBIDDEN))))


@given(untrusted_text)
def test_clean_removes_all_forbidden_characters(text: str) -> None:
    assert not FORBIDDEN & set(clean(text))


@given(untrusted_text)
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(untrusted_text)
def test_is_clean_agrees_with_clean(text: str) -> None:
    assert is_clean(text) == (clean(text) == text)
    assert is_clean(clean(text))


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"])))
def test_safe_text_is_unchanged(text: str) -> None:
    assert clean(text) == text


@given(untrusted_text)
def test_clean_line_returns_one_stripped_line(text: str) -> None:
    line = clean_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert not any(character.isspace() and character != " " for character in line)
    assert "  " not in line


@pytest.mark.parametrize("character", sorted(FORBIDDEN - MIDDLE_OF_RANGES), ids=lambda c: f"U+{ord(c):04X}")
def test_forbidden_character_is_removed_or_a_line_feed(character: str) -> None:
    is_line_end = character in "\r\x85\u2028\u2029"
    assert clean(f"a{character}b") == ("a\nb" if is_line_end else "ab")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\x1b]52;c;Y3VybA==\x07paste", "]52;c;Y3VybA==paste"),
        ("\x9b31mred", "31mred"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("user\u202etxt.exe", "usertxt.exe"),
    ],
    ids=["line ends", "clipboard", "colour", "white space", "joiner", "non-joiner", "override"],
)
def test_clean_returns_expected_text(text: str, expected: str) -> None:
    assert clean(text) == expected


def test_clean_line_collapses_all_white_space() -> None:
    assert clean_line("  a\t\n b\u2028c\xa0d\r\n") == "a b c d"


def test_clean_text_has_no_bidirectional_controls() -> None:
    every = "".join(map(chr, range(0x11_0000)))
    reordering = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    assert not [c for c in clean(every) if unicodedata.bidirectional(c) in reordering]
