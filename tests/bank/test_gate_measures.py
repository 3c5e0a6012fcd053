"""Figures, contractions and terms are recognized in spoken text."""

from __future__ import annotations

import pytest

from tests.bank.gates.measures import (
    contains_term,
    contractions,
    figures,
    figures_a_minute,
    mean_sentence,
    small_numbers,
    spelled_out_numbers,
)
from tests.bank.gates.vocabulary import TERMS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p95 fell to 300 ms on 4K with AV1 over TLS 1.3", ["300"]),
        ("from $1,200 to 99.9% in 20-30 days", ["1,200", "99.9", "20", "30"]),
        ("twelve weeks, two-thirds, S3, us-east-1, 24/7", []),
        ("at 10:30 in 2024.", ["10:30", "2024"]),
    ],
)
def test_figures_are_quantities_in_digits(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_small_numbers_leave_out_amounts() -> None:
    assert small_numbers("8 weeks, $8, 8%, 8.5 hours, 80 days, p9") == ["8"]


def test_day_of_a_date_is_no_small_number() -> None:
    assert small_numbers("on June 1 and September 12, after 7 weeks") == ["7"]
    assert small_numbers("on the march 4 of us left") == ["4"]


def test_possessive_is_no_contraction() -> None:
    assert contractions("It's the partner's call, and I'd say we didn't.") == ["It's", "I'd", "didn't"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("we canaried it with canaries", "canary"),
        ("the autoscaling groups", "autoscale"),
        ("an auto-scaler", "autoscale"),
        ("that tradeoff", "trade-off"),
        ("an A/B test", "A/B test"),
        ("our trunk based flow", "trunk-based"),
        ("retries with jitter", "retry"),
        ("the debt was mapped", "map"),
    ],
)
def test_term_is_found_in_its_inflections(text: str, term: str) -> None:
    assert contains_term(text, term)


def test_term_is_no_part_of_a_word() -> None:
    assert not contains_term("a trustworthy shareholder", "shard")
    assert not contains_term("the spotlight", "spot")


def test_every_question_has_its_terms() -> None:
    assert sorted(TERMS) == list(range(1, 51))
    assert all(alternatives and all(alternatives) for terms in TERMS.values() for alternatives in terms)


def test_rate_and_mean_follow_the_words() -> None:
    assert figures_a_minute("word " * 68 + "20 30") == 4
    assert figures_a_minute("") == 0
    assert mean_sentence("It is so. That was all it was.") == 4
    assert mean_sentence("") == 0


def test_large_numbers_in_words_are_found() -> None:
    text = "Thirteen of forty-two, a third of nine, two hundred"
    assert spelled_out_numbers(text) == ["Thirteen", "forty-two", "hundred"]
