"""The length of an answer against its target."""

from __future__ import annotations

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

TOO_LONG, TOO_SHORT = 1.3, 0.5
"""Shares of the target from which an answer is too long, and below which it is too short."""


def check_length(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Compare the time of an answer with its target; the quote is the sentence in which that is reached.

    The time of a typed answer is how long the learner would speak. An answer that is too short is quoted
    with its last sentence.
    """
    seconds = time_to_say(text, answer)
    if not answer.target or not seconds or TOO_SHORT <= seconds / answer.target <= TOO_LONG:
        return None
    return Remark(Rule.LENGTH, _quote(text, answer.target / seconds), round(seconds), answer.target)


def time_to_say(text: AnswerText, answer: DeliveredAnswer) -> float:
    """Return the seconds that an answer took, or would take to be spoken."""
    return answer.seconds if answer.spoken else text.word_count * 60 / answer.words_per_minute


def _quote(text: AnswerText, share: float) -> str:
    """Return the sentence after a share of the words; the last one if the answer ends before."""
    if not text.sentences:
        return ""
    reached = text.word_count * share
    for sentence in text.sentences:
        if sentence.words_before + sentence.word_count > reached:
            return text.quote(sentence)
    return text.quote(text.sentences[-1])
