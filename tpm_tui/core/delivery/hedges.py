"""Hedges, which make an answer weaker, and fillers, which say nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText, Sentence

MANY = 5
MANY_PER_100_WORDS = 4.0
"""Hedges or fillers from which there are many; a few are how people speak."""

_HEDGE = re.compile(
    r"\b(?:i (?:think|guess|believe|suppose|feel like)|i'd say|maybe|perhaps|probably|hopefully|somewhat|"
    r"(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\bthese )(?<!\bthose )(?<!\bwhat )(?<!\bany )(?<!\bsome )"
    r"(?<!\beach )(?<!\bevery )(?<!\bone )(?<!\bsame )(?<!\bnew )(?<!\bother )(?<!\bright )(?<!\bno )"
    r"(?<!\ba )(?<!\banother )(?:kind|sort) of|a (?:kind|sort) of like|"
    r"kinda|sorta|more or less|not (?:really |completely |quite )?sure|or something|"
    r"something like that|or so)\b",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:um+|uh+|uhm|hmm+|basically|actually|literally|i mean|like(?=,)|"
    r"you know(?! (?:what|how|that|who|when|where|why|if|the|a|whether|which)\b))(?![\w-])",
    re.IGNORECASE,
)


def check_hedges(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer with many hedges; the quote is the sentence with the most of them."""
    return _find_many(Rule.HEDGES, _HEDGE, text)


def check_fillers(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer with many fillers; the quote is the sentence with the most of them."""
    return _find_many(Rule.FILLERS, _FILLER, text)


def count_hedges_and_fillers(text: str) -> int:
    """Return how many hedges and fillers a text has."""
    return len(_find(_HEDGE, text)) + len(_find(_FILLER, text))


def _find_many(rule: Rule, words: re.Pattern[str], text: AnswerText) -> Remark | None:
    found = [_find(words, sentence.text) for sentence in text.sentences]
    all_found = [word for each in found for word in each]
    if len(all_found) < MANY or len(all_found) * 100 < MANY_PER_100_WORDS * text.word_count:
        return None
    most = _sentence_with_most(text.sentences, found)
    names = sorted(set(all_found), key=lambda word: (-all_found.count(word), word))
    return Remark(rule, text.quote(most), len(all_found), text.word_count, tuple(names))


def _sentence_with_most(sentences: Sequence[Sentence], found: Sequence[Sequence[str]]) -> Sentence:
    return max(zip(sentences, found, strict=True), key=lambda pair: len(pair[1]))[0]


def _find(words: re.Pattern[str], text: str) -> list[str]:
    """Return what a pattern finds, in lower case."""
    plain = " ".join(text.replace("\u2019", "'").split())
    return [match[0].lower() for match in words.finditer(plain)]
