"""Hedges and fillers: words that make an answer weaker and say nothing."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

MIN_HEDGES = 4
MIN_PER_100_WORDS = 2.5
"""Hedges from which there are many; one in a long answer is how people speak."""

_HEDGE = re.compile(
    r"\b(?:"
    r"um+|uh+|uhm|erm?|hmm+"
    r"|(?<!the )(?<!this )(?<!that )(?<!these )(?<!those )(?<!what )(?<!any )(?<!some )(?<!each )(?<!every )"
    r"(?<!one )(?<!same )(?<!new )(?<!other )(?<!another )(?<!right )(?<!no )(?:kind|sort) of"
    r"|kinda|sorta|basically|essentially|literally|honestly|to be honest|obviously"
    r"|you know(?! (?:what|how|that|who|when|where|why|if|the|whether|which))"
    r"|i (?:guess|suppose|mean)|i (?:think|believe|feel like)|maybe|perhaps|probably|hopefully"
    r"|somewhat|pretty much|more or less|or something|or whatever|and stuff|and so on|a little bit|a bit"
    r"|actually|just|really"
    r")\b(?!-)",
    re.IGNORECASE,
)
"""Words and phrases; with the endings before "kind of" that make it a noun: "this kind of"."""


def check_hedges(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer with many hedges; the quote is the sentence with the most of them."""
    found = [find_hedges(sentence.text) for sentence in text.sentences]
    hedges = [hedge for each in found for hedge in each]
    if len(hedges) < MIN_HEDGES or len(hedges) * 100 < MIN_PER_100_WORDS * text.word_count:
        return None
    most = max(range(len(found)), key=lambda index: len(found[index]))
    names = tuple(sorted(set(hedges), key=lambda hedge: (-hedges.count(hedge), hedges.index(hedge))))
    return Remark(Rule.HEDGES, text.quote(text.sentences[most]), len(hedges), text.word_count, names)


def find_hedges(text: str) -> list[str]:
    """Return the hedges and fillers of a text in lower case, in their order."""
    return [match[0].lower() for match in _HEDGE.finditer(" ".join(text.split()))]
