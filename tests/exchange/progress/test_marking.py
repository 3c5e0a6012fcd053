"""What is said about old answers that were marked again, in statistics and reports."""

from __future__ import annotations

import json

import pytest

from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.cards.events import SecondMarking
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.second_marking import MarkingDrift
from tpm_tui.core.reports.stats import Statistics, compute_statistics
from tpm_tui.exchange.progress.marking import drift_text
from tpm_tui.exchange.session_json import to_json
from tpm_tui.exchange.session_markdown import to_markdown
from tpm_tui.exchange.stats_text import stats_json, stats_text

BOTH = "size and cause first", "early plain notice"
GENEROUS = (
    "0.7 points per answer more than at first: you now mark more generously (3 old answers marked again)"
)


def marked_again(count: int, *, generous: int) -> History:
    """Return a history with old answers marked again, some of them with one point more than at first."""
    history = History()
    reviews = [history.answer(answer=f"We cut scope, {number}.") for number in range(count)]
    history.wait(14)
    for number, review in enumerate(reviews):
        covered = BOTH if number < generous else BOTH[:1]
        marking = SecondMarking(
            id=f"m{number}",
            seq=10_000 + number,
            at=history.at,
            day=history.day,
            question=review.question,
            review=review.id,
            covered=covered,
            missed=tuple(name for name in BOTH if name not in covered),
        )
        history.entries.append(marking)
    return history


def stats_of(history: History) -> Statistics:
    settings = PlanSettings(rules=RULES)
    return compute_statistics(history.entries, history.cards, BANK, history.day, settings)


@pytest.mark.parametrize(
    ("mean", "text"),
    [
        (0.8, "0.8 points per answer more than at first: you now mark more generously"),
        (-1.0, "1.0 point per answer fewer than at first: you now mark more strictly"),
        (0.04, "the same points as at first"),
        (-0.04, "the same points as at first"),
    ],
)
def test_sign_and_size_are_said(mean: float, text: str) -> None:
    assert drift_text(MarkingDrift(mean, 5)) == f"{text} (5 old answers marked again)"


def test_statistics_have_the_drift() -> None:
    stats = stats_of(marked_again(3, generous=2))
    assert f"Old answers marked again: {GENEROUS}" in " ".join(stats_text(stats).split())
    document = json.loads(stats_json(stats))
    assert (document["marking_drift"], document["second_markings"]) == (0.667, 3)


def test_two_markings_say_nothing() -> None:
    stats = stats_of(marked_again(2, generous=2))
    assert "marked again" not in stats_text(stats)
    document = json.loads(stats_json(stats))
    assert (document["marking_drift"], document["second_markings"]) == (None, 0)


def test_session_report_has_the_drift() -> None:
    report = marked_again(3, generous=2).report()
    assert f"| {GENEROUS} |" in to_markdown(report, BANK)
    document = json.loads(to_json(report))
    assert (document["marking_drift"], document["second_markings"]) == (0.667, 3)
    assert "marked again" not in to_markdown(marked_again(2, generous=2).report(), BANK)
