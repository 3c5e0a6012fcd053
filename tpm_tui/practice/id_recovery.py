"""A question that lost its id in the file keeps its progress: it is known by its wording."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.orphans import orphans, same_wording, wordings
from tpm_tui.storage.bank.loader import LoadedBank, SourcePosition
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import Store


def restore_ids_by_wording(loaded: LoadedBank, store: Store) -> LoadedBank:
    """The bank, where questions without an id have the id under which they were answered; with a warning.

    Raises:
        DataFolderError: the history cannot be read.
    """
    lost = orphans(store.cards, loaded.bank)
    without_id = [loaded.bank.by_id[id] for id in loaded.without_id if id not in store.cards]
    if not lost or not without_id:
        return loaded
    old_ids = {
        question.id: orphan
        for orphan, question in same_wording(wordings(store.entries(), lost), without_id).items()
    }
    questions = tuple(
        replace(question, id=old_ids.get(question.id, question.id)) for question in loaded.bank.questions
    )
    problems = loaded.problems
    for made_up, old in old_ids.items():
        problems = _without_recovered(problems, loaded.places[made_up], old)
    return LoadedBank(
        Bank(loaded.bank.topics, questions),
        {old_ids.get(id, id): place for id, place in loaded.places.items()},
        problems,
        tuple(old_ids.get(id, id) for id in loaded.without_id),
    )


def _without_recovered(problems: Sequence[Problem], place: SourcePosition, old: str) -> tuple[Problem, ...]:
    """The warning that a question has no id says which one would keep its progress."""
    return tuple(
        replace(problem, message=f"{problem.message}; by its wording it is {old}", hint=f"write id: {old}")
        if (problem.file, problem.line, problem.column) == (place.file, place.line, place.column)
        and problem.message.endswith("has no id")
        else problem
        for problem in problems
    )
