"""The rules for remarks are precise on the labelled answers, and silent on the model answers of the bank.

`python -m tests.delivery` prints the figures.
"""

from __future__ import annotations

import pytest

from tests.bank.items import questions
from tests.delivery.figures import figures_table, measure_rules
from tests.delivery.labelled_cases import CASE_SETS, FULL_SETS, REMARK_LABELS, CaseSet
from tpm_tui.core.delivery.remark import DeliveredAnswer, Rule
from tpm_tui.core.delivery.rules import CHECKS, find_remarks

pytestmark = pytest.mark.content

MIN_PRECISION = 0.9
MIN_TRUE = 10
"""True cases of a rule in each set."""
MIN_FOUND = 3
"""Those that a rule finds at least: one that finds none is precise too."""

each_set = pytest.mark.parametrize("case_set", CASE_SETS)


@each_set
def test_each_rule_is_precise(case_set: CaseSet) -> None:
    wrong = {
        rule.value: (each.precision, each.wrong)
        for rule, each in measure_rules(case_set).items()
        if each.precision < MIN_PRECISION
    }
    assert wrong == {}


@pytest.mark.parametrize("case_set", FULL_SETS)
def test_each_rule_has_enough_cases(case_set: CaseSet) -> None:
    for rule, each in measure_rules(case_set).items():
        assert each.true >= MIN_TRUE, rule
        assert each.found >= MIN_FOUND, rule


def test_every_rule_has_a_check_and_a_label() -> None:
    assert set(CHECKS) == set(Rule)
    assert {rule.value for rule in Rule} <= set(REMARK_LABELS)


@each_set
def test_table_has_a_line_for_each_rule(case_set: CaseSet) -> None:
    assert [line.split()[0] for line in figures_table(case_set)[2:]] == [rule.value for rule in CHECKS]


def test_model_answers_have_no_remarks() -> None:
    found = [
        (question.id, remark)
        for question in questions()
        for texts in _spoken_texts([text for _, text in question.answer_parts], question.time_target.answer)
        for remark in find_remarks(DeliveredAnswer(texts, question.kind, question.time_target.answer_seconds))
    ]
    assert found == []


def _spoken_texts(parts: list[str], target: str) -> list[str]:
    """Return what is said as one answer: the three explanations of a minute are one answer each."""
    return parts if target == "1:00" else ["\n\n".join(parts)]
