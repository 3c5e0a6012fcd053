"""How a session compares with those before it: the share of key points made, and what it missed most."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.events import Review
from tpm_tui.core.reports.missed_points import PointStatistics, count_missed_points, select_weak_points
from tpm_tui.core.reports.session_results import list_session_results
from tpm_tui.practice.workspace import Workspace

REVIEWS_READ = 400
"""Number of newest reviews that the trend is computed from."""

SESSIONS_SHOWN = 12
POINTS_SHOWN = 2


class SessionTrend(Struct, frozen=True):
    """What the summary of a session shows of the sessions before it."""

    shares: tuple[float, ...] = ()
    """The share of key points made in each of the last sessions, 0 to 1, this one last."""
    weakest: tuple[PointStatistics, ...] = ()
    """The key points missed in this session that are the weakest in all answers."""


def load_trend(workspace: Workspace, reviews: Sequence[Review]) -> SessionTrend:
    """Return the trend up to a session.

    Args:
        workspace: the bank and the history.
        reviews: the reviews of the session.

    Raises:
        DataFolderError: the history cannot be read.
    """
    if not reviews:
        return SessionTrend()
    bank = workspace.bank
    newest = workspace.store.reviews_before(days_after(workspace.today(), 1), REVIEWS_READ)
    shares = [each.share for each in list_session_results(newest, bank) if each.share is not None]
    missed = {(review.question, point) for review in reviews for point in review.missed}
    weak = [
        point
        for point in select_weak_points(count_missed_points(newest, bank))
        if (point.question, point.name) in missed
    ]
    return SessionTrend(tuple(shares[-SESSIONS_SHOWN:]), tuple(weak[:POINTS_SHOWN]))
