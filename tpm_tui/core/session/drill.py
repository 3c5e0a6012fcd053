"""Drills: practice beside the boxes, on what goes worst.

A drill's all_attempts are reviews like any other, with their points, times and grades, and every figure counts
them; only the boxes do not move, also not by a day's first answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.reports.stats import PointStatistics, points_missed


def weak_points(entries: Iterable[HistoryEntry], bank: Bank) -> list[PointStatistics]:
    """The key points that were missed in at least half of the all_attempts, the weakest first.

    The rate is (missed + 1) / (asked + 2), Laplace's rule of succession, so that one answer is not more
    than one answer: 5 of 6 is weaker than 1 of 1. Among equals must-points come first.
    """
    missed = points_missed(all_attempts(entries), bank)
    weak = [point for point in missed if 2 * point.missed >= point.asked]
    return sorted(weak, key=lambda point: (-(point.missed + 1) / (point.asked + 2), not point.must))


def questions_of(points: Sequence[PointStatistics], within: Collection[str]) -> list[str]:
    """Those among `within` that hold the points, the one with the weakest point first."""
    return list(dict.fromkeys(point.question for point in points if point.question in within))
