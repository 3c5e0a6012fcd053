"""What a killed program has left: read without changing any of it, and held against what must be there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.storage.stores import alike, assert_readable
from tpm_tui.core.cards.events import HistoryEntry, Note, Redo, Review, Undo, active_reviews
from tpm_tui.core.cards.replay import replay
from tpm_tui.practice.doctor import check_everything
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.doctor.checks import repair
from tpm_tui.storage.progress.journal import History
from tpm_tui.storage.progress.store import Store

UNFINISHED = "the last line is unfinished, and was not read."


class Deed(NamedTuple):
    """Something the learner did that the history keeps."""

    kind: str
    question: str
    text: str = ""


def deeds(entries: list[HistoryEntry]) -> tuple[Deed, ...]:
    """What the learner did, in order; when a session began and ended is left out."""
    found: list[Deed] = []
    for entry in entries:
        if isinstance(entry, Review):
            found.append(Deed(entry.grade.word, entry.question, entry.answer))
        elif isinstance(entry, Undo | Redo):
            found.append(Deed(type(entry).__name__.lower(), entry.question))
        elif isinstance(entry, Note):
            found.append(Deed("note", entry.question, entry.text))
    return tuple(found)


def written(folder: Path) -> list[HistoryEntry]:
    """Every line of the history, in the order of the files; none is there twice, and none is damaged."""
    passage = History(folder / "history").read()
    assert [told for told in passage.notices if not told.endswith(UNFINISHED)] == []
    entries = passage.entries
    ids = [entry.id for entry in entries]
    assert len(ids) == len(set(ids))
    seqs = [entry.seq for entry in entries]
    assert seqs == sorted(set(seqs))
    assert [entry.after for entry in entries] == [0, *seqs][: len(seqs)]
    return entries


def drafts(folder: Path, entries: list[HistoryEntry]) -> dict[str, str]:
    """The newest draft of each question, but one that is its newest answer: that was graded."""
    return _newest(folder / "drafts", {each.question: each.answer for each in active_reviews(entries)})


def note_drafts(folder: Path, entries: list[HistoryEntry]) -> dict[str, str]:
    """The newest draft of each note, but one that is kept."""
    kept = {each.question: f"{each.text}\n" for each in entries if isinstance(each, Note)}
    return _newest(folder / "notes", kept)


def _newest(folder: Path, done: Mapping[str, str]) -> dict[str, str]:
    files = sorted(
        (path.stat().st_mtime_ns, path.name, json.loads(path.read_bytes()))
        for path in folder.glob("*.json")
        if not path.name.startswith(".")
    )
    newest = {draft["question"]: draft["text"] for _, _, draft in files}
    return {question: text for question, text in newest.items() if text != done.get(question)}


def assert_in_order(environ: Mapping[str, str]) -> None:
    """Every file opens, the boxes are what the history comes to, and no more is wrong than a repair mends."""
    workspace = Workspace.find(environ)
    folder = workspace.paths.data
    assert_readable(folder)
    store = Store.open(folder, workspace.rules)
    assert [told for told in store.notices if not told.endswith(UNFINISHED)] == []
    assert alike(store.cards, replay(store.entries(), store.rules))
    assert [str(finding) for finding in check_everything(workspace).wrong if not finding.repair] == []


def assert_mends(environ: Mapping[str, str]) -> None:
    """A repair leaves nothing that is wrong, and changes nothing that the learner did."""
    workspace = Workspace.find(environ)
    before = written(workspace.paths.data)
    repair(workspace.paths, workspace.rules, workspace.now())
    assert [str(finding) for finding in check_everything(Workspace.find(environ)).wrong] == []
    assert written(workspace.paths.data) == before
