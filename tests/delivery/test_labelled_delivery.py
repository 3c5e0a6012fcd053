"""The labelled answers for delivery remarks are valid and numerous enough."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bank.items import questions
from tests.delivery.labelled_cases import CASE_SETS, FULL_SETS, REMARK_LABELS, CaseSet, delivery_cases

pytestmark = pytest.mark.content

MIN_TRUE = 12
"""True cases of each type in each set."""
MIN_FALSE = 20
MIN_ANSWERS = 50
WORDS: dict[CaseSet, range] = {"tuning": range(55, 361), "held-out": range(55, 361), "check": range(40, 301)}

each_set = pytest.mark.parametrize("case_set", CASE_SETS)


@each_set
def test_quotes_are_verbatim(case_set: CaseSet) -> None:
    wrong = [
        (case.number, quote)
        for case in delivery_cases(case_set)
        for remark in case.remarks
        for quote in remark.quotes
        if quote not in case.text
    ]
    assert wrong == []


@each_set
def test_cases_name_questions_of_the_bank(case_set: CaseSet) -> None:
    known = {question.id for question in questions()}
    assert [case.number for case in delivery_cases(case_set) if case.question not in known] == []


@each_set
def test_no_type_is_labelled_twice(case_set: CaseSet) -> None:
    for case in delivery_cases(case_set):
        labels = [remark.type for remark in case.remarks] + list(case.maybe)
        assert len(labels) == len(set(labels)), case.number


@pytest.mark.parametrize("case_set", FULL_SETS)
def test_every_type_has_true_and_false_cases(case_set: CaseSet) -> None:
    cases = delivery_cases(case_set)
    true = Counter(label for case in cases for label in case.types)
    maybe = Counter(label for case in cases for label in case.maybe)
    assert len(cases) >= MIN_ANSWERS
    assert {label: true[label] for label in REMARK_LABELS if true[label] < MIN_TRUE} == {}
    false = {label: len(cases) - true[label] - maybe[label] for label in REMARK_LABELS}
    assert {label: count for label, count in false.items() if count < MIN_FALSE} == {}


def test_numbers_and_texts_are_unique() -> None:
    cases = [case for case_set in CASE_SETS for case in delivery_cases(case_set)]
    assert len({case.number for case in cases}) == len({case.text for case in cases}) == len(cases)


@each_set
def test_cases_are_in_the_file_of_their_set(case_set: CaseSet) -> None:
    cases = delivery_cases(case_set)
    assert {case.set for case in cases} == {case_set}
    assert [case.number for case in cases if len(case.text.split()) not in WORDS[case_set]] == []
