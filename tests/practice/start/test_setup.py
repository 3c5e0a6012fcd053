"""When the questions of the first run are asked."""

from __future__ import annotations

from tpm_tui.practice.start.setup import is_setup_open, record_setup, set_interview, set_minutes
from tpm_tui.practice.triage import mark_known
from tpm_tui.practice.workspace import Workspace


def test_setup_is_open_until_it_is_recorded(workspace: Workspace) -> None:
    assert is_setup_open(workspace)
    record_setup(workspace)
    assert not is_setup_open(workspace)


def test_answers_and_entries_close_the_setup(workspace: Workspace) -> None:
    assert set_interview(workspace, " 9 dec ") == ""
    assert not is_setup_open(workspace)
    workspace.paths.config.unlink()
    assert is_setup_open(workspace)
    mark_known(workspace, "late-crane", True)
    assert not is_setup_open(workspace)


def test_empty_answer_changes_nothing_invalid_is_error(workspace: Workspace) -> None:
    assert set_minutes(workspace, " ") == ""
    assert set_minutes(workspace, "many") != ""
    assert set_interview(workspace, "yesterday") != ""
    assert not workspace.paths.config.exists()


def test_marker_that_cannot_be_written_is_no_error(workspace: Workspace) -> None:
    workspace.paths.data.write_text("no folder", "utf-8")
    record_setup(workspace)
