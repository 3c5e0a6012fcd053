"""Marking an old answer again without its earlier ticks: offer one, save the new ticks, undo that."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.day import days_before
from tpm_tui.core.cards.events import Review, SecondMarking
from tpm_tui.core.reports.second_marking import (
    FIRST_AGE_DAYS,
    choose_old_answer,
    find_marking,
    is_marking_due,
    newest_markings,
)
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace

MAX_CHOICES = 1000
"""Number of newest old answers to choose from."""


class OldAnswer(Struct, frozen=True):
    """An old answer and its question."""

    review: Review
    question: Question


def find_old_answer(workspace: Workspace) -> OldAnswer | None:
    """Return the answer to mark again now, due or not; None if no answer is old enough.

    Raises:
        DataFolderError: the history cannot be read.
    """
    markings = newest_markings(workspace.store.second_markings())
    today, bank = workspace.today(), workspace.bank
    reviews = workspace.store.reviews_before(days_before(today, FIRST_AGE_DAYS - 1), MAX_CHOICES)
    review = choose_old_answer(reviews, markings, bank, today)
    return OldAnswer(review, bank.by_id[review.question]) if review else None


def find_due_answer(workspace: Workspace) -> OldAnswer | None:
    """Return the answer that is offered to be marked again; None if none is. May be called in a thread.

    Raises:
        DataFolderError: the history cannot be read.
    """
    if not is_marking_due(newest_markings(workspace.store.second_markings()), workspace.today()):
        return None
    return find_old_answer(workspace)


def save_second_marking(workspace: Workspace, old: OldAnswer, ticked: Collection[str]) -> SecondMarking:
    """Write the new ticks of an old answer; the newest marking of an answer counts. No box moves.

    Raises:
        WriteError: nothing was written.
    """
    names = [point.name for point in old.question.key_points]
    entry = SecondMarking(
        **entry_header(workspace),
        question=old.question.id,
        review=old.review.id,
        covered=tuple(name for name in names if name in ticked),
        missed=tuple(name for name in names if name not in ticked),
    )
    workspace.store.commit(entry)
    return entry


def undo_second_marking(workspace: Workspace, old: OldAnswer) -> bool:
    """Undo the newest second marking of an answer; return whether it had one. An earlier one counts again.

    Raises:
        DataFolderError: the history cannot be read.
        WriteError: nothing was undone.
    """
    return workspace.store.undo_marking(
        lambda markings: find_marking(newest_markings(markings), old.review.id),
        workspace.today(),
        workspace.now(),
        workspace.new_id(),
    )
