"""CPU time of the plan report with three dates, compared with one date.

Both run in turn on the same progress, so that load on the machine affects both equally; the result is the
median of the ratios of the pairs.
"""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median
from time import process_time

import pytest
from msgspec.structs import replace

from tests.benchmarks.table import milliseconds, row
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.plan.settings import PlanSettings

pytestmark = pytest.mark.bench

QUESTIONS = 10_000
TOPICS = 20
PAIRS = 7
LIMIT = 1.5
"""Maximum ratio of the time with three dates to that with one."""

TODAY = date(2026, 11, 23)
BANK = {f"q{number:05}": f"topic-{number * TOPICS // QUESTIONS}" for number in range(QUESTIONS)}
ONE = PlanSettings(budget=20, interview=TODAY + timedelta(days=60))
THREE = replace(
    ONE,
    deadlines=(
        Deadline(TODAY + timedelta(days=7), frozenset({"topic-0", "topic-7"}), "screen"),
        Deadline(TODAY + timedelta(days=30), frozenset({"topic-0", "topic-3", "topic-9"}), "onsite"),
    ),
)


def practised() -> dict[str, Card]:
    """Return cards of two thirds of the bank, in all boxes, each with ten spaced answers."""
    cards = {}
    for number, question in enumerate(BANK):
        if number % 3:
            last = TODAY - timedelta(days=1 + number % 40)
            schedule = Schedule(1 + number % 7, last, last, reviews=10, review="r", grade=Grade.GOOD)
            spaced = tuple(2 * (last.toordinal() - 3 * ago) + number % 2 for ago in range(9, -1, -1))
            cards[question] = Card(question, schedule, spaced=spaced)
    return cards


def seconds(cards: dict[str, Card], settings: PlanSettings) -> float:
    start = process_time()
    build_plan_report(BANK, cards, TODAY, settings)
    return process_time() - start


def test_plan_report_with_three_dates_is_within_limit() -> None:
    cards = practised()
    pairs = [(seconds(cards, THREE), seconds(cards, ONE)) for _ in range(PAIRS)]
    ratio = median(three / one for three, one in pairs)
    three, one = (milliseconds(median(times)) for times in zip(*pairs, strict=True))
    print(
        "\n"
        + row(f"plan report, {QUESTIONS:,} questions, three dates", three, f"one date {one}", ratio, LIMIT)
    )
    assert ratio <= LIMIT
