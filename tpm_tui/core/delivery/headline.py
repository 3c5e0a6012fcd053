"""Whether the result or the answer comes late."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

LATE_WORDS = 120
EARLY_WORDS = 60

_RESULT = re.compile(
    r"^(?:so,? |and,? )*(?:in the end|as a result|the (?:final |end )?(?:result|outcome|upshot|answer|short answer)"
    r" (?:was|is)|long story short|ultimately|eventually|my (?:answer|recommendation) (?:is|was|would be)|"
    r"to answer (?:your|the) question|what i'd (?:recommend|do) is)\b",
    re.IGNORECASE,
)
_EARLY = re.compile(
    r"[0-9]|\b(?:in short|short (?:version|answer)|result|outcome|shipped|launched|saved|cut|reduced|grew|"
    r"recovered|failed|won|delivered|recommend|i'd|i would|yes|no)\b",
    re.IGNORECASE,
)


def check_headline(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer whose first result comes late, after a beginning without one; it is the quote."""
    for sentence in text.sentences:
        if sentence.words_before < EARLY_WORDS and _EARLY.search(sentence.text):
            return None
        if _RESULT.search(sentence.text):
            late = sentence.words_before >= LATE_WORDS
            quote = text.quote(sentence)
            return Remark(Rule.HEADLINE, quote, sentence.words_before, LATE_WORDS) if late else None
    return None
