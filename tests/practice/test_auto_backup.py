"""Automatic backups during practice: soon after the start, every half hour of changes, and at the end."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from tests.practice.conftest import NOW, make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice import auto_backup as auto_backup_module
from tpm_tui.practice.auto_backup import AutoBackup, auto_backup
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup import packing
from tpm_tui.storage.backup import write as backup_module
from tpm_tui.storage.backup.write import find_backups


def answer_in_session(workspace: Workspace, question: str) -> None:
    practice_session = PracticeSession(workspace, [question])
    practice_session.reveal()
    practice_session.grade(Grade.GOOD)
    practice_session.end()


def set_clock(workspace: Workspace, moment: datetime) -> Workspace:
    workspace.clock = lambda: moment
    return workspace


def test_changed_session_ends_with_backup(workspace: Workspace) -> None:
    with auto_backup(workspace) as backup:
        answer_in_session(workspace, "late-crane")
    assert [found.reason for found in find_backups(workspace.paths)] == ["auto"]
    assert backup.error == ""
    with auto_backup(set_clock(workspace, NOW + timedelta(hours=2))):
        pass
    assert len(find_backups(workspace.paths)) == 1


def test_unchanged_session_writes_no_backup(workspace: Workspace) -> None:
    with auto_backup(workspace):
        pass
    assert not workspace.paths.data.exists()


def test_next_session_backs_up_earlier_changes(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_in_session(workspace, "late-crane")
    monkeypatch.setattr(auto_backup_module, "FIRST_CHECK", 0.0)
    backup = AutoBackup(workspace)
    checked = Event()
    original_check = backup.check

    def check() -> None:
        original_check()
        checked.set()

    monkeypatch.setattr(backup, "check", check)
    thread = backup.start()
    assert checked.wait(10)
    assert len(find_backups(workspace.paths)) == 1
    backup.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_long_session_is_backed_up_every_half_hour(workspace: Workspace) -> None:
    backup = AutoBackup(workspace)
    for minutes, question in ((0, "late-crane"), (20, "two-captains"), (31, "tide-table"), (90, "")):
        set_clock(workspace, NOW + timedelta(minutes=minutes))
        if question:
            answer_in_session(workspace, question)
        backup.check()
    assert [found.made.strftime("%H:%M") for found in find_backups(workspace.paths)] == ["09:00", "09:31"]


def test_retention_policy_comes_from_settings(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("backups: [1, 0, 0]\n", "utf-8")
    workspace = make_workspace(tmp_path)
    for day in range(6):
        set_clock(workspace, NOW + timedelta(days=day))
        answer_in_session(workspace, "late-crane")
        AutoBackup(workspace).check()
    assert [found.made.day for found in find_backups(workspace.paths)] == [24, 25, 26, 27]


def test_failed_backup_sets_error_and_is_retried(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken, auto_backup(workspace) as backup:
        broken.setattr(backup_module, "pack", fail)
        answer_in_session(workspace, "late-crane")
        backup.check()
        assert backup.error == "The backup was not written: the disk is full; free some space, then try again"
        broken.undo()
    assert backup.error == ""
    assert len(find_backups(workspace.paths)) == 1


def test_grade_does_not_wait_for_backup(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is not held while a backup is packed, so a grade is written immediately."""
    answer_in_session(workspace, "late-crane")
    pack, graded = packing.pack, Event()

    def slow(*args: object) -> None:
        answer_in_session(make_workspace(workspace.paths.data.parent), "two-captains")
        graded.set()
        pack(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(backup_module, "pack", slow)
    AutoBackup(workspace).check()
    assert graded.is_set()
    assert len(find_backups(workspace.paths)) == 1
