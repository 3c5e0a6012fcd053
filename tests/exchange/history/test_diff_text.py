"""The comparison of two attempts as text: marks as in git, or styles, never beyond the width."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.histories import BANK, History
from tests.exchange.untrusted_texts import texts
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import attempts_on
from tpm_tui.core.reports.history.attempts import list_attempts
from tpm_tui.core.reports.history.word_diff import MAX_WORDS
from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.core.text.style import Role
from tpm_tui.exchange.history.diff_text import Comparison, compare_attempts, diff_json, diff_text
from tpm_tui.exchange.text_table import cells


def compared(older: str, newer: str) -> Comparison:
    """Return the comparison of two answers."""
    history = History()
    history.answer(grade=Grade.HARD, answer=older, covered=("notice",), missed=("cause", "cost"))
    history.answer(answer=newer, covered=("cause",), missed=("notice", "cost"))
    return compare_attempts(*list_attempts(attempts_on(history.entries, "late-program"), BANK))


def color(text: str, role: Role) -> str:
    """Style a text as a terminal would."""
    return f"\x1b[{1 if role is Role.GOOD else 2}m{text}\x1b[0m"


def test_marks_enclose_what_is_gone_and_new() -> None:
    assert diff_text(compared("I called the quay.", "I called her at once."), 60) == (
        """\
attempt 1, 2026-11-22, hard -> attempt 2, 2026-11-22, good
  gained: cause
  lost: notice
  missed again: cost

  I called [-the quay.-] {+her at once.+}
"""
    )


def test_styles_replace_the_marks() -> None:
    text = diff_text(compared("I called the quay.", "I called her at once."), 60, color)
    assert "  I called \x1b[2mthe quay.\x1b[0m \x1b[1mher at once.\x1b[0m\n" in text
    assert "[-" not in text


def test_paragraphs_are_kept_and_marked_each() -> None:
    text = diff_text(compared("One.", "One.\n\nTwo three.\n\nFour."), 60)
    assert "  One.\n\n  {+Two three.+}\n\n  {+Four.+}\n" in text


def test_same_words_are_said_to_be_the_same() -> None:
    assert diff_text(compared("One two.", "One  two."), 60).endswith("\n  The words are the same.\n")
    assert diff_text(compared("", ""), 60).endswith("\n  (no text)\n")


def test_cut_answers_are_said_to_be_cut() -> None:
    text = diff_text(compared("a " * MAX_WORDS, "b " * (MAX_WORDS + 1)), 60)
    assert text.endswith("\n\nOnly the first 3,000 words of each answer are compared.\n")


@given(texts, texts, st.integers(20, 100), st.booleans())
def test_untrusted_answers_fit_the_width(older: str, newer: str, width: int, styled: bool) -> None:
    comparison = compared(older, newer)
    text = diff_text(comparison, width, color) if styled else diff_text(comparison, width)
    shown = re.sub(r"\x1b\[[0-9]m", "", text)
    assert is_clean(shown)
    assert max(cells(line) for line in shown.split("\n")) <= width
    for row in text.split("\n"):
        assert row.count("m") >= row.count("\x1b[0m")
    json.dumps(diff_json(comparison))


def test_json_has_points_and_words() -> None:
    document = diff_json(compared("I called.", "I wrote."))
    assert document == {
        "from": 1,
        "to": 2,
        "gained": ["cause"],
        "lost": ["notice"],
        "kept": [],
        "missed": ["cost"],
        "words": [
            {"kind": "same", "text": "I"},
            {"kind": "gone", "text": "called."},
            {"kind": "new", "text": "wrote."},
        ],
        "cut": False,
    }
