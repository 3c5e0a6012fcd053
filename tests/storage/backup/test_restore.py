"""A restore brings back all data, backs up the previous data, and can be repeated after a crash."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.storage.faults import SimulatedCrash, crash_at, fail_at
from tests.storage.folders import (
    example_folders,
    has_same_progress,
    pack,
    paths_in,
    read_contents,
    unpack,
    with_manifest,
)
from tests.storage.stores import (
    AT,
    DAY,
    add_reviews,
    assert_matches_history,
    draft_texts,
    open_store,
    review,
    same_cards,
)
from tpm_tui.storage.backup.archive import open_archive
from tpm_tui.storage.backup.restore import MAX_SYNCED_FILES, restore, summarize_backup
from tpm_tui.storage.backup.write import find_backups, write_backup
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, WriteError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.snapshot import RESTORING


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return example_folders(tmp_path / "home")


@pytest.fixture
def saved(paths: Paths, tmp_path: Path) -> Path:
    path = write_backup(paths, AT, target=tmp_path / "saved.zip")
    assert path is not None
    return path


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


def practise_more(paths: Paths) -> None:
    """Practise after the backup: more answers, another month, more drafts, changed settings and questions."""
    store = open_store(paths.data)
    add_reviews(
        store, review("late"), review("q-1", at=AT + timedelta(days=70), day=DAY + timedelta(days=70))
    )
    store.close()
    store.drafts.save("q-1", "s1", "another thought")
    store.drafts.save("q-2", "s2", "of a new question")
    paths.config.write_text("per_day: 99\n", "utf-8")
    (paths.banks / "more.yaml").write_text("questions: []\n", "utf-8")


def test_restore_on_new_machine_gives_the_same_progress(paths: Paths, saved: Path, tmp_path: Path) -> None:
    new = paths_in(tmp_path / "new")
    done = restore(new, saved, AT)
    assert done.backup is None
    assert read_contents(new) == read_contents(paths)
    assert has_same_progress(open_store(new.data), open_store(paths.data))
    assert open_store(new.data).notices == ()
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert modes == {0o600}


def test_restore_replaces_data_and_backs_up_previous_data(paths: Paths, saved: Path) -> None:
    before = open_store(paths.data)
    practise_more(paths)
    later = read_contents(paths)
    done = restore(paths, saved, AT)
    store = open_store(paths.data)
    assert has_same_progress(store, before)
    assert store.notices == ()
    assert draft_texts(store.drafts) == {"q-1": "half a thought", "q-2": "of a new question"}
    assert paths.config.read_text("utf-8") == "per_day: 7\n"
    assert (paths.banks / "more.yaml").exists()
    assert done.backup is not None
    assert [found.reason for found in find_backups(paths)] == ["before-restore"]
    # restoring the backup of the previous data loses nothing
    restore(paths, done.backup, AT + timedelta(minutes=1))
    assert read_contents(paths) == later


def test_restore_is_idempotent(paths: Paths, saved: Path) -> None:
    restore(paths, saved, AT)
    once = read_contents(paths)
    restore(paths, saved, AT)
    assert read_contents(paths) == once


def test_running_session_continues_from_restored_boxes(paths: Paths, saved: Path) -> None:
    before = open_store(paths.data)
    practise_more(paths)
    running = open_store(paths.data)
    assert "late" in running.cards
    restore(paths, saved, AT)
    assert running.refresh()
    assert running.cards == before.cards
    other = open_store(paths.data)
    add_reviews(running, review("mine"))
    running.close()
    assert set(open_store(paths.data).cards) == {*before.cards, "mine"}
    assert_matches_history(open_store(paths.data))
    add_reviews(other, review("yours"))
    assert_matches_history(other)


def test_session_without_refresh_does_not_write_old_boxes(paths: Paths, saved: Path) -> None:
    before = open_store(paths.data)
    practise_more(paths)
    running = open_store(paths.data)
    restore(paths, saved, AT)
    add_reviews(running, review("mine"))
    running.close()
    assert set(open_store(paths.data).cards) == {*before.cards, "mine"}
    assert_matches_history(open_store(paths.data))


def test_restore_replaces_a_damaged_store(paths: Paths, saved: Path) -> None:
    before = open_store(paths.data)
    for segment in (paths.data / "history").iterdir():
        segment.write_bytes(segment.read_bytes()[: 100 * len(segment.name)])
    (paths.data / "progress.json").write_bytes(b"{")
    restore(paths, saved, AT)
    store = open_store(paths.data)
    assert has_same_progress(store, before)
    assert store.notices == ()


def test_missing_or_damaged_boxes_are_rebuilt_from_history(paths: Paths, saved: Path, tmp_path: Path) -> None:
    before = open_store(paths.data)
    files = unpack(saved)
    del files["tpm-tui-backup.json"]
    for boxes in (None, b'{"cards": {'):
        less = {name: data for name, data in files.items() if name != "progress.json"}
        path = pack(
            tmp_path / "b.zip", with_manifest(less if boxes is None else {**less, "progress.json": boxes})
        )
        practise_more(paths)
        restore(paths, path, AT)
        assert same_cards(before.cards, open_store(paths.data).cards)


def test_summary_counts_contents(paths: Paths, saved: Path) -> None:
    summary = summarize_backup(saved)
    assert (summary.answers, summary.questions, summary.damaged) == (5, 4, 0)
    assert (summary.first, summary.last) == (DAY, DAY + timedelta(days=16))
    assert (summary.drafts, summary.banks, summary.stories, summary.settings) == (1, 1, 1, True)
    assert summary.contents.made == AT


def test_damaged_lines_are_counted_and_kept(paths: Paths, tmp_path: Path) -> None:
    segment = paths.data / "history" / "2026-11.jsonl"
    with segment.open("ab") as log:
        log.write(b"0badf00d {half\n")
    path = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert path is not None
    assert summarize_backup(path).damaged == 1
    restore(paths_in(tmp_path / "new"), path, AT)
    assert (tmp_path / "new/data/history/2026-11.jsonl").read_bytes() == segment.read_bytes()


def test_world_writable_folder_is_rejected(paths: Paths, saved: Path) -> None:
    paths.data.chmod(0o777)
    with pytest.raises(DataFolderError, match="writable by all users"):
        restore(paths, saved, AT)


@pytest.mark.slow(120)
@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_restore_completes_after_a_kill_at_any_call(
    paths: Paths, saved: Path, tmp_path: Path, when: str
) -> None:
    restored = open_store(paths.data).entries()
    practise_more(paths)
    whole_states = (restored, open_store(paths.data).entries())
    for k in count(1):
        own = paths_in(tmp_path / str(k))
        shutil.copytree(tmp_path / "home", tmp_path / str(k))
        with crash_at(k, when) as crash, suppress(SimulatedCrash):
            restore(own, saved, AT)
        if not crash.crashed:
            break
        backed_up = any(
            b"late" in data for found in own.backups.glob("*restore.zip") for data in unpack(found).values()
        )
        assert backed_up or "late" in open_store(own.data).cards
        store = open_store(own.data)
        reported = any("a restore was interrupted" in str(notice) for notice in store.notices)
        assert reported or store.entries() in whole_states
        restore(own, saved, AT + timedelta(minutes=1))
        again = open_store(own.data)
        assert_matches_history(again)
        assert set(again.cards) == {f"q-{n}" for n in range(4)}
        assert again.notices == ()
        assert not list((own.data / "history").glob(".*"))
        shutil.rmtree(tmp_path / str(k))
    assert k > 40


@pytest.mark.slow(120)
def test_restore_completes_after_a_write_error_at_any_call(paths: Paths, saved: Path, tmp_path: Path) -> None:
    practise_more(paths)
    failures = 0
    for k in count(1):
        own = paths_in(tmp_path / str(k))
        shutil.copytree(tmp_path / "home", tmp_path / str(k))
        with fail_at(k, errno.ENOSPC, torn=True) as failure:
            try:
                restore(own, saved, AT)
            except (WriteError, DataFolderError):
                failures += 1
        if not failure.triggered:
            break
        restore(own, saved, AT + timedelta(minutes=1))
        assert set(open_store(own.data).cards) == {f"q-{n}" for n in range(4)}
        with open_archive(saved) as archive:
            archive.verify()
        shutil.rmtree(tmp_path / str(k))
    assert failures > 40


@pytest.mark.parametrize(("files", "waits"), [(3, 0), (MAX_SYNCED_FILES + 1, 1)])
def test_many_files_are_written_to_disk_together(
    paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, waits: int
) -> None:
    names = [f"drafts/late-{number}.s1.json" for number in range(files)]
    path = pack(tmp_path / "b.zip", with_manifest(dict.fromkeys(names, b"{}")))
    unfinished: list[bool] = []
    monkeypatch.setattr(os, "sync", lambda: unfinished.append((paths.data / RESTORING).exists()))
    synced: list[int] = []
    monkeypatch.setattr(private, "sync", synced.append)
    restore(paths, path, AT)
    assert unfinished == [True] * waits
    assert len(synced) < 20 if waits else len(synced) >= files
    assert len(list((paths.data / "drafts").glob("late-*"))) == files
