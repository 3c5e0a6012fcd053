"""The nearest questions to one in other words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.core.search.nearest import NearestIndex
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.bank.similarity import text_similarity
from tpm_tui.storage.bank.stemmer import english_stemmer

LATE = Question(id="late", prompt="Tell me about a program that fell behind.", title="Late program")
BERTH = Question(
    id="berth", prompt="Two captains want the same berth. Who decides?", variants=("One berth, two ships.",)
)


def index(*questions: Question) -> NearestIndex:
    return NearestIndex(questions, english_stemmer(), text_similarity())


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return load_bank((shipped_bank(),), None).bank


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("program that was behind schedule", "late"),
        ("two captainz, which berrth?", "berth"),
        ("and the berrth?", "berth"),
        ("How do captains share berths?", "berth"),
        ("one berth two ships", "berth"),
    ],
)
def test_nearest_comes_first(text: str, question: str) -> None:
    assert index(LATE, BERTH).find(text)[0].question == question


@pytest.mark.parametrize("text", ["", "???", "tell me about a time", "quantum chromodynamics"])
def test_nothing_is_near(text: str) -> None:
    assert index(LATE, BERTH).find(text) == ()
    assert index().find(text) == ()


@given(st.text(max_size=300))
def test_any_text_has_ordered_scores(text: str) -> None:
    scores = [each.score for each in index(LATE, BERTH).find(text)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_own_wording_is_the_same_question(shipped: Bank) -> None:
    found = index(*shipped.questions)
    for question in shipped.questions:
        for wording in (question.prompt, *question.variants):
            first = found.find(wording)[0]
            assert (first.question, first.is_same) == (question.id, True)


@pytest.mark.slow(120)
def test_unknown_wordings_are_mostly_among_the_offered(shipped: Bank) -> None:
    total = offered = 0
    for question in shipped.questions[::2]:
        for wording in question.variants:
            rest = tuple(each for each in question.variants if each != wording)
            others = [
                replace(each, variants=rest) if each is question else each for each in shipped.questions
            ]
            total += 1
            offered += question.id in [each.question for each in index(*others).find(wording)]
    assert offered / total >= 0.7
