"""Restoring: all is as it was, what was there is kept, and a crash half-way is ended by doing it again."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.storage.faults import Died, dying, failing
from tests.storage.folders import contents, listed, lived_in, packed, paths_in, same_progress, unpacked
from tests.storage.stores import AT, DAY, alike, assert_sound, give, opened, review
from tpm_tui.storage.backup.archive import open_archive
from tpm_tui.storage.backup.restore import restore, summarize_backup
from tpm_tui.storage.backup.write import backups, write_backup
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.storage.files.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return lived_in(tmp_path / "home")


@pytest.fixture
def saved(paths: Paths, tmp_path: Path) -> Path:
    path = write_backup(paths, AT, target=tmp_path / "saved.zip")
    assert path is not None
    return path


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


def gone_on(paths: Paths) -> None:
    """Practice after the backup: more answers, another month, more drafts, changed settings and questions."""
    store = opened(paths.data)
    give(store, review("late"), review("q-1", at=AT + timedelta(days=70), day=DAY + timedelta(days=70)))
    store.close()
    store.drafts.save("q-1", "s1", "another thought")
    store.drafts.save("q-2", "s2", "of a new question")
    paths.config.write_text("per_day: 99\n", "utf-8")
    (paths.banks / "more.yaml").write_text("questions: []\n", "utf-8")


def test_a_backup_on_a_new_machine_is_the_same_progress(paths: Paths, saved: Path, tmp_path: Path) -> None:
    new = paths_in(tmp_path / "new")
    done = restore(new, saved, AT)
    assert done.before is None
    assert contents(new) == contents(paths)
    assert same_progress(opened(new.data), opened(paths.data))
    assert opened(new.data).notices == ()
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_history_and_boxes_go_back_and_what_was_there_is_backed_up(paths: Paths, saved: Path) -> None:
    before = opened(paths.data)
    gone_on(paths)
    later = contents(paths)
    done = restore(paths, saved, AT)
    store = opened(paths.data)
    assert same_progress(store, before)
    assert store.notices == ()
    assert store.drafts.newest() == {"q-1": "half a thought", "q-2": "of a new question"}
    assert paths.config.read_text("utf-8") == "per_day: 7\n"
    assert (paths.banks / "more.yaml").exists()
    assert done.before is not None
    assert [found.reason for found in backups(paths)] == ["before-restore"]
    # and back again: nothing of it was lost
    restore(paths, done.before, AT + timedelta(minutes=1))
    assert contents(paths) == later


def test_restoring_twice_is_restoring_once(paths: Paths, saved: Path) -> None:
    restore(paths, saved, AT)
    once = contents(paths)
    restore(paths, saved, AT)
    assert contents(paths) == once


def test_a_session_that_runs_goes_on_from_the_restored_boxes(paths: Paths, saved: Path) -> None:
    before = opened(paths.data)
    gone_on(paths)
    running = opened(paths.data)
    assert "late" in running.cards
    restore(paths, saved, AT)
    assert running.refresh()
    assert running.cards == before.cards
    gone_on_with = opened(paths.data)
    give(running, review("mine"))
    running.close()
    assert set(opened(paths.data).cards) == {*before.cards, "mine"}
    assert_sound(opened(paths.data))
    give(gone_on_with, review("yours"))
    assert_sound(gone_on_with)


def test_a_session_that_did_not_look_in_between_does_not_bring_the_old_boxes_back(
    paths: Paths, saved: Path
) -> None:
    before = opened(paths.data)
    gone_on(paths)
    running = opened(paths.data)
    restore(paths, saved, AT)
    give(running, review("mine"))
    running.close()
    assert set(opened(paths.data).cards) == {*before.cards, "mine"}
    assert_sound(opened(paths.data))


def test_a_damaged_store_is_replaced_by_a_good_one(paths: Paths, saved: Path) -> None:
    before = opened(paths.data)
    for segment in (paths.data / "history").iterdir():
        segment.write_bytes(segment.read_bytes()[: 100 * len(segment.name)])
    (paths.data / "progress.json").write_bytes(b"{")
    restore(paths, saved, AT)
    store = opened(paths.data)
    assert same_progress(store, before)
    assert store.notices == ()


def test_a_backup_without_boxes_or_with_damaged_ones_gives_them_from_the_history(
    paths: Paths, saved: Path, tmp_path: Path
) -> None:
    before = opened(paths.data)
    files = unpacked(saved)
    del files["tpm-tui-backup.json"]
    for boxes in (None, b'{"cards": {'):
        less = {name: data for name, data in files.items() if name != "progress.json"}
        path = packed(tmp_path / "b.zip", listed(less if boxes is None else {**less, "progress.json": boxes}))
        gone_on(paths)
        restore(paths, path, AT)
        assert alike(before.cards, opened(paths.data).cards)


def test_the_summary_tells_what_is_in_it(paths: Paths, saved: Path) -> None:
    seen = summarize_backup(saved)
    assert (seen.answers, seen.questions, seen.damaged) == (5, 4, 0)
    assert (seen.first, seen.last) == (DAY, DAY + timedelta(days=16))
    assert (seen.drafts, seen.banks, seen.settings) == (1, 1, True)
    assert seen.contents.made == AT


def test_bad_lines_are_counted_and_kept(paths: Paths, tmp_path: Path) -> None:
    segment = paths.data / "history" / "2026-11.jsonl"
    with segment.open("ab") as log:
        log.write(b"0badf00d {half\n")
    path = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert path is not None
    assert summarize_backup(path).damaged == 1
    restore(paths_in(tmp_path / "new"), path, AT)
    assert (tmp_path / "new/data/history/2026-11.jsonl").read_bytes() == segment.read_bytes()


def test_a_folder_that_all_may_write_to_is_refused(paths: Paths, saved: Path) -> None:
    paths.data.chmod(0o777)
    with pytest.raises(DataFolderError, match="everybody"):
        restore(paths, saved, AT)


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_a_kill_at_any_call_is_told_and_ended_by_restoring_again(
    paths: Paths, saved: Path, tmp_path: Path, when: str
) -> None:
    restored = opened(paths.data).entries()
    gone_on(paths)
    whole_states = (restored, opened(paths.data).entries())
    for k in count(1):
        own = paths_in(tmp_path / str(k))
        shutil.copytree(tmp_path / "home", tmp_path / str(k))
        with dying(k, when) as death, suppress(Died):
            restore(own, saved, AT)
        if not death.dead:
            break
        kept = any(
            b"late" in data for found in own.backups.glob("*restore.zip") for data in unpacked(found).values()
        )
        assert kept or "late" in opened(own.data).cards
        store = opened(own.data)
        told = any("put in place only in part" in notice for notice in store.notices)
        assert told or store.entries() in whole_states
        restore(own, saved, AT + timedelta(minutes=1))
        again = opened(own.data)
        assert_sound(again)
        assert set(again.cards) == {f"q-{n}" for n in range(4)}
        assert again.notices == ()
        assert not list((own.data / "history").glob(".*"))
        shutil.rmtree(tmp_path / str(k))
    assert k > 40


def test_a_refusal_at_any_call_is_said_and_restoring_again_ends_it(
    paths: Paths, saved: Path, tmp_path: Path
) -> None:
    gone_on(paths)
    refused = 0
    for k in count(1):
        own = paths_in(tmp_path / str(k))
        shutil.copytree(tmp_path / "home", tmp_path / str(k))
        with failing(k, errno.ENOSPC, torn=True) as failure:
            try:
                restore(own, saved, AT)
            except (WriteError, DataFolderError):
                refused += 1
        if not failure.met:
            break
        restore(own, saved, AT + timedelta(minutes=1))
        assert set(opened(own.data).cards) == {f"q-{n}" for n in range(4)}
        with open_archive(saved) as archive:
            archive.verify()
        shutil.rmtree(tmp_path / str(k))
    assert refused > 40
