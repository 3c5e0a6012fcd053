""" "We" against "I" in answers about the learner's own work."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

MIN_WE = 5
MAX_I_SHARE = 0.2
"""Share of "I" in both from which the learner's own part can be heard."""

_WE = re.compile(r"\b(?:we|our|ours|us|ourselves)\b", re.IGNORECASE)
_I = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself|i(?=['\u2019 ](?:m|d|ve|ll|am|was|had)\b))\b")
_US = re.compile(r"\bUS\b")


def check_we(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer that says "we" and hardly "I"; the quote is the sentence with the most of it."""
    if answer.kind != "behavioural":
        return None
    we, own = count_we_and_i(text.text)
    if we < MIN_WE or own / (we + own) > MAX_I_SHARE:
        return None
    most = max(text.sentences, key=lambda sentence: _count_we(sentence.text))
    return Remark(Rule.WE, text.quote(most), we, own)


def count_we_and_i(text: str) -> tuple[int, int]:
    """Return how often a text has forms of "we" and of "I"."""
    return _count_we(text), _count(_I.finditer(text))


def _count_we(text: str) -> int:
    return _count(_WE.finditer(text)) - _count(_US.finditer(text))


def _count(found: Iterable[object]) -> int:
    return sum(1 for _ in found)
