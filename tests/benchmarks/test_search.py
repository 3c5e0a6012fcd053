"""CPU time of a key in search: with the shipped bank and 2,000 answers, and with 10,000 questions.

A key is what the app does after each change of the query, from parsing it to the laid out results, once the
texts are folded. The median of the slowest query counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from statistics import median
from time import process_time

import pytest
from msgspec.structs import replace

from tests.benchmarks.attempts import attempts
from tests.benchmarks.table import milliseconds, row
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.search.index import SearchIndex
from tpm_tui.core.search.search import locate_match, search_questions
from tpm_tui.core.search.texts import Place, SearchText
from tpm_tui.core.session.filter import parse_filter
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.bank.stemmer import english_stemmer
from tpm_tui.ui.screens.dialogs.search import MAX_RESULTS

pytestmark = pytest.mark.bench

QUERIES = ("e", "st", "stakeholder", "early budget", "the plan we made", '"error budget"', "zebra")
REPEATS = 7
TODAY = date(2026, 11, 23)
LIMITS = {70: 0.05, 10_000: 2.0}
"""The most seconds of a key, by the number of questions."""


def bank_of(size: int) -> Bank:
    """Return the shipped bank, repeated until it has so many questions."""
    shipped = load_bank((shipped_bank(),), None).bank
    copies = (
        replace(question, id=f"{number}-{question.id}"[:60])
        for number in range(size)
        for question in shipped.questions
    )
    return Bank(shipped.topics, tuple(islice(copies, size)))


def own_texts(bank: Bank) -> dict[str, list[SearchText]]:
    """Return 2,000 answers of 150 words."""
    found: dict[str, list[SearchText]] = {}
    for number, review in enumerate(islice(attempts({}), 2_000)):
        text = review.answer.replace("word", ("risk", "budget", "early", "stakeholder")[number % 4])
        question = bank.order[number % len(bank.order)]
        found.setdefault(question, []).append(SearchText(Place.ANSWER, text, review.day))
    return found


def key_times(bank: Bank) -> Iterator[Sequence[float]]:
    """Yield the CPU seconds of each repetition of a query."""
    index = SearchIndex(bank, {})
    index.prepare()
    index.set_own_texts(own_texts(bank))
    agenda = build_agenda(bank.topic_by_question, {}, TODAY, PlanSettings())
    for query in QUERIES:
        times = []
        for _ in range(REPEATS):
            start = process_time()
            found = search_questions(parse_filter(query), index, {}, agenda, english_stemmer())
            for question in found.questions[:MAX_RESULTS]:
                locate_match(index, question, found, lambda _: 70)
            times.append(process_time() - start)
        yield times


@pytest.mark.parametrize("size", LIMITS)
def test_time_of_a_key(size: int) -> None:
    slowest = max(map(median, key_times(bank_of(size))))
    limit = LIMITS[size]
    name = f"key in search, {size:,} questions, 2,000 answers"
    allowed = f"{milliseconds(limit)}, the limit"
    print("\n" + row(name, milliseconds(slowest), allowed, slowest / limit, 1.0))
    assert slowest <= limit
