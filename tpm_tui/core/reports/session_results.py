"""How a session went: its answers and the share of the key points made, compared with the week before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.day import days_before
from tpm_tui.core.cards.events import Review
from tpm_tui.core.reports.current_points import with_current_points

WEEK_BEFORE_DAYS = 7
"""Days before a session whose answers it is compared with."""


class SessionResult(Struct, frozen=True):
    """The answers of one session and the key points made in them."""

    session: str
    day: date
    """The study day of its last answer."""
    answers: int
    made: int
    """Number of key points made in all its answers."""
    point_count: int
    """Number of key points of all answered questions."""
    share: float | None
    """Share of the key points made, 0 to 1; None if no question had key points."""


def list_session_results(reviews: Iterable[Review], bank: Bank) -> tuple[SessionResult, ...]:
    """Return the result of each session, ordered by its last answer, the newest last.

    Args:
        reviews: the active reviews, oldest first.
        bank: the bank, for renamed key points.
    """
    own: dict[str, list[Review]] = {}
    for review in reviews:
        found = own.pop(review.session, [])
        found.append(review)
        own[review.session] = found
    return tuple(_result(session, found, bank) for session, found in own.items())


def _result(session: str, reviews: Sequence[Review], bank: Bank) -> SessionResult:
    counts = [count_points(review, bank) for review in reviews]
    made, points = sum(made for made, _ in counts), sum(points for _, points in counts)
    share = made / points if points else None
    return SessionResult(session, reviews[-1].day, len(reviews), made, points, share)


def find_last_session(reviews: Sequence[Review], bank: Bank) -> SessionResult | None:
    """Return the result of the session with the newest review; arguments as in `list_session_results`."""
    if not reviews:
        return None
    last = reviews[-1].session
    return _result(last, [review for review in reviews if review.session == last], bank)


def compare_last_session(reviews: Sequence[Review], bank: Bank) -> float | None:
    """Return by how much the last session's share of key points differs from that of the week before it.

    The week before it is all answers that came before its first answer, from seven days before that on.

    Args:
        reviews: the active reviews, oldest first; those from seven days before the session on are enough.
        bank: the bank, for renamed key points.

    Returns:
        The difference, -1 to 1; None if one of the two has no key points, or if all answers before the
        session are of its first day: they are no week.
    """
    last = find_last_session(reviews, bank)
    if last is None or last.share is None:
        return None
    first = next(place for place, review in enumerate(reviews) if review.session == last.session)
    day = reviews[first].day
    start = days_before(day, WEEK_BEFORE_DAYS)
    week = [review for review in reviews[:first] if start <= review.day <= day]
    if all(review.day == day for review in week):
        return None
    counts = [count_points(review, bank) for review in week]
    points = sum(points for _, points in counts)
    return last.share - sum(made for made, _ in counts) / points if points else None


def count_points(review: Review, bank: Bank) -> tuple[int, int]:
    """Return how many key points an answer made, and how many its question has."""
    current = with_current_points(review, bank)
    return len(current.covered), len(current.covered) + len(current.missed)
