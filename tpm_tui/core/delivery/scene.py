"""The scene or anecdote with which an answer begins, before anybody acts or anything is explained."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer
from tpm_tui.core.delivery.sentences import AnswerText, Sentence
from tpm_tui.core.delivery.verbs import count_past, first_action

MIN_SCENE_PAST = 2
"""Verbs in the past from which the beginning of a story is a scene; a method has hardly any."""

SHORT_TARGET = 90
"""Seconds of a target up to which a technical answer is an explanation that has no time for a story."""

ANECDOTE_WORDS, ANECDOTE_PAST = 80, 5.5
"""Words before the explanation, and verbs in the past in 100 of them, from which it is after an anecdote."""

OPENING_WORDS, OPENING_SENTENCES = 40, 2
"""The first words, in which a scene is set, and the first sentences, which may have the headline."""

_SCENE = re.compile(
    r"\b(?:(?:my|our|the|this|that|an?|first|second|last) (?:\w+ ){0,2}(?:company|bank|hospital|firm|agency|"
    r"employer|division|department|startup|corporation|university|organi[sz]ation|institute|job)"
    r"|there(?: was| were|'d been|'s been)|I (?:was|worked|joined|came|started)|we (?:had|were)"
    r"|it (?:was|all started|started|began)|in (?:19|20)[0-9][0-9]|years? ago|"
    r"at (?:the|that) time|back then)\b",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"\b(?:shipped|launched|delivered|went live|saved|recovered|cancel\w+|stopped|"
    r"in short|bottom line|to sum up|"
    r"the (?:decision|answer|idea|result)|short (?:version|answer))\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:so|okay|ok|right|well|hi|hello|hey|welcome|um+|uh|yes|yeah|let me|imagine)\b|\blet me tell\b|\?",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"^(?:(?:so|and|okay|well|now|but|um|uh|you know|basically|actually|like),? )*(?:"
    r"what (?:\w+ ){1,3}(?:do|does)\b|that's\b|(?:that|this) is (?:the|an?|what)\b|"
    r"(?:an? )?[\w-]+ would be\b|"
    r"the idea is\b|(?:[\w']+ ){1,5}(?:in )?(?:just |exactly )?the same (?:way|with|thing)\b)",
    re.IGNORECASE,
)


def end_of_scene(text: AnswerText, answer: DeliveredAnswer) -> Sentence | None:
    """Return the first sentence after a scene or an anecdote; None if the answer begins with neither.

    In a story it is the first one in which "I" or "we" do something; in a short explanation, the first one
    that explains.
    """
    if not text.sentences:
        return None
    return _end_of_anecdote(text, answer) if answer.kind == "technical" else _first_action_after_scene(text)


def _first_action_after_scene(text: AnswerText) -> Sentence | None:
    action = first_action(text)
    if action is None or any(_HEADLINE.search(each.text) for each in text.sentences[:OPENING_SENTENCES]):
        return None
    scene = text.text[: action.start].replace("\u2019", "'")
    is_scene = _SCENE.search(" ".join(scene.split()[:OPENING_WORDS])) and count_past(scene) >= MIN_SCENE_PAST
    return action if is_scene else None


def _end_of_anecdote(text: AnswerText, answer: DeliveredAnswer) -> Sentence | None:
    if not 0 < answer.target <= SHORT_TARGET or not _begins_slowly(text.sentences[0]):
        return None
    for sentence in text.sentences:
        if sentence.words_before >= ANECDOTE_WORDS and _EXPLAINS.search(sentence.text.replace("\u2019", "'")):
            past = count_past(text.text[: sentence.start])
            return sentence if past * 100 >= ANECDOTE_PAST * sentence.words_before else None
    return None


def _begins_slowly(first: Sentence) -> bool:
    """Return whether the first sentence is no answer: a greeting, a question, or one in the past."""
    return bool(_GREETING.search(first.text)) or count_past(first.text) > 0
