"""Recovery of lost question ids: a question without an id is matched to its progress by its wording."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.orphans import collect_wordings, find_orphans, match_wording
from tpm_tui.core.text.file_names import escape_undecoded
from tpm_tui.storage.bank.loader import LoadedBank, SourcePosition
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import Store


def restore_ids_by_wording(loaded: LoadedBank, open_store: Callable[[], Store]) -> LoadedBank:
    """Return the bank with the old ids of answered questions that have none in the file.

    The warning about each missing id is extended by the id to write.

    A history that cannot be read changes nothing here: the error is reported when the progress is needed.

    Args:
        loaded: the bank.
        open_store: opens the progress; may raise `DataFolderError`.
    """
    try:
        return _restore(loaded, open_store())
    except DataFolderError:
        return loaded


def _restore(loaded: LoadedBank, store: Store) -> LoadedBank:
    lost = find_orphans(store.cards, loaded.bank)
    without_id = [loaded.bank.by_id[id] for id in loaded.without_id if id not in store.cards]
    if not lost or not without_id:
        return loaded
    old_ids = {
        question.id: orphan
        for orphan, question in match_wording(collect_wordings(store.entries(), lost), without_id).items()
    }
    questions = tuple(
        replace(question, id=old_ids.get(question.id, question.id)) for question in loaded.bank.questions
    )
    problems = loaded.problems
    for generated, old in old_ids.items():
        problems = _with_recovered_id(problems, loaded.places[generated], old)
    return LoadedBank(
        Bank(loaded.bank.topics, questions),
        {old_ids.get(id, id): place for id, place in loaded.places.items()},
        problems,
        tuple(old_ids.get(id, id) for id in loaded.without_id),
        loaded.originals,
    )


def _with_recovered_id(problems: Sequence[Problem], place: SourcePosition, old: str) -> tuple[Problem, ...]:
    """Add the recovered id to the warning that the question at this place has no id."""
    shown = escape_undecoded(place.file)
    return tuple(
        replace(problem, message=f"{problem.message}; its wording matches {old}", hint=f"write id: {old}")
        if (problem.file, problem.line, problem.column) == (shown, place.line, place.column)
        and problem.message.endswith("has no id")
        else problem
        for problem in problems
    )
