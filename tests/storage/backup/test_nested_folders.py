"""A backup contains the learner's questions and themes in folders below `bank` and `themes`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.storage.folders import BANK, example_folders, pack, paths_in, read_contents, unpack, with_manifest
from tests.storage.stores import AT
from tpm_tui.storage.backup.manifest import list_unsupported_files
from tpm_tui.storage.backup.restore import restore, summarize_backup
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.paths import Paths

NESTED = ("bank/team/netflix.yaml", "bank/team/more/facts.yaml", "bank/team/_draft.yml", "bank/notes.md")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = example_folders(tmp_path / "home", answers=1)
    for name in NESTED:
        write_private(paths.data / name)
    write_private(paths.themes / "mine" / "dark.yaml")
    return paths


def write_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(BANK, "utf-8")
    path.chmod(0o600)


def test_nested_files_are_backed_up_and_restored(paths: Paths, tmp_path: Path) -> None:
    backup = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert backup is not None
    assert {*NESTED, "themes/mine/dark.yaml"} <= unpack(backup).keys()
    assert summarize_backup(backup).banks == len(NESTED) + 1
    new = paths_in(tmp_path / "new")
    restore(new, backup, AT)
    assert read_contents(new) == read_contents(paths)
    folders = [path for path in new.data.rglob("*") if path.is_dir()]
    assert {path.stat().st_mode & 0o777 for path in folders} == {0o700}


def test_hidden_and_other_files_are_left_out(paths: Paths, tmp_path: Path) -> None:
    for name in ("bank/.git/config.yaml", "bank/team/.hidden.yaml", "bank/team/notes.txt", "drafts/x/y.json"):
        write_private(paths.data / name)
    backup = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert backup is not None
    assert not {name for name in unpack(backup) if "hidden" in name or "git" in name or "notes.txt" in name}
    assert list_unsupported_files(paths) == []


@pytest.mark.parametrize(
    "name",
    [
        "bank/../evil.yaml",
        "bank/a/../../evil.yaml",
        "bank/a//b.yaml",
        "bank//b.yaml",
        "bank/.git/b.yaml",
        "bank/a/.b.yaml",
        "bank/a\\b/c.yaml",
        "bank/" + "a/" * 20 + "b.yaml",
        "bank/" + "x" * 300 + "/b.yaml",
        "history/a/2026-11.jsonl",
        "drafts/a/q.s.json",
        "other/a/b.yaml",
    ],
)
def test_invalid_nested_name_is_rejected(paths: Paths, tmp_path: Path, name: str) -> None:
    before = read_contents(paths)
    path = pack(tmp_path / "b.zip", with_manifest({name: b"x"}))
    with pytest.raises(DataFolderError, match="unknown file"):
        restore(paths, path, AT)
    assert read_contents(paths) == before


def test_file_in_place_of_a_folder_is_rejected(paths: Paths, tmp_path: Path) -> None:
    path = pack(tmp_path / "b.zip", with_manifest({"bank/a.yaml": b"", "bank/a.yaml/b.yaml": b""}))
    with pytest.raises(DataFolderError, match="is a file and a folder"):
        restore(paths, path, AT)


def test_entries_of_nested_folders_are_valid(paths: Paths, tmp_path: Path) -> None:
    """Other zip tools add entries for the folders."""
    files = with_manifest({"bank/team/a.yaml": BANK.encode()})
    path = pack(tmp_path / "b.zip", {"bank/": b"", "bank/team/": b"", **files})
    restore(paths_in(tmp_path / "new"), path, AT)
    assert (tmp_path / "new" / "data" / "bank" / "team" / "a.yaml").is_file()
    for folder in ("bank/../", "history/x/", "other/"):
        with pytest.raises(DataFolderError):
            summarize_backup(pack(path, {folder: b"", **files}))


def test_files_that_no_backup_can_contain_are_listed(paths: Paths) -> None:
    names = ["bank/why: questions.yaml", "bank/team/what?.yaml", f"bank/{'x' * 220}.yaml"]
    for name in names:
        write_private(paths.data / name)
    write_private(paths.data / "bank" / os.fsdecode(b"caf\xe9.yaml"))
    expected = {*(paths.data / name for name in names), paths.data / "bank" / os.fsdecode(b"caf\xe9.yaml")}
    assert set(list_unsupported_files(paths)) == expected
