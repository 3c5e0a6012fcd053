"""All attempts at one question, as text and as JSON."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.histories import BANK, History
from tests.exchange.untrusted_texts import texts
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import attempts_on
from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.exchange.history_text import history_json, history_text
from tpm_tui.exchange.text_table import cells


def practised() -> History:
    history = History()
    history.answer(answer="We were six weeks out when the test failed.\n\nI called them.")
    history.answer(
        grade=Grade.AGAIN, answer="", covered=("size and cause first", "early plain notice"), missed=()
    )
    history.answer("dates")
    return history


def test_history_text_lists_attempts_oldest_first() -> None:
    history = practised()
    assert history_text("late-program", attempts_on(history.entries, "late-program"), BANK, 44) == (
        """\
7. Late program

#  date        grade  points  time  answer
1  2026-11-22  good   1 of 2  2:00  12 words
2  2026-11-22  again  2 of 2  2:00  0 words

2026-11-22, good, box 0 -> 2, 2:00, 12
words, 1 of 2 points
  Missed: early plain notice (must)
  We were six weeks out when the test
  failed.

  I called them.

2026-11-22, again, practice, 2:00, 0 words,
2 of 2 points
  (no answer was typed)
"""
    )


def test_question_without_attempts_is_not_answered_yet() -> None:
    assert history_text("conflict", [], BANK) == "12. Conflict\n\nNot answered yet.\n"


def test_removed_question_keeps_its_history() -> None:
    history = History()
    history.answer("old-one")
    text = history_text("old-one", attempts_on(history.entries, "old-one"), BANK)
    assert text.startswith("Old one\n\n2026-11-22, good")
    assert "Missed: early plain notice\n" in text


def test_json_has_all_attempts() -> None:
    history = practised()
    document = json.loads(history_json("late-program", attempts_on(history.entries, "late-program"), BANK))
    assert (document["question"], document["number"], document["title"]) == (
        "late-program",
        7,
        "Late program",
    )
    first, second = document["attempts"]
    assert first == {
        "at": "2026-11-22T08:17:00Z",
        "day": "2026-11-22",
        "session": "s1",
        "grade": "good",
        "practice": False,
        "drill": False,
        "sure": None,
        "box_before": 0,
        "box_after": 2,
        "due": "2026-11-24",
        "seconds": 120.0,
        "words": 12,
        "spoken": False,
        "parts": [],
        "covered": ["size and cause first"],
        "missed": ["early plain notice"],
        "prompt": "What of late-program?",
        "answer": "We were six weeks out when the test failed.\n\nI called them.",
        "remarks": [],
    }
    assert (second["grade"], second["practice"]) == ("again", True)


@given(text=texts, width=st.integers(20, 100))
def test_untrusted_answer_fits_the_width_and_is_sanitized(text: str, width: int) -> None:
    history = History()
    history.answer(text or "q", answer=text, missed=(text,))
    shown = history_text(text or "q", attempts_on(history.entries, text or "q"), BANK, width)
    assert is_clean(shown)
    assert max(cells(line) for line in shown.split("\n")) <= width
    json.loads(history_json(text or "q", attempts_on(history.entries, text or "q"), BANK))


def test_note_precedes_the_attempts() -> None:
    text = history_text("conflict", [], BANK, 30, note="The mill of 2019.\nI rang \x1b[2Jfirst.")
    assert text.startswith("12. Conflict\n\nYour note:\n  The mill of 2019.\n  I rang [2Jfirst.\n\n")
    assert json.loads(history_json("conflict", [], BANK, "Mine."))["note"] == "Mine."
