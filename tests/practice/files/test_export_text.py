"""A text is written to a new private file; no file is overwritten."""

from __future__ import annotations

import os
import stat

import pytest

from tpm_tui.practice.files.export_text import export_text
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError


def test_texts_get_files_of_their_own(workspace: Workspace) -> None:
    first = export_text(workspace, "late-crane", "model", "One.\x1b[2J\n")
    second = export_text(workspace, "late-crane", "model", "Two.")
    assert first.parent == workspace.paths.data / "exports"
    assert (first.name, second.name) == (
        f"{workspace.now():%Y-%m-%d}-late-crane-model.txt",
        f"{workspace.now():%Y-%m-%d}-late-crane-model-2.txt",
    )
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("One.[2J\n", "Two.\n")


def test_file_and_folder_are_private(workspace: Workspace) -> None:
    path = export_text(workspace, "late-crane", "own answer", "Mine.")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(path.parent).st_mode) == 0o700


def test_any_title_is_a_name_in_the_folder(workspace: Workspace) -> None:
    path = export_text(workspace, "../../etc", "\x00/pass\nwd", "Text.")
    assert path.parent == workspace.paths.data / "exports"


def test_link_in_place_of_the_file_is_not_followed(workspace: Workspace) -> None:
    first = export_text(workspace, "late-crane", "model", "One.")
    target = workspace.paths.data / "target"
    first.unlink()
    first.symlink_to(target)
    assert export_text(workspace, "late-crane", "model", "Two.").name.endswith("-2.txt")
    assert not target.exists()


def test_text_that_cannot_be_written_is_an_error(workspace: Workspace) -> None:
    workspace.paths.data.mkdir(parents=True, exist_ok=True)
    workspace.paths.exports.write_text("a file")
    with pytest.raises(WriteError, match="The text was not saved"):
        export_text(workspace, "late-crane", "model", "One.")
