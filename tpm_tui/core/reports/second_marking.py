"""Marking an old answer again without its earlier ticks: which answer, and how the ticks have drifted.

Once a week one answer of at least two weeks ago is offered. The choice depends only on the history and the
day, so that it is the same in every front end. The newest marking of an answer counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.day import days_before
from tpm_tui.core.cards.events import HistoryEntry, Review, SecondMarking
from tpm_tui.core.mock.draw import seeded_rank
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.session.scaffold import without_headings

FIRST_AGE_DAYS = 14
"""Days after which an answer can be marked again: its first ticks should be forgotten."""

DAYS_BETWEEN = 7
"""Days from one marking to the next offer."""

MIN_MARKINGS = 3
"""Markings without which nothing is said about the drift."""

MAX_MARKINGS = 10
"""Number of newest markings from which the drift is computed."""


class MarkingDrift(Struct, frozen=True):
    """By how much the second markings of answers differ from the first ones."""

    mean: float
    """Mean of the points ticked in the second marking minus those ticked in the first, per answer. Above 0,
    the learner now marks the same answers more generously. Only points in both markings count."""
    markings: int
    """Number of answers that it is computed from: the newest ones that were marked again."""


def newest_markings(entries: Iterable[HistoryEntry]) -> tuple[SecondMarking, ...]:
    """Return the newest second marking of each answer that is not undone, oldest first."""
    ordered = sorted(
        (entry for entry in entries if isinstance(entry, SecondMarking)), key=lambda each: (each.seq, each.id)
    )
    undone: dict[str, bool] = {}
    for change in ordered:
        if change.is_reversal:
            undone[change.undoes or change.redoes] = bool(change.undoes)
    newest = {each.review: each for each in ordered if not each.is_reversal and not undone.get(each.id)}
    return tuple(sorted(newest.values(), key=lambda each: (each.seq, each.id)))


def is_marking_due(markings: Sequence[SecondMarking], today: date) -> bool:
    """Return whether an old answer is to be offered: none was marked again in the last week."""
    return find_latest_marking(markings, today) is None


def find_latest_marking(markings: Sequence[SecondMarking], today: date) -> SecondMarking | None:
    """Return the newest marking of the last week; None if there is none."""
    since = days_before(today, DAYS_BETWEEN)
    return next((marking for marking in reversed(markings) if marking.day > since), None)


def find_marking(markings: Sequence[SecondMarking], review: str) -> SecondMarking | None:
    """Return the marking of an answer; None if it was not marked again, or only undone markings."""
    return next((marking for marking in markings if marking.review == review), None)


def choose_old_answer(
    reviews: Iterable[Review], markings: Sequence[SecondMarking], bank: Bank, today: date
) -> Review | None:
    """Return the answer to mark again; None if no answer is old enough.

    An answer that was marked again in the last week is returned once more, to correct that marking. Otherwise
    answers that were never marked again come first; among them, the week decides.

    Args:
        reviews: the active reviews.
        markings: the result of `newest_markings`.
        bank: the questions.
        today: the study day.
    """
    found = [review for review in reviews if _can_be_marked(review, bank, today)]
    latest = find_latest_marking(markings, today)
    if latest is not None:
        again = [review for review in found if review.id == latest.review]
        if again:
            return again[0]
    marked = {marking.review for marking in markings}
    week = (today.toordinal() - 1) // 7
    return min(
        found, key=lambda review: (review.id in marked, seeded_rank(week, review.id), review.id), default=None
    )


def compute_drift(entries: Sequence[HistoryEntry], bank: Bank) -> MarkingDrift | None:
    """Return the drift over the newest markings; None if there are fewer than `MIN_MARKINGS`.

    Args:
        entries: the whole history, in order.
        bank: the questions, for the current names of key points.
    """
    markings = newest_markings(entries)
    if len(markings) < MIN_MARKINGS:
        return None
    wanted = {marking.review for marking in markings}
    reviews = {
        review.id: with_current_points(review, bank)
        for review in active_reviews(list(entries))
        if review.id in wanted
    }
    differences = [
        difference
        for marking in markings
        if marking.review in reviews
        if (difference := _difference(reviews[marking.review], marking, bank)) is not None
    ][-MAX_MARKINGS:]
    if len(differences) < MIN_MARKINGS:
        return None
    return MarkingDrift(sum(differences) / len(differences), len(differences))


def _difference(review: Review, marking: SecondMarking, bank: Bank) -> int | None:
    """Return the points ticked now minus those ticked first; None if the markings have no point in common."""
    covered = bank.current_point_names(marking.question, marking.covered)
    missed = bank.current_point_names(marking.question, marking.missed)
    common = _points(review.covered, review.missed) & _points(covered, missed)
    if not common:
        return None
    return len(common & set(covered)) - len(common & set(review.covered))


def _points(covered: Collection[str], missed: Collection[str]) -> set[str]:
    return {*covered, *missed}


def _can_be_marked(review: Review, bank: Bank, today: date) -> bool:
    question = bank.by_id.get(review.question)
    if question is None or review.day > days_before(today, FIRST_AGE_DAYS):
        return False
    if not without_headings(review.answer).strip():
        return False
    current = with_current_points(review, bank)
    return any(p.name in current.covered or p.name in current.missed for p in question.key_points)
