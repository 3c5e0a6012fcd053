"""A note that is being typed: kept, dropped, cut off, and gone on with in another session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import workspace_in
from tpm_tui.practice.notes import NoteEditor
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

CRANE = "late-crane"


def files(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in (workspace.paths.data / "notes").glob("*"))


def typed(workspace: Workspace, text: str) -> NoteEditor:
    note_editor = NoteEditor(workspace)
    note_editor.begin(CRANE)
    note_editor.write(text)
    note_editor.save_draft()
    return note_editor


def test_what_was_typed_outlives_a_kill_and_is_there_when_the_note_is_opened_again(tmp_path: Path) -> None:
    typed(workspace_in(tmp_path), "The mill")
    again = NoteEditor(workspace_in(tmp_path))
    assert again.begin(CRANE) == "The mill"
    assert again.kept(CRANE) == ""
    again.write("The mill of 2019")
    again.save_draft()
    assert again.keep()
    assert again.kept(CRANE) == "The mill of 2019"
    assert files(workspace_in(tmp_path)) == []


def test_a_kill_in_the_moment_after_a_note_was_kept_cuts_nothing_off(tmp_path: Path) -> None:
    note_editor = typed(workspace_in(tmp_path), "The mill\n")
    (path,) = (tmp_path / "data" / "notes").iterdir()
    left = path.read_bytes()
    note_editor.keep()
    path.write_bytes(left)
    again = NoteEditor(workspace_in(tmp_path))
    assert again.begin(CRANE) == "The mill"
    again.drop()
    assert files(workspace_in(tmp_path)) == []


def test_a_session_that_is_cut_off_keeps_the_note(tmp_path: Path) -> None:
    practice_session = PracticeSession(workspace_in(tmp_path), [CRANE])
    practice_session.note_editor.begin(CRANE)
    practice_session.note_editor.write("half a note")
    practice_session.keep()
    assert NoteEditor(workspace_in(tmp_path)).kept(CRANE) == "half a note"


def test_the_autosave_of_answers_saves_the_note_too(workspace: Workspace) -> None:
    practice_session = PracticeSession(workspace, [CRANE])
    practice_session.note_editor.begin(CRANE)
    practice_session.note_editor.write("half a note")
    practice_session.save_draft()
    assert len(files(workspace)) == 1


def test_dropped_changes_leave_the_note_as_it_was_kept(workspace: Workspace) -> None:
    typed(workspace, "The mill").keep()
    note_editor = typed(workspace, "The mill, and more")
    note_editor.drop()
    assert not note_editor.keep()
    assert NoteEditor(workspace).begin(CRANE) == "The mill"
    assert files(workspace) == []


def test_a_note_left_as_it_was_writes_nothing(workspace: Workspace) -> None:
    typed(workspace, "The mill").keep()
    assert not typed(workspace, "The mill ").keep()
    assert len([entry for entry in workspace.store.entries() if getattr(entry, "text", "")]) == 1


def test_what_another_session_typed_since_is_not_thrown_away(tmp_path: Path) -> None:
    one = typed(workspace_in(tmp_path), "one")
    other = NoteEditor(workspace_in(tmp_path))
    other.begin(CRANE)
    one.write("one, and more")
    one.save_draft()
    other.write("other")
    other.keep()
    assert NoteEditor(workspace_in(tmp_path)).begin(CRANE) == "one, and more"


def test_a_disk_that_refuses_loses_no_word(workspace: Workspace) -> None:
    note_editor = typed(workspace, "The mill")
    (workspace.paths.data / "history").write_text("in the way", "utf-8")
    with pytest.raises(WriteError):
        note_editor.keep()
    (workspace.paths.data / "history").unlink()
    assert note_editor.keep()
    assert note_editor.kept(CRANE) == "The mill"
