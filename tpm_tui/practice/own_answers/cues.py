"""The learner's own cues of key points: sentences of answers by which later answers are recognised."""

from __future__ import annotations

from collections.abc import Mapping

from tpm_tui.core.cards.events import HistoryEntry, PersonalCue
from tpm_tui.core.cards.own_cues import kept_cues
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace


def own_cues_in(
    entries: list[HistoryEntry], workspace: Workspace, question: str
) -> Mapping[str, tuple[str, ...]]:
    """Return the own cues of a question by the current names of its points, oldest first.

    Args:
        entries: the entries of the question.
        workspace: the current names of its points.
        question: id of the question.
    """
    found: dict[str, dict[str, None]] = {}
    for cue in kept_cues(question, entries):
        found.setdefault(_current_name(workspace, cue), {})[cue.text] = None
    return {point: tuple(texts) for point, texts in found.items()}


def load_own_cues(workspace: Workspace, question: str) -> Mapping[str, tuple[str, ...]]:
    """Return the own cues of a question by the current names of its points, oldest first.

    Raises:
        DataFolderError: the history cannot be read.
    """
    return own_cues_in(workspace.store.question_entries(question), workspace, question)


def keep_cue(workspace: Workspace, question: str, point: str, sentence: str) -> bool:
    """Keep a sentence as a cue of a key point; return False if it is one already.

    Raises:
        WriteError: nothing was written.
        DataFolderError: the history cannot be read.
    """
    if sentence in load_own_cues(workspace, question).get(point, ()):
        return False
    _write(workspace, question, point, sentence, removed=False)
    return True


def remove_cue(workspace: Workspace, question: str, point: str, sentence: str) -> bool:
    """Remove a cue of a key point; return False if there is none with that sentence.

    Raises:
        WriteError: it was not removed.
        DataFolderError: the history cannot be read.
    """
    kept = [
        cue
        for cue in kept_cues(question, workspace.store.question_entries(question))
        if cue.text == sentence and _current_name(workspace, cue) == point
    ]
    for cue in kept:  # more than one only if points were joined that had the same cue
        _write(workspace, question, cue.point, sentence, removed=True)
    return bool(kept)


def _write(workspace: Workspace, question: str, point: str, sentence: str, *, removed: bool) -> None:
    workspace.store.commit(
        PersonalCue(
            **entry_header(workspace),
            question=question,
            point=point,
            text=sentence,
            removed=removed,
        )
    )


def _current_name(workspace: Workspace, cue: PersonalCue) -> str:
    """Return the name that the bank gives to the cue's point now."""
    return workspace.bank.current_point_names(cue.question, (cue.point,))[0]
