"""A note that is being typed: kept, dropped, cut off, and gone on with in another session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import workspace_in
from tpm_tui.practice.notes import Noting
from tpm_tui.practice.session import Sitting
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import NotSaved

CRANE = "late-crane"


def files(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in (workspace.paths.data / "notes").glob("*"))


def typed(workspace: Workspace, text: str) -> Noting:
    noting = Noting(workspace)
    noting.begin(CRANE)
    noting.write(text)
    noting.save_draft()
    return noting


def test_what_was_typed_outlives_a_kill_and_is_there_when_the_note_is_opened_again(tmp_path: Path) -> None:
    typed(workspace_in(tmp_path), "The mill")
    again = Noting(workspace_in(tmp_path))
    assert again.begin(CRANE) == "The mill"
    assert again.kept(CRANE) == ""
    again.write("The mill of 2019")
    again.save_draft()
    assert again.keep()
    assert again.kept(CRANE) == "The mill of 2019"
    assert files(workspace_in(tmp_path)) == []


def test_a_kill_in_the_moment_after_a_note_was_kept_cuts_nothing_off(tmp_path: Path) -> None:
    noting = typed(workspace_in(tmp_path), "The mill\n")
    (path,) = (tmp_path / "data" / "notes").iterdir()
    left = path.read_bytes()
    noting.keep()
    path.write_bytes(left)
    again = Noting(workspace_in(tmp_path))
    assert again.begin(CRANE) == "The mill"
    again.drop()
    assert files(workspace_in(tmp_path)) == []


def test_a_session_that_is_cut_off_keeps_the_note(tmp_path: Path) -> None:
    sitting = Sitting(workspace_in(tmp_path), [CRANE])
    sitting.noting.begin(CRANE)
    sitting.noting.write("half a note")
    sitting.keep()
    assert Noting(workspace_in(tmp_path)).kept(CRANE) == "half a note"


def test_the_autosave_of_answers_saves_the_note_too(workspace: Workspace) -> None:
    sitting = Sitting(workspace, [CRANE])
    sitting.noting.begin(CRANE)
    sitting.noting.write("half a note")
    sitting.save_draft()
    assert len(files(workspace)) == 1


def test_dropped_changes_leave_the_note_as_it_was_kept(workspace: Workspace) -> None:
    typed(workspace, "The mill").keep()
    noting = typed(workspace, "The mill, and more")
    noting.drop()
    assert not noting.keep()
    assert Noting(workspace).begin(CRANE) == "The mill"
    assert files(workspace) == []


def test_a_note_left_as_it_was_writes_nothing(workspace: Workspace) -> None:
    typed(workspace, "The mill").keep()
    assert not typed(workspace, "The mill ").keep()
    assert len([entry for entry in workspace.store.entries() if getattr(entry, "text", "")]) == 1


def test_what_another_session_typed_since_is_not_thrown_away(tmp_path: Path) -> None:
    one = typed(workspace_in(tmp_path), "one")
    other = Noting(workspace_in(tmp_path))
    other.begin(CRANE)
    one.write("one, and more")
    one.save_draft()
    other.write("other")
    other.keep()
    assert Noting(workspace_in(tmp_path)).begin(CRANE) == "one, and more"


def test_a_disk_that_refuses_loses_no_word(workspace: Workspace) -> None:
    noting = typed(workspace, "The mill")
    (workspace.paths.data / "history").write_text("in the way", "utf-8")
    with pytest.raises(NotSaved):
        noting.keep()
    (workspace.paths.data / "history").unlink()
    assert noting.keep()
    assert noting.kept(CRANE) == "The mill"
