"""Automatic backups while one practises: at a quiet moment, every half hour, and at the end."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from tests.practice.conftest import NOW, workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice import auto_backup as auto_backup_module
from tpm_tui.practice.auto_backup import AutoBackup, auto_backup
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup import write as backup
from tpm_tui.storage.backup.write import backups


def answered(workspace: Workspace, question: str) -> None:
    practice_session = PracticeSession(workspace, [question])
    practice_session.reveal()
    practice_session.grade(Grade.GOOD)
    practice_session.end()


def at(workspace: Workspace, moment: datetime) -> Workspace:
    workspace.clock = lambda: moment
    return workspace


def test_a_session_that_changed_something_ends_with_a_backup(workspace: Workspace) -> None:
    with auto_backup(workspace) as kept:
        answered(workspace, "late-crane")
    assert [found.reason for found in backups(workspace.paths)] == ["auto"]
    assert kept.fault == ""
    with auto_backup(at(workspace, NOW + timedelta(hours=2))):
        pass
    assert len(backups(workspace.paths)) == 1


def test_a_session_in_which_nothing_happened_writes_nothing(workspace: Workspace) -> None:
    with auto_backup(workspace):
        pass
    assert not workspace.paths.data.exists()


def test_what_the_last_session_could_not_back_up_is_backed_up_by_the_next(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(workspace, "late-crane")
    monkeypatch.setattr(auto_backup_module, "FIRST_CHECK", 0.0)
    kept = AutoBackup(workspace)
    looked = Event()
    look = kept.look

    def looking() -> None:
        look()
        looked.set()

    monkeypatch.setattr(kept, "look", looking)
    thread = kept.begin()
    assert looked.wait(10)
    assert len(backups(workspace.paths)) == 1
    kept.end()
    thread.join(10)
    assert not thread.is_alive()


def test_a_long_session_is_backed_up_every_half_hour_of_change(workspace: Workspace) -> None:
    kept = AutoBackup(workspace)
    for minutes, question in ((0, "late-crane"), (20, "two-captains"), (31, "tide-table"), (90, "")):
        at(workspace, NOW + timedelta(minutes=minutes))
        if question:
            answered(workspace, question)
        kept.look()
    assert [found.made.strftime("%H:%M") for found in backups(workspace.paths)] == ["09:00", "09:31"]


def test_how_many_are_kept_is_a_setting(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("backups: [1, 0, 0]\n", "utf-8")
    workspace = workspace_in(tmp_path)
    for day in range(6):
        at(workspace, NOW + timedelta(days=day))
        answered(workspace, "late-crane")
        AutoBackup(workspace).look()
    assert [found.made.day for found in backups(workspace.paths)] == [24, 25, 26, 27]


def test_a_backup_that_fails_is_told_and_stops_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken, auto_backup(workspace) as kept:
        broken.setattr(backup, "_pack", refused)
        answered(workspace, "late-crane")
        kept.look()
        assert kept.fault == "The backup was not written: the disk is full; free some space, then try again"
        broken.undo()
    assert kept.fault == ""
    assert len(backups(workspace.paths)) == 1


def test_a_key_does_not_wait_for_a_backup(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock is free while a backup is packed, so that a grade goes through at once."""
    answered(workspace, "late-crane")
    pack, graded = backup._pack, Event()

    def slow(*args: object) -> None:
        answered(workspace_in(workspace.paths.data.parent), "two-captains")
        graded.set()
        pack(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_pack", slow)
    AutoBackup(workspace).look()
    assert graded.is_set()
    assert len(backups(workspace.paths)) == 1
