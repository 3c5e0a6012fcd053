"""Ranking of search results: the best match of the words with title and prompt comes first."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from textual.fuzzy import Matcher

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.session.filter import Filter, fold_case, select_questions

MAX_ALIGNMENTS = 500
"""Limit for `Matcher`, which tries every way to align a word with a text; their number can be exponential."""


class SearchResult(Struct, frozen=True):
    """The questions found, the best match first; without words in the query, in the order of the bank."""

    questions: tuple[str, ...]
    similar: bool = False
    """Whether no question contains the words, and these are the ones with similar titles."""


def search_questions(filter: Filter, bank: Bank, cards: Mapping[str, Card], agenda: Agenda) -> SearchResult:
    """Find the questions that match a query.

    If no question contains all its words, find those whose title has the letters of each word in order.
    All other terms must match in either case.
    """
    matchers = [Matcher(word) for word in filter.words]
    found = select_questions(filter, bank, cards, agenda)

    def score(question: str) -> tuple[float, float]:
        texts = bank.by_id[question].label, bank.by_id[question].prompt
        title, prompt = (_contained_score(matchers, fold_case(text)) for text in texts)
        return title, prompt

    if found or not matchers:
        return SearchResult(tuple(sorted(found, key=score, reverse=True)))
    others = select_questions(filter.without_words(), bank, cards, agenda)
    similarity = {q: word_similarity(matchers, fold_case(bank.by_id[q].label)) for q in others}
    similar = [question for question in others if similarity[question]]
    return SearchResult(tuple(sorted(similar, key=similarity.__getitem__, reverse=True)), similar=True)


def _contained_score(matchers: list[Matcher], text: str) -> float:
    """Return how well a text matches the words that it contains; 0 if it contains none."""
    return sum(matcher.match(text) for matcher in matchers if matcher.query in text)


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
