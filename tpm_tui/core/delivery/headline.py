"""Whether the result or the answer comes late."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.delivery.verbs import MIN_SCENE_PAST, count_past, first_action

LATE_WORDS = 55
LATE_SHARE = 0.3
"""Words before the first action, and their share of all, from which an answer begins late."""

MIN_HEADLINE_WORDS = 100
"""Shorter answers are over before anybody waits."""

OPENING_WORDS = 40
_WORKPLACE = re.compile(
    r"\b(?:my|our|the|this|that|an?|first|second|last) (?:\w+ ){0,2}(?:company|bank|hospital|firm|agency|employer|"
    r"division|department|startup|corporation|university|organi[sz]ation|institute|job)\b",
    re.IGNORECASE,
)
"""What a scene begins with; what begins with anything else may be the answer."""


def check_headline(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer that begins with a scene, so that a listener waits; the quote is where it begins."""
    if text.word_count < MIN_HEADLINE_WORDS or answer.kind == "technical":
        return None
    action = first_action(text)
    if action is None or action.words_before < max(LATE_WORDS, LATE_SHARE * text.word_count):
        return None
    if not _WORKPLACE.search(" ".join(text.text[: action.start].split()[:OPENING_WORDS])):
        return None
    if count_past(text.text[: action.start]) < MIN_SCENE_PAST:
        return None
    return Remark(Rule.HEADLINE, text.quote(action), action.words_before, LATE_WORDS)
