"""Search: which questions a query finds, in which order, and where each of them matches.

All words must match, each in any text of the question: at the start of a word, or as another form of it. If
no question has them all, they may also be inside the words of names and prompts. A quoted phrase matches word
for word. The other terms of the query are conditions as in `practice --filter`, and a negated word means the
same as there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.search.excerpt import Excerpt, cut_excerpt, mark_words
from tpm_tui.core.search.index import SearchIndex
from tpm_tui.core.search.texts import NAMES, Place, SearchText
from tpm_tui.core.search.words import SearchWord, search_words
from tpm_tui.core.session.filter import Filter, select_questions
from tpm_tui.core.text.stems import Stem


class SearchResult(Struct, frozen=True):
    """The questions found, the best match first; without words in the query, in the order of the bank."""

    questions: tuple[str, ...]
    words: tuple[SearchWord, ...] = ()
    """The words and phrases that were searched for."""
    whole: int = 0
    """How many of the questions, the first ones, have all words as such, not only in longer words."""
    inside: bool = False
    """Whether the words were also searched inside the words of names."""


class Match(Struct, frozen=True):
    """Where a question matches."""

    title: Excerpt
    """The title, with the words that it contains."""
    where: SearchText
    """The text of the excerpt; it is the prompt if all words are in the title."""
    excerpt: Excerpt


def search_questions(
    query: Filter, index: SearchIndex, cards: Mapping[str, Card], agenda: Agenda, stem: Stem
) -> SearchResult:
    """Find the questions that match a query.

    Args:
        query: the parsed query.
        index: the texts to search.
        cards: progress.
        agenda: today's agenda.
        stem: the stemmer.
    """
    words = search_words(query, stem)
    allowed = select_questions(query.without_searched_texts(), index.bank, cards, agenda)
    if not words:
        return SearchResult(allowed)
    for inside in (False, True):
        scores = {q: score for q in allowed if (score := index.score(q, words, inside=inside)) is not None}
        if scores:
            whole = sum(not score.is_part for score in scores.values())
            return SearchResult(tuple(sorted(scores, key=scores.__getitem__)), words, whole, inside)
    return SearchResult((), words)


def locate_match(
    index: SearchIndex,
    question: str,
    result: SearchResult,
    width_of: Callable[[SearchText], int],
) -> Match:
    """Return where a question that was found matches.

    Args:
        index: the texts that were searched.
        question: its id.
        result: the result of the search.
        width_of: returns the most characters of an excerpt, from the text that it is taken from.
    """
    found = index.bank.by_id[question]
    words, inside = result.words, result.inside
    title = mark_words(found.label, words, inside=inside)
    others = [word for word in words if not index.is_named(question, word, inside=inside)]
    prompt = SearchText(Place.PROMPT, found.prompt)
    where = (index.best_text(question, others, inside=inside) if others else None) or prompt
    marked = mark_words(where.text, words, inside=inside and where.place in NAMES)
    return Match(title, where, cut_excerpt(marked, width_of(where)))
