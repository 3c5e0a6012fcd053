"""Drills: practice of the weakest questions and key points that does not change the boxes.

The answers of a drill are reviews like any other, with key points, times and grades, and all statistics
count them. They never change a box, not even as the first answer of a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.history import all_attempts
from tpm_tui.core.reports.missed_points import PointStatistics, count_missed_points, select_weak_points


def find_weak_points(entries: Iterable[HistoryEntry], bank: Bank) -> list[PointStatistics]:
    """Return the weak key points of a history, weakest first; see `select_weak_points`."""
    return select_weak_points(count_missed_points(all_attempts(entries), bank))


def questions_with_points(points: Sequence[PointStatistics], within: Collection[str]) -> list[str]:
    """Return the questions in `within` that have one of the points, in the order of the points."""
    return list(dict.fromkeys(point.question for point in points if point.question in within))
