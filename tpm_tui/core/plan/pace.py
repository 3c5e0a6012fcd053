"""The pace: how many new questions are introduced in a day, from what sticks of the learner's own answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.spaced import newest_spaced
from tpm_tui.core.plan.deadline import Deadline

FEW_SPACED = 6
"""Number of spaced answers below which they do not decide the pace."""

NO_DATE_HORIZON = 30
"""Study days over which new questions are spread when there is no interview date."""


class Retention(Struct, frozen=True):
    """How many of the newest spaced answers were good; the answers of today do not count."""

    answers: int = 0
    good: int = 0
    """Number of those not graded `again`."""

    @property
    def known(self) -> bool:
        """Whether there are enough answers to decide the pace."""
        return self.answers >= FEW_SPACED

    @property
    def sticks(self) -> bool:
        """Whether at least two thirds were good."""
        return 3 * self.good >= 2 * self.answers

    def summary(self, deadline: Deadline | None) -> str:
        """Return the sentence that explains the pace toward a date, or without one.

        It holds if all new questions fit; room that no due question takes is filled with new ones.
        """
        span = "" if deadline else f" in {NO_DATE_HORIZON} study days"
        rule = (
            f"New questions come as late as they still all fit{span}, "
            "unless two thirds of what you met days ago still sticks"
        )
        if not self.known:
            return (
                f"{rule}. Until {FEW_SPACED} such answers are known, each study day has at least an even "
                "share of them, and more while few questions are due."
            )
        verdict = "so breadth comes first" if self.sticks else "so repeats come first"
        return f"{rule}: {self.good} of the last {self.answers} did, {verdict}."


NO_RETENTION = Retention()
"""Before there is any spaced answer."""


def measure_retention(cards: Mapping[str, Card], today: date) -> Retention:
    """Return the retention at the start of a study day, which does not change during the day."""
    outcomes = spaced_outcomes(cards, today)
    return Retention(len(outcomes), sum(outcomes))


def spaced_outcomes(cards: Mapping[str, Card], today: date) -> list[bool]:
    """Return whether the newest spaced answers before a study day were good, newest first."""
    return newest_spaced(((card.question, card.spaced) for card in cards.values() if card.spaced), today)


def new_quota(
    new: Mapping[date | None, int], left: Mapping[date, int], new_a_day: int, retention: Retention
) -> int:
    """Return how many new questions must be introduced today.

    Every date has the pace of its own questions. Together there are never fewer than must be introduced today
    so that all can be by their dates.

    Args:
        new: number of new questions by target date; None for those without one.
        left: study days until each date, today included; at least 1.
        new_a_day: most new questions per day.
        retention: what sticks of earlier answers.
    """
    no_date = max([NO_DATE_HORIZON, *left.values()])
    even = required = total = 0
    for day, days in (*sorted(left.items()), (None, no_date)):
        if count := new.get(day, 0):
            total += count
            even += _even_pace(count, days, retention)
            required = max(required, total - new_a_day * (days - 1))
    return min(total, new_a_day, max(even, required))


def _even_pace(new: int, days: int, retention: Retention) -> int:
    """Return the pace of one date: even, twice the even pace if earlier questions stick, or none if not."""
    if not retention.known:
        return -(-new // days)
    return -(-2 * new // days) if retention.sticks else 0
