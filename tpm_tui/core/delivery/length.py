"""The length of an answer against its target."""

from __future__ import annotations

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

LONG_FACTOR, SHORT_FACTOR = 1.5, 0.3
"""Shares of the target from which an answer is too long, and below which it is too short."""


def check_too_long(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer that takes much longer than its target; the quote is where that is reached."""
    seconds = time_to_say(text, answer)
    if not answer.target or seconds < answer.target * LONG_FACTOR:
        return None
    quote = _sentence_at(text, answer.target / seconds)
    return Remark(Rule.TOO_LONG, quote, round(seconds), answer.target)


def check_too_short(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer that takes a small part of its target; the quote is how it ends."""
    seconds = time_to_say(text, answer)
    if not seconds or seconds >= answer.target * SHORT_FACTOR:
        return None
    return Remark(Rule.TOO_SHORT, _sentence_at(text, 1), round(seconds), answer.target)


def time_to_say(text: AnswerText, answer: DeliveredAnswer) -> float:
    """Return the seconds that an answer took, or would take to be spoken."""
    return answer.seconds if answer.spoken else text.word_count * 60 / answer.words_per_minute


def _sentence_at(text: AnswerText, share: float) -> str:
    """Return the sentence after a share of the words, or the last one; empty without a text."""
    if not text.sentences:
        return ""
    reached = text.word_count * share
    for sentence in text.sentences:
        if sentence.words_before + sentence.word_count > reached:
            return text.quote(sentence)
    return text.quote(text.sentences[-1])
