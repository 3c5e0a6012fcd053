"""The anecdote before a short explanation."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer
from tpm_tui.core.delivery.sentences import AnswerText, Sentence
from tpm_tui.core.delivery.verbs import count_past

SHORT_TARGET = 90
"""Seconds of a target up to which a technical answer is an explanation that has no time for a story."""

ANECDOTE_WORDS, ANECDOTE_PAST = 80, 5.5
"""Words before the explanation, and verbs in the past in 100 of them, from which it comes after an anecdote."""

_EXPLAINS = re.compile(
    r"^(?:(?:so|and|okay|well|now|but|um|uh|you know|basically|actually|like),? )*(?:"
    r"what (?:\w+ ){1,3}(?:do|does)\b|that's\b|(?:that|this) is (?:the|an?|what)\b|(?:an? )?[\w-]+ would be\b|"
    r"the idea is\b|(?:[\w']+ ){1,5}(?:in )?(?:just |exactly )?the same (?:way|with|thing)\b)",
    re.IGNORECASE,
)


def end_of_anecdote(text: AnswerText, answer: DeliveredAnswer) -> Sentence | None:
    """Return the sentence of a short explanation that explains, if an anecdote in the past is before it."""
    if not 0 < answer.target <= SHORT_TARGET:
        return None
    for sentence in text.sentences:
        if sentence.words_before >= ANECDOTE_WORDS and _EXPLAINS.search(sentence.text.replace("\u2019", "'")):
            past = count_past(text.text[: sentence.start])
            return sentence if past * 100 >= ANECDOTE_PAST * sentence.words_before else None
    return None
