"""The longest sentence of an answer."""

from __future__ import annotations

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

LONG_SENTENCE_WORDS = 55
"""Words of a sentence that a listener can no longer follow."""

MIN_STOPPED_SHARE = 0.5
"""Share of the sentences that end with a full stop, below which the text was dictated without them."""


def check_longest_sentence(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find a sentence that is too long. A text without full stops has no sentences that could be."""
    stopped = [sentence for sentence in text.sentences if sentence.stopped]
    if len(stopped) < 2 or len(stopped) < MIN_STOPPED_SHARE * len(text.sentences):
        return None
    longest = max(stopped, key=lambda sentence: sentence.word_count)
    if longest.word_count < LONG_SENTENCE_WORDS:
        return None
    return Remark(Rule.LONG_SENTENCE, text.quote(longest), longest.word_count, LONG_SENTENCE_WORDS)
