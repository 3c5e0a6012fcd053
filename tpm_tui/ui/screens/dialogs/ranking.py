"""Similarity of words with texts: the letters of a word in order, as in a fuzzy finder."""

from __future__ import annotations

from collections.abc import Mapping

from textual.fuzzy import Matcher

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.session.filter import Filter, fold_case, select_questions

MAX_ALIGNMENTS = 500
"""Limit for `Matcher`, which tries every way to align a word with a text; their number can be exponential."""


def similar_titles(filter: Filter, bank: Bank, cards: Mapping[str, Card], agenda: Agenda) -> tuple[str, ...]:
    """Find the questions whose title has the letters of each word in order, the best match first.

    All other terms of the query must match. Without words there are none.
    """
    matchers = [Matcher(word) for word in filter.words]
    if not matchers:
        return ()
    others = select_questions(filter.without_words(), bank, cards, agenda)
    similarity = {q: word_similarity(matchers, fold_case(bank.by_id[q].label)) for q in others}
    similar = [question for question in others if similarity[question]]
    return tuple(sorted(similar, key=similarity.__getitem__, reverse=True))


def word_similarity(matchers: list[Matcher], text: str) -> float:
    """Return how well a text matches the letters of all words; 0 if it does not have them in order."""
    for word in (matcher.query for matcher in matchers):
        if word not in text and not 0 < _count_alignments(word, text) <= MAX_ALIGNMENTS:
            return 0.0
    return sum(matcher.match(text) for matcher in matchers)


def _count_alignments(word: str, text: str) -> int:
    """Return how many ways `Matcher` tries to align a word or its start with a text; 0 if it has none."""
    ways = [1] + [0] * len(word)
    for char in text:
        for index in range(len(word) - 1, -1, -1):
            if word[index] == char:
                ways[index + 1] += ways[index]
    return sum(ways) if ways[-1] else 0
