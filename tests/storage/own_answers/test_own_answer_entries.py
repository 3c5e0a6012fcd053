"""Own versions and own cues in the store survive what grades survive; older programs report their entries."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import reduce
from itertools import count, permutations
from operator import or_
from pathlib import Path

import msgspec
import pytest

from tests.storage.faults import SimulatedCrash, crash_at
from tests.storage.folders import paths_in
from tests.storage.stores import AT, DAY, add_reviews, fresh_id, open_store, review
from tpm_tui.core.cards.events import HistoryEntry, KnownEntry, PersonalCue, Pin, UnknownEntry
from tpm_tui.core.cards.own_cues import kept_cues
from tpm_tui.core.cards.pins import newest_pin
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.backup.restore import restore
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.progress import journal
from tpm_tui.storage.progress.store import Store

ADDED = (Pin, PersonalCue)
QUESTION = "late-recovery"


def pin(text: str = "", review: str = "") -> Pin:
    return Pin(id=fresh_id(), at=AT, day=DAY, question=QUESTION, text=text, review=review)


def cue(text: str, *, removed: bool = False) -> PersonalCue:
    return PersonalCue(
        id=fresh_id(), at=AT, day=DAY, question=QUESTION, point="early notice", text=text, removed=removed
    )


def state(store: Store) -> tuple[str, list[str]]:
    """Return the own version and the own cues."""
    entries = store.question_entries(QUESTION)
    newest = newest_pin(QUESTION, entries)
    return (newest.text or newest.review) if newest else "", [
        each.text for each in kept_cues(QUESTION, entries)
    ]


def undo(store: Store) -> None:
    assert store.undo_last(DAY, AT, fresh_id()) is not None


def redo(store: Store) -> None:
    assert store.redo_last(DAY, AT, fresh_id()) is not None


def fill(store: Store) -> tuple[str, list[str]]:
    (graded,) = add_reviews(store, review(QUESTION))
    for entry in (
        pin("first"),
        cue("I rang"),
        cue("I wrote"),
        cue("I rang", removed=True),
        pin(review=graded.id),
    ):
        store.commit(entry)
    return graded.id, ["I wrote"]


@pytest.mark.parametrize("reopened", [False, True])
def test_each_change_is_undone_and_redone(tmp_path: Path, reopened: bool) -> None:
    store = open_store(tmp_path)
    states = [state(store)]
    for entry in (pin("first"), cue("I rang"), pin("second"), cue("I rang", removed=True), pin()):
        store.commit(entry)
        states.append(state(store))
    assert states[-1] == ("", [])
    for step, run in ((-1, undo), (1, redo)):
        for expected in states[::step][1:]:
            store = open_store(tmp_path) if reopened else store
            run(store)
            assert state(store) == expected


def test_own_answers_survive_a_rebuild(tmp_path: Path) -> None:
    expected = fill(open_store(tmp_path))
    (tmp_path / "progress.json").unlink(missing_ok=True)
    store = open_store(tmp_path)
    store.rebuild()
    assert state(store) == expected
    assert set(store.cards) == {QUESTION}


def test_backup_and_restore_keep_own_answers_and_drafts(tmp_path: Path) -> None:
    here, there = paths_in(tmp_path / "here"), paths_in(tmp_path / "there")
    store = open_store(here.data)
    expected = fill(store)
    store.version_drafts.save(QUESTION, "v1", "half a version")
    backup = write_backup(here, AT, target=tmp_path / "copy.zip")
    assert backup is not None
    restore(there, backup, AT)
    restored = open_store(there.data)
    assert state(restored) == expected
    assert restored.version_drafts.newest_drafts()[QUESTION].text == "half a version"


def test_merge_in_any_order_gives_the_same_own_answers(tmp_path: Path) -> None:
    machines = [paths_in(tmp_path / name) for name in ("a", "b", "c")]
    for number, machine in enumerate(machines):
        store = open_store(machine.data)
        store.commit(pin(f"version {number}"))
        store.commit(cue("I rang"))
        store.commit(cue(f"cue {number}", removed=number == 1))
    results: list[tuple[str, list[str]]] = []
    for order in permutations(machines):
        own = paths_in(tmp_path / f"own-{len(results)}")
        for source in order:
            merge(own, [read_merge_source(source.data)], AT)
        results.append(state(open_store(own.data)))
    assert all(result == results[0] for result in results)
    assert set(results[0][1]) == {"I rang", "cue 0", "cue 2"}


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_kill_at_any_call_loses_no_confirmed_own_answer(
    tmp_path: Path, when: str, no_waiting: None, counted: Callable[[str, int], None]
) -> None:
    for k in count(1):
        folder = tmp_path / str(k)
        confirmed: list[HistoryEntry] = []
        crashed = False
        with crash_at(k, when) as crash:
            try:
                store = open_store(folder)
                for entry in (pin("first"), cue("I rang"), pin("second"), cue("I rang", removed=True)):
                    confirmed.append(store.commit(entry))
            except SimulatedCrash:
                crashed = True
        assert crashed is crash.crashed
        if not crash.crashed:
            break
        found = open_store(folder).question_entries(QUESTION)
        assert found[: len(confirmed)] == confirmed
        assert len(found) <= len(confirmed) + 1
        undone = len(found)
        store = open_store(folder)
        for _ in range(undone):
            undo(store)
        assert state(open_store(folder)) == ("", [])
    assert k > 10
    counted("crashes at a system call while an own version or cue is saved", k - 1)


def old_types() -> type[KnownEntry]:
    """Return the entries that a program reads which has no own versions and cues."""
    known = [each for each in KnownEntry.__args__ if each not in ADDED]
    return reduce(or_, known)


def test_older_program_reads_the_rest_and_reports_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(open_store(tmp_path))
    shutil.rmtree(tmp_path / "live", ignore_errors=True)
    before = {path.name: path.read_bytes() for path in (tmp_path / "history").iterdir()}
    decoder = msgspec.json.Decoder(old_types())
    monkeypatch.setattr(journal, "_entry_decoder", lambda: decoder)
    old = open_store(tmp_path)
    assert [problem.message for problem in old.notices] == [
        "5 lines were written by a newer version, kept and not used"
    ]
    assert set(old.cards) == {QUESTION}
    assert [type(entry) for entry in old.entries()][1:] == [UnknownEntry] * 5
    add_reviews(old, review("other"))
    assert old.undo_last(DAY, AT, fresh_id()) is not None
    for name, data in before.items():
        assert (tmp_path / "history" / name).read_bytes().startswith(data)


def test_untrusted_text_of_synced_own_answers_is_cleaned() -> None:
    untrusted = "The mill\x1b]52;c;eA==\x07 of \u202e2019."
    for entry in (pin(untrusted), cue(untrusted)):
        read = journal.decode_entry(journal.encode_entry(entry).rstrip(b"\n"))
        assert isinstance(read, Pin | PersonalCue)
        assert "\x1b" not in read.text
        assert "\u202e" not in read.text


def test_draft_of_a_version_is_private(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.version_drafts.save(QUESTION, "v1", "half a version")
    (path,) = (tmp_path / "versions").iterdir()
    assert (os.stat(path).st_mode & 0o777, os.stat(path.parent).st_mode & 0o777) == (0o600, 0o700)
