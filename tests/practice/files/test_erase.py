"""Erasing all data: everything that the program itself writes goes, and nothing comes back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, answer, make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.stories.story import Story
from tpm_tui.core.stories.texts import StoryTexts
from tpm_tui.practice.files.erase import BackupPathError, back_up_to, default_backup_file, erase_all
from tpm_tui.practice.files.export_text import export_with_notice
from tpm_tui.practice.mock.start import begin_mock, load_saved_mock
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.stories.changes import OwnTextChanges
from tpm_tui.practice.stories.form import StoryForm
from tpm_tui.practice.stories.list_text import ListText
from tpm_tui.practice.stories.overview import load_story_overview
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.archive import open_archive
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.private import quarantine
from tpm_tui.storage.progress.mock_file import MockFile
from tpm_tui.storage.settings.asked_date import write_asked_date, write_interview_draft
from tpm_tui.storage.settings.asked_draft import AskedDraft, write_asked_draft
from tpm_tui.storage.settings.setup_marker import write_setup_marker
from tpm_tui.storage.stories.save import save_story

KEPT = {"mock.lock", "progress.lock", "restored.json"}
"""What the data folder has after erasing: two empty files, and the marker."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path, MovableClock())


def use_everything(workspace: Workspace) -> None:
    """Make the program write each kind of its files."""
    answer(workspace, "late-crane", Grade.GOOD)
    answer(workspace, "late-crane", Grade.AGAIN)
    session = PracticeSession(workspace, ["two-captains"])
    session.write("A draft")
    session.save_all()
    session.note_editor.open("two-captains")
    session.note_editor.write("A note")
    session.own_answers.version_editor.open("two-captains")
    session.own_answers.version_editor.write("My version")
    session.save_all()
    mock = begin_mock(workspace, PRESETS["phone"], load_saved_mock(workspace)[0])
    assert mock is not None
    mock.start_answer()
    mock.write("Words")
    mock.save_all()
    mock.write_report()
    write_asked_date(workspace.paths.data, workspace.today())
    write_interview_draft(workspace.paths.data, "A note on the interview")
    write_setup_marker(workspace.paths.data)
    write_asked_draft(workspace.paths.data, AskedDraft(workspace.today(), "onsite", "Why late?"))
    save_story(workspace.paths.data, Story(id="ice", title="The ice"))
    changes = OwnTextChanges(workspace)
    changes.set_text("questions", "", "Who decides?")
    text = ListText(workspace, changes)
    text.open("company", "")
    text.write("400 ships")
    text.save_draft()
    form = StoryForm(workspace)
    form.open(None)
    form.write(StoryTexts(title="Another"))
    form.save_draft()
    assert not export_with_notice(workspace, "late-crane", "answer", "Words")[1]
    assert write_backup(workspace.paths, workspace.now())
    quarantine(workspace.paths.data / "progress.json")
    workspace.store.rebuild()
    workspace.store.checkpoint()
    workspace.store.live_sessions.release_all()


def test_everything_that_was_written_is_erased(workspace: Workspace) -> None:
    use_everything(workspace)
    folders = {path.name for path in workspace.paths.data.iterdir() if path.is_dir()}
    assert {"history", "drafts", "notes", "versions", "reports", "exports", "backups"} <= folders
    result = erase_all(workspace)
    assert result.erased > 10
    assert result.left == ()
    assert {path.name for path in workspace.paths.data.iterdir()} == KEPT
    assert not workspace.store.cards
    assert not workspace.store.entries()


def test_copies_of_stories_in_the_cache_are_erased(workspace: Workspace) -> None:
    use_everything(workspace)
    load_story_overview(workspace)
    files = [path for path in workspace.paths.cache.iterdir() if b"The ice" in path.read_bytes()]
    assert files
    erase_all(workspace)
    assert not any(path.exists() for path in files)


def test_erased_text_is_not_restored_by_undo(workspace: Workspace) -> None:
    use_everything(workspace)
    erase_all(workspace)
    assert OwnTextChanges(workspace).undo() is None
    assert {path.name for path in workspace.paths.data.iterdir()} == KEPT


def test_practice_starts_anew_after_erasing(workspace: Workspace) -> None:
    use_everything(workspace)
    erase_all(workspace)
    answer(workspace, "late-crane", Grade.GOOD)
    assert list(workspace.store.cards) == ["late-crane"]
    assert workspace.store.cards["late-crane"].attempts == 1
    again = make_workspace(workspace.paths.config.parent, MovableClock())
    assert again.store.cards == workspace.store.cards
    assert again.problems == ()


def test_another_process_does_not_write_erased_cards_again(workspace: Workspace) -> None:
    use_everything(workspace)
    other = make_workspace(workspace.paths.config.parent, MovableClock())
    assert other.store.cards
    erase_all(workspace)
    answer(other, "tide-table", Grade.GOOD)
    other.store.close()
    workspace.reload_progress()
    assert list(workspace.store.cards) == ["tide-table"]


def test_open_mock_interview_elsewhere_prevents_erasing(workspace: Workspace) -> None:
    use_everything(workspace)
    with MockFile(workspace.paths.data).locked(), pytest.raises(WriteError, match="open in another terminal"):
        erase_all(workspace)
    assert workspace.store.cards


def test_backup_before_erasing_has_the_history(workspace: Workspace, tmp_path: Path) -> None:
    use_everything(workspace)
    path = back_up_to(workspace, str(tmp_path / "mine.zip"))
    assert path == tmp_path / "mine.zip"
    erase_all(workspace)
    with open_archive(path) as archive:
        archive.verify()
        wanted = {"history/2026-11.jsonl", "stories.yaml", "lists.yaml", "asked-draft.json"}
        assert wanted <= set(archive.contents.files)


@pytest.mark.parametrize("name", ["data/x.zip", "data/backups/tpm-tui-2026-11-22-090000.zip", "link/x.zip"])
def test_backup_in_the_data_folder_is_rejected(workspace: Workspace, tmp_path: Path, name: str) -> None:
    use_everything(workspace)
    (tmp_path / "link").symlink_to(workspace.paths.data)
    with pytest.raises(BackupPathError, match="would be erased"):
        back_up_to(workspace, str(tmp_path / name))


def test_backup_needs_an_existing_folder(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(BackupPathError, match="There is no folder"):
        back_up_to(workspace, str(tmp_path / "none/x.zip"))


def test_default_backup_is_in_the_home_folder(workspace: Workspace) -> None:
    assert default_backup_file(workspace) == "~/tpm-tui-2026-11-22-090000.zip"
    assert os.path.expanduser(default_backup_file(workspace)).startswith(os.environ["HOME"])
