"""Whether the result or the answer comes late."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.anecdote import end_of_anecdote
from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText, Sentence
from tpm_tui.core.delivery.verbs import MIN_SCENE_PAST, count_past, first_action

LATE_WORDS = 55
LATE_SHARE = 0.3
"""Words before the first action, and their share of all, from which an answer begins late."""

MIN_HEADLINE_WORDS = 100
"""Shorter answers are over before anybody waits."""

OPENING_WORDS = 40
_SCENE = re.compile(
    r"\b(?:(?:my|our|the|this|that|an?|first|second|last) (?:\w+ ){0,2}"
    r"(?:company|bank|hospital|firm|agency|employer|division|department|startup|corporation|university|"
    r"organi[sz]ation|institute|job)"
    r"|there(?: was| were|'d been|'s been)|I (?:was|worked|joined|came|started)|we (?:had|were)"
    r"|it (?:was|all started|started|began)|in (?:19|20)[0-9][0-9]|years? ago|at (?:the|that) time|"
    r"back then)\b",
    re.IGNORECASE,
)
"""What a scene begins with; what begins with anything else may be the answer."""


def check_headline(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer that begins with a scene, so that a listener waits; the quote is what ends the wait."""
    end = end_of_anecdote(text, answer) if answer.kind == "technical" else _end_of_scene(text)
    return None if end is None else Remark(Rule.HEADLINE, text.quote(end), end.words_before)


def _end_of_scene(text: AnswerText) -> Sentence | None:
    """Return the sentence of a story in which somebody acts at last."""
    if text.word_count < MIN_HEADLINE_WORDS:
        return None
    action = first_action(text)
    if action is None or action.words_before < max(LATE_WORDS, LATE_SHARE * text.word_count):
        return None
    scene = text.text[: action.start]
    return action if count_past(scene) >= MIN_SCENE_PAST and _SCENE.search(_opening(scene)) else None


def _opening(scene: str) -> str:
    return " ".join(scene.replace("\u2019", "'").split()[:OPENING_WORDS])
