"""How much of an answer its parts take, if headings tell them apart."""

from __future__ import annotations

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.core.session.answer_parts import STORY

MIN_PART_WORDS = 60
"""Words from which shares say something."""

TOO_MUCH = {"Context": 40}
TOO_LITTLE = {"Action": 30, "Result": 7}
"""Percent of the words from which a part is too much, and below which it is too little."""


def check_parts(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find the first part of a story that takes too much or too little; the quote is how it begins."""
    if text.word_count < MIN_PART_WORDS or not set(text.part_names) <= set(STORY):
        return None
    for name in STORY:
        sentences = [sentence for sentence in text.sentences if sentence.part == name]
        if not sentences:
            continue
        share = 100 * sum(sentence.word_count for sentence in sentences) / text.word_count
        if share >= TOO_MUCH.get(name, 101) or share < TOO_LITTLE.get(name, 0):
            return Remark(Rule.PARTS, text.quote(sentences[0]), round(share), STORY[name], (name,))
    return None
