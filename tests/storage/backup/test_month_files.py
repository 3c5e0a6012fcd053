"""A merge into many months holds the lock only to put the new files in place."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.faults import fail_at, record_calls
from tests.storage.folders import paths_in
from tests.storage.stores import AT, add_reviews, answers_by_id, open_store, review
from tpm_tui.storage.backup import merge as merge_module
from tpm_tui.storage.backup import month_files, write
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.backup.month_files import prepared_months
from tpm_tui.storage.files import lock
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.journal import encode_entry

MONTHS = 60


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


def write_history(folder: Path, months: int, session: str) -> None:
    """Write one answer a month."""
    (folder / "history").mkdir(mode=0o700, parents=True)
    for n in range(months):
        at = AT + timedelta(days=31 * n)
        line = encode_entry(review(f"q-{n}", at=at, day=at.date(), session=session, id=f"{session}-{n}"))
        with (folder / "history" / f"{at.year:04}-{at.month:02}.jsonl").open("ab") as file:
            file.write(line)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Two histories of the same months; `other` is to be merged."""
    paths = paths_in(tmp_path)
    write_history(paths.data, MONTHS, "own")
    write_history(tmp_path / "other", MONTHS, "other")
    return paths


def answers(paths: Paths) -> set[str]:
    return set(answers_by_id(open_store(paths.data).entries()))


def test_lock_is_not_held_while_files_are_written(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    source = read_merge_source(paths.data.parent / "other")
    held: list[list[str]] = []
    with record_calls() as calls:

        @contextmanager
        def recorded(*args: object) -> Iterator[None]:
            with lock.locked(*args):  # type: ignore[arg-type]
                start = len(calls)
                yield
                held.append(calls[start:])

        for module in (merge_module, write):
            monkeypatch.setattr(module, "locked", recorded)
        assert merge(paths, [source], AT).entries == MONTHS
    assert len(answers(paths)) == 2 * MONTHS
    slow = [call for calls in held for call in calls if call in ("write", "fsync", "fdatasync")]
    assert slow == ["fsync"]
    assert len(calls) > 3 * MONTHS


def test_answer_given_while_files_are_prepared_is_kept(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    source = read_merge_source(paths.data.parent / "other")
    session = open_store(paths.data)
    later = AT + timedelta(days=31 * (MONTHS - 1))

    @contextmanager
    def answer_first(*args: object) -> Iterator[month_files.PreparedMonths]:
        with prepared_months(*args) as prepared:  # type: ignore[arg-type]
            meanwhile = review("meanwhile", at=later, day=later.date(), id="meanwhile")
            add_reviews(session, meanwhile)
            yield prepared

    monkeypatch.setattr(merge_module, "prepared_months", answer_first)
    merge(paths, [source], AT)
    assert "meanwhile" in answers(paths)
    assert len(answers(paths)) == 2 * MONTHS + 1
    session.refresh()
    assert len(session.entries()) == 2 * MONTHS + 1


def test_merge_of_the_same_lines_at_once_adds_them_once(paths: Paths) -> None:
    folder = paths.data / "history"
    name = min(os.listdir(folder))
    line = encode_entry(review("new", id="new")).rstrip(b"\n")
    with prepared_months(folder, {name: [line]}) as one, prepared_months(folder, {name: [line]}) as other:
        one.put_in_place()
        other.put_in_place()
    assert (folder / name).read_bytes().count(line) == 1


def test_new_month_is_created(paths: Paths) -> None:
    with prepared_months(paths.data / "history", {"2020-01.jsonl": [b"one", b"two"]}) as prepared:
        prepared.put_in_place()
    path = paths.data / "history" / "2020-01.jsonl"
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"one\ntwo\n", 0o600)


@pytest.mark.parametrize("k", range(180, 360, 9))
def test_failed_merge_leaves_no_temp_files(paths: Paths, k: int) -> None:
    source = read_merge_source(paths.data.parent / "other")
    own = answers(paths)
    with fail_at(k, errno.ENOSPC) as failure, suppress(WriteError):
        merge(paths, [source], AT)
    assert failure.triggered
    assert own <= answers(paths)
    assert not [name for name in os.listdir(paths.data / "history") if name.endswith(".tmp")]
    merge(paths, [source], AT)
    assert len(answers(paths)) == 2 * MONTHS
