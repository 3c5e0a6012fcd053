"""Editing a note: saved, discarded, interrupted, and continued in another session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.practice.notes import NoteEditor
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

CRANE = "late-crane"


def draft_files(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in (workspace.paths.data / "notes").glob("*"))


def type_note(workspace: Workspace, text: str) -> NoteEditor:
    note_editor = NoteEditor(workspace)
    note_editor.open(CRANE)
    note_editor.write(text)
    note_editor.save_draft()
    return note_editor


def test_typed_note_survives_a_kill(tmp_path: Path) -> None:
    type_note(make_workspace(tmp_path), "The mill")
    again = NoteEditor(make_workspace(tmp_path))
    assert again.open(CRANE) == "The mill"
    assert again.saved_text(CRANE) == ""
    again.write("The mill of 2019")
    again.save_draft()
    assert again.save()
    assert again.saved_text(CRANE) == "The mill of 2019"
    assert draft_files(make_workspace(tmp_path)) == []


def test_draft_left_by_a_kill_after_saving_is_ignored(tmp_path: Path) -> None:
    note_editor = type_note(make_workspace(tmp_path), "The mill\n")
    (path,) = (tmp_path / "data" / "notes").iterdir()
    left = path.read_bytes()
    note_editor.save()
    path.write_bytes(left)
    again = NoteEditor(make_workspace(tmp_path))
    assert again.open(CRANE) == "The mill"
    again.discard()
    assert draft_files(make_workspace(tmp_path)) == []


@pytest.mark.parametrize("text", ["half a note", ""])
def test_interrupted_session_keeps_the_saved_note(tmp_path: Path, text: str) -> None:
    type_note(make_workspace(tmp_path), "a whole note").save()
    practice_session = PracticeSession(make_workspace(tmp_path), [CRANE])
    practice_session.note_editor.open(CRANE)
    practice_session.note_editor.write(text)
    practice_session.save_all()
    again = NoteEditor(make_workspace(tmp_path))
    assert again.saved_text(CRANE) == "a whole note"
    assert again.open(CRANE) == (text or "a whole note")


def test_autosave_of_answers_saves_the_note_draft(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, [CRANE])
    practice_session.note_editor.open(CRANE)
    practice_session.note_editor.write("half a note")
    practice_session.save_draft()
    assert len(draft_files(workspace)) == 1


def test_discarded_changes_leave_the_saved_note(workspace: Workspace) -> None:
    type_note(workspace, "The mill").save()
    note_editor = type_note(workspace, "The mill, and more")
    note_editor.discard()
    assert not note_editor.save()
    assert NoteEditor(workspace).open(CRANE) == "The mill"
    assert draft_files(workspace) == []


def test_unchanged_note_writes_nothing(workspace: Workspace) -> None:
    type_note(workspace, "The mill").save()
    assert not type_note(workspace, "The mill ").save()
    assert len([entry for entry in workspace.store.entries() if getattr(entry, "text", "")]) == 1


def test_newer_draft_of_another_session_is_not_discarded(tmp_path: Path) -> None:
    one = type_note(make_workspace(tmp_path), "one")
    other = NoteEditor(make_workspace(tmp_path))
    other.open(CRANE)
    one.write("one, and more")
    one.save_draft()
    other.write("other")
    other.save()
    assert NoteEditor(make_workspace(tmp_path)).open(CRANE) == "other"
    del one
    assert NoteEditor(make_workspace(tmp_path)).open(CRANE) == "one, and more"


def test_draft_of_an_open_session_is_not_continued(tmp_path: Path) -> None:
    one = type_note(make_workspace(tmp_path), "one")
    assert NoteEditor(make_workspace(tmp_path)).open(CRANE) == ""
    one.discard()
    assert draft_files(make_workspace(tmp_path)) == []


def test_write_error_keeps_the_typed_note(workspace: Workspace) -> None:
    note_editor = type_note(workspace, "The mill")
    (workspace.paths.data / "history").rmdir()
    (workspace.paths.data / "history").write_text("in the way", "utf-8")
    with pytest.raises(WriteError):
        note_editor.save()
    (workspace.paths.data / "history").unlink()
    assert note_editor.save()
    assert note_editor.saved_text(CRANE) == "The mill"
