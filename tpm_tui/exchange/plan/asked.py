"""Sentences about the questions that were asked in interviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import AskedQuestion
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.phrases import day_and_month

WHAT_WAS_ASKED = "What was asked?"
ONE_PER_LINE = "One question per line, as you remember it; a list can be pasted."
WHICH_ONE = "Which question is it?"
NONE_OF_THESE = "None of these", "it is only noted"
OWN_QUESTION = "A question of my own", "added without key points; you grade it by hand"
NOTHING_ASKED = "Nothing was noted."


def interview_name(name: str) -> str:
    """Return the name of an interview, or `interview` if it has none."""
    return clean_line(name) or "interview"


def asked_place(asked: AskedQuestion, today: date) -> str:
    """Return where a question was asked: `asked in phone screen, 3 Dec`."""
    return f"asked in {interview_name(asked.name)}, {day_and_month(asked.interview, today)}"


def asked_text(asked: AskedQuestion, bank: Bank) -> str:
    """Return a question as it was asked, and which question of the bank it is: `Why late? (Late crane)`."""
    question = bank.by_id.get(asked.question)
    label = clean_line(question.label if question else asked.question)
    return f"{clean_line(asked.text)}{f' ({label})' if label else ''}"


def asked_message(asked: Sequence[AskedQuestion]) -> str:
    """Return how many questions are noted, and how many of them are in the bank."""
    if not asked:
        return NOTHING_ASKED
    known = sum(bool(each.question) for each in asked)
    return f"{plural(len(asked), 'question')} noted, {known} of them in the bank; the plan shows them."


def asked_json(asked: Sequence[AskedQuestion]) -> list[dict[str, object]]:
    """Return where a question was asked, for JSON."""
    return [
        {
            "day": each.interview.isoformat(),
            "name": clean_line(each.name),
            "text": clean_line(each.text),
        }
        for each in asked
    ]
