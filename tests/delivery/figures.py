"""How well the rules for remarks do on the labelled answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tests.bank.items import questions
from tests.delivery.labelled_cases import CaseSet, DeliveryCase, delivery_cases
from tpm_tui.core.delivery.remark import DeliveredAnswer, Rule
from tpm_tui.core.delivery.rules import CHECKS, find_remarks

QUESTIONS = {question.id: question for question in questions()}


@dataclass
class RuleFigures:
    """The figures of one rule on one set. Labels that are `maybe` count neither way."""

    true: int = 0
    """Answers for which the remark is true."""
    found: int = 0
    """Those of them that have it."""
    wrong: list[int] = field(default_factory=list)
    """Numbers of the answers that have it although it is false."""

    @property
    def precision(self) -> float:
        """Share of the remarks that are true; 1 without any."""
        made = self.found + len(self.wrong)
        return self.found / made if made else 1.0

    @property
    def recall(self) -> float:
        """Share of the true remarks that are made."""
        return self.found / self.true if self.true else 1.0


def remarks_of(case: DeliveryCase) -> frozenset[str]:
    """Return the types of the remarks on an answer."""
    question = QUESTIONS[case.question]
    target = question.time_target.answer_seconds
    return frozenset(
        remark.rule.value for remark in find_remarks(DeliveredAnswer(case.text, question.kind, target))
    )


def measure_rules(case_set: CaseSet) -> dict[Rule, RuleFigures]:
    """Return the figures of each rule on a set."""
    figures = {rule: RuleFigures() for rule in CHECKS}
    for case in delivery_cases(case_set):
        made = remarks_of(case)
        for rule, each in figures.items():
            label, is_made = rule.value, rule.value in made
            if label in case.types:
                each.true += 1
                each.found += is_made
            elif is_made and label not in case.maybe:
                each.wrong.append(case.number)
    return figures


def figures_table(case_set: CaseSet) -> list[str]:
    """Return the figures as lines: true cases, found ones, wrong remarks, precision, recall."""
    cases = delivery_cases(case_set)
    maybe = Counter(label for case in cases for label in case.maybe)
    lines = [
        f"{case_set}, {len(cases)} answers",
        f"{'rule':15} {'true':>5} {'maybe':>5} {'found':>5} {'wrong':>5} {'precision':>9} {'recall':>6}",
    ]
    for rule, each in measure_rules(case_set).items():
        counts = (each.true, maybe[rule.value], each.found, len(each.wrong))
        shares = f"{each.precision:9.2f} {each.recall:6.2f}"
        lines.append(f"{rule.value:15} {' '.join(f'{count:5}' for count in counts)} {shares}")
    return lines
