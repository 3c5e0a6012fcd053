"""Hedges, which make an answer weaker, and fillers, which say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText, Sentence

MANY = 5
MANY_PER_100_WORDS = 4.0
"""Hedges or fillers from which there are many; a few are how people speak."""

_HEDGE = re.compile(
    r"\b(?:i (?:think|guess|believe|suppose|feel like)|i'd say|maybe|perhaps|probably|hopefully|somewhat|"
    r"(?P<noun>(?:the|this|that|these|those|what|any|some|each|every|one|same|new|other|right|no|an?|another)"
    r" )?(?:kind|sort) of(?P<like> like)?|kinda|sorta|more or less|not (?:really |completely |quite )?sure|"
    r"or something|something like that|or so)\b",
    re.IGNORECASE,
)
"""Words and phrases; "this kind of" is none, but "a kind of like" is."""

_FILLER = re.compile(
    r"\b(?:um+|uh+|uhm|hmm+|basically|actually|literally|i mean|like(?=,)|"
    r"you know(?! (?:what|how|that|who|when|where|why|if|the|a|whether|which)\b))(?![\w-])",
    re.IGNORECASE,
)


def check_hedges(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer with many hedges; the quote is the sentence with the most of them."""
    return _find_many(Rule.HEDGES, _find_hedges, text)


def check_fillers(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find an answer with many fillers; the quote is the sentence with the most of them."""
    return _find_many(Rule.FILLERS, _find_fillers, text)


def count_hedges_and_fillers(text: str) -> int:
    """Return how many hedges and fillers a text has."""
    return len(_find_hedges(text)) + len(_find_fillers(text))


def _find_many(rule: Rule, find: Callable[[str], list[str]], text: AnswerText) -> Remark | None:
    found = [find(sentence.text) for sentence in text.sentences]
    all_found = [word for each in found for word in each]
    if len(all_found) < MANY or len(all_found) * 100 < MANY_PER_100_WORDS * text.word_count:
        return None
    most = _sentence_with_most(text.sentences, found)
    names = sorted(set(all_found), key=lambda word: (-all_found.count(word), word))
    return Remark(rule, text.quote(most), len(all_found), text.word_count, tuple(names))


def _sentence_with_most(sentences: Sequence[Sentence], found: Sequence[Sequence[str]]) -> Sentence:
    return max(zip(sentences, found, strict=True), key=lambda pair: len(pair[1]))[0]


def _find_hedges(text: str) -> list[str]:
    """Return the hedges of a text, in lower case."""
    found = _HEDGE.finditer(_on_one_line(text))
    return [match[0].lower() for match in found if match["like"] or not match["noun"]]


def _find_fillers(text: str) -> list[str]:
    """Return the fillers of a text, in lower case."""
    return [match[0].lower() for match in _FILLER.finditer(_on_one_line(text))]


def _on_one_line(text: str) -> str:
    return " ".join(text.replace("\u2019", "'").split())
