"""Read what a killed program has left on disk, without changing it, and check it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.storage.stores import assert_readable, same_cards
from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.events import HistoryEntry, Note, PersonalCue, Pin, Redo, Review, Undo
from tpm_tui.core.cards.replay import replay
from tpm_tui.practice.doctor import check_everything
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.doctor.repair import repair
from tpm_tui.storage.progress.journal import History
from tpm_tui.storage.progress.store import Store

UNFINISHED = "the last line is unfinished and was not read"


class LearnerAction(NamedTuple):
    """An action of the learner that is saved in the history."""

    kind: str
    question: str
    text: str = ""


def learner_actions(entries: list[HistoryEntry]) -> tuple[LearnerAction, ...]:
    """Return the actions of the learner in order, without session starts and ends."""
    found: list[LearnerAction] = []
    for entry in entries:
        if isinstance(entry, Review):
            found.append(LearnerAction(entry.grade.word, entry.question, entry.answer))
        elif isinstance(entry, Undo | Redo):
            found.append(LearnerAction(type(entry).__name__.lower(), entry.question))
        elif isinstance(entry, Note):
            found.append(LearnerAction("note", entry.question, entry.text))
        elif isinstance(entry, Pin):
            found.append(LearnerAction("version", entry.question, entry.text))
        elif isinstance(entry, PersonalCue):
            kind = "cue removed" if entry.removed else "cue"
            found.append(LearnerAction(kind, entry.question, entry.text))
    return tuple(found)


def read_history(folder: Path) -> list[HistoryEntry]:
    """Read every line of the history, in file order; assert that none is duplicated or damaged."""
    result = History(folder / "history").read()
    assert [notice for notice in result.notices if notice.message != UNFINISHED] == []
    entries = result.entries
    ids = [entry.id for entry in entries]
    assert len(ids) == len(set(ids))
    seqs = [entry.seq for entry in entries]
    assert seqs == sorted(set(seqs))
    assert [entry.after for entry in entries] == [0, *seqs][: len(seqs)]
    return entries


def read_drafts(folder: Path, entries: list[HistoryEntry]) -> dict[str, str]:
    """Return the newest draft of each question, unless it equals its newest answer and so was graded."""
    return _newest(folder / "drafts", {each.question: each.answer for each in active_reviews(entries)})


def read_note_drafts(folder: Path, entries: list[HistoryEntry]) -> dict[str, str]:
    """Return the newest draft of each note, unless it was saved."""
    saved = {each.question: each.text for each in entries if isinstance(each, Note)}
    return _newest(folder / "notes", saved)


def _newest(folder: Path, saved: Mapping[str, str]) -> dict[str, str]:
    files = sorted(
        (path.stat().st_mtime_ns, path.name, json.loads(path.read_bytes()))
        for path in folder.glob("*.json")
        if not path.name.startswith(".")
    )
    newest = {draft["question"]: draft["text"] for _, _, draft in files}
    return {question: text for question, text in newest.items() if text != saved.get(question)}


def assert_consistent(environ: Mapping[str, str]) -> None:
    """Assert that every file opens, the boxes match the history, and a repair can fix what is wrong."""
    workspace = Workspace.find(environ)
    folder = workspace.paths.data
    assert_readable(folder)
    store = Store.open(folder, workspace.rules)
    unexpected = [str(notice) for notice in store.notices if notice.message != UNFINISHED]
    assert unexpected == [], unexpected
    assert same_cards(store.cards, replay(store.entries(), store.rules))
    assert [str(problem) for problem in check_everything(workspace).errors if not problem.repair] == []


def assert_repairable(environ: Mapping[str, str]) -> None:
    """Assert that a repair fixes everything that is wrong and does not change the history."""
    workspace = Workspace.find(environ)
    before = read_history(workspace.paths.data)
    repair(workspace.paths, workspace.rules, workspace.now())
    assert [str(finding) for finding in check_everything(Workspace.find(environ)).errors] == []
    assert read_history(workspace.paths.data) == before
