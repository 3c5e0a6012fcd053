"""Whether the result or the answer comes late."""

from __future__ import annotations

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.scene import end_of_scene
from tpm_tui.core.delivery.sentences import AnswerText

MIN_HEADLINE_WORDS = 100
"""Shorter answers are over before anybody waits."""

LATE_WORDS, LATE_SHARE = 75, 0.3
"""Words of the scene, and their share of all, from which an answer begins late."""


def check_headline(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer that begins with a long scene; the quote is the sentence that ends it.

    With the headings of a scaffold the context comes first, so there is no remark.
    """
    if text.part_names or text.word_count < MIN_HEADLINE_WORDS:
        return None
    end = end_of_scene(text, answer)
    if end is None or end.words_before < max(LATE_WORDS, LATE_SHARE * text.word_count):
        return None
    return Remark(Rule.HEADLINE, text.quote(end), end.words_before, LATE_WORDS)
