"""If the history is missing, but drafts or reports exist, the learner is warned at every start."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.storage.stores import add_reviews, open_store, review
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files.paths import Paths

MESSAGE = "the history is missing, although there are "


def data_with(tmp_path: Path, *kinds: str) -> Path:
    """Create a data folder without a history, with drafts, notes, reports and backups as given."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    files = {
        "drafts": "drafts/late-recovery.s1.json",
        "notes": "notes/late-recovery.s1.json",
        "versions": "versions/late-recovery.s1.json",
        "reports": "reports/2026-11-22-0900-practice.md",
        "mock report": "reports/2026-11-22-0900-mock-interview-2.md",
        "no backup": "backups/tpm-tui-2026-11-22-090000-auto.zip",
        "bank": "bank/mine.yaml",
        "lock": "progress.lock",
    }
    for kind in kinds:
        path = folder / files[kind]
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    return folder


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (("drafts",), "drafts;"),
        (("notes",), "drafts;"),
        (("versions",), "drafts;"),
        (("reports",), "reports;"),
        (("drafts", "reports", "notes"), "drafts and reports;"),
    ],
)
def test_missing_history_is_reported(tmp_path: Path, kinds: tuple[str, ...], found: str) -> None:
    folder = data_with(tmp_path, *kinds, "lock")
    for store in (open_store(folder), open_store(folder)):
        (notice,) = store.notices
        assert notice.is_error
        assert str(notice).startswith(f"{folder}: {MESSAGE}{found}")
        assert str(notice).endswith("restore a backup: tpm-tui restore FILE")


def test_session_killed_before_its_first_entry_is_no_problem(tmp_path: Path) -> None:
    folder = data_with(tmp_path)
    open_store(folder).drafts.save("late-recovery", "s1", "typed")
    assert open_store(folder).notices == ()


def test_newest_backup_with_a_history_is_named(tmp_path: Path) -> None:
    folder = data_with(tmp_path, "reports")
    paths = Paths(tmp_path / "config.yaml", folder, tmp_path / "state", tmp_path / "cache")
    store = open_store(folder)
    add_reviews(store, review())
    store.checkpoint()
    older, newest = (write_backup(paths, datetime(2026, 11, day, 9, tzinfo=UTC)) for day in (20, 21))
    assert older
    shutil.rmtree(folder / "history")
    for path in folder.glob("progress.json*"):
        path.unlink()
    (folder / "bank").mkdir(mode=0o700)
    (folder / "bank" / "mine.yaml").touch(0o600)
    write_backup(paths, datetime(2026, 11, 22, 9, tzinfo=UTC), "auto")
    (notice,) = open_store(folder).notices
    assert notice.hint.endswith(f"tpm-tui restore {newest}")


@pytest.mark.parametrize(
    "kinds", [(), ("lock",), ("bank", "lock"), ("no backup",), ("mock report", "no backup")]
)
def test_first_start_is_silent(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    assert open_store(data_with(tmp_path, *kinds)).notices == ()


def test_history_or_progress_file_alone_is_not_this_problem(tmp_path: Path) -> None:
    folder = data_with(tmp_path, "drafts", "reports")
    store = open_store(folder)
    add_reviews(store, review())
    store.checkpoint()
    assert open_store(folder).notices == ()
    (folder / "progress.json").rename(tmp_path / "progress.json")
    assert not any(MESSAGE in str(notice) for notice in open_store(folder).notices)
    shutil.rmtree(folder / "history")
    (tmp_path / "progress.json").rename(folder / "progress.json")
    (notice,) = open_store(folder).notices
    assert "lost some or all of its lines" in notice.message
