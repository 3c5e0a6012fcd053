"""Files are found in a folder and below it: in order, once, and within limits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tpm_tui.storage.files import find_files as module
from tpm_tui.storage.files.find_files import (
    DRAFTS_AND_HIDDEN,
    MAX_LEVELS,
    FoundFiles,
    find_files,
    without_conflict_copies,
)


def create(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def names_in(folder: Path, found: FoundFiles) -> list[str]:
    return [str(path.relative_to(folder)) for path in found.files]


def test_files_below_folder_are_found_in_order(tmp_path: Path) -> None:
    create(tmp_path, "b.yaml", "a/2.yml", "a/1.YAML", "c/d/e.yaml", "b (1).yaml", "b-2.yaml", "x.txt")
    expected = ["a/1.YAML", "a/2.yml", "b.yaml", "b (1).yaml", "b-2.yaml", "c/d/e.yaml"]
    found = find_files(tmp_path, (".yaml", ".yml"))
    assert (names_in(tmp_path, found), found.problems) == (expected, ())


@pytest.mark.parametrize("name", [".git/a.yaml", "_old/a.yaml", "_a.yaml", ".a.yaml", "a/_b/c.yaml"])
def test_drafts_and_hidden_names_are_left_out(tmp_path: Path, name: str) -> None:
    create(tmp_path, name, "a.yaml")
    assert names_in(tmp_path, find_files(tmp_path, (".yaml",), DRAFTS_AND_HIDDEN)) == ["a.yaml"]


def test_linked_folder_is_searched_once(tmp_path: Path) -> None:
    create(tmp_path, "bank/own.yaml", "shared/team.yaml")
    (tmp_path / "bank" / "team").symlink_to(tmp_path / "shared")
    (tmp_path / "bank" / "team-again").symlink_to(tmp_path / "shared")
    (tmp_path / "bank" / "up").symlink_to(tmp_path / "bank")
    (tmp_path / "bank" / "loop").symlink_to("loop")
    (tmp_path / "bank" / "broken").symlink_to("nowhere")
    found = find_files(tmp_path / "bank", (".yaml",))
    assert names_in(tmp_path / "bank", found) == ["own.yaml", "team/team.yaml"]
    assert found.problems == ()


def test_too_deep_folder_is_reported_once(tmp_path: Path) -> None:
    deep = Path(*["x"] * MAX_LEVELS)
    create(tmp_path, str(deep / "last.yaml"), str(deep / "a" / "lost.yaml"), str(deep / "b" / "lost.yaml"))
    found = find_files(tmp_path, (".yaml",))
    assert names_in(tmp_path, found) == [str(deep / "last.yaml")]
    (problem,) = found.problems
    assert "not searched" in problem.message


def test_number_of_folders_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FOLDERS", 3)
    create(tmp_path, *(f"{n}/a.yaml" for n in range(9)))
    found = find_files(tmp_path, (".yaml",))
    assert (len(found.files), len(found.problems)) == (2, 1)


def test_name_that_is_not_utf8_is_found_and_reported(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.yaml")).touch()
    (tmp_path / os.fsdecode(b"d\xe9j\xe0")).mkdir()
    (tmp_path / os.fsdecode(b"d\xe9j\xe0") / "vu.yaml").touch()
    found = find_files(tmp_path, (".yaml",))
    assert len(found.files) == 2
    assert [str(problem) for problem in found.problems] == [
        f"{tmp_path}/caf\\xe9.yaml: the name is not UTF-8; rename it: a backup cannot contain it",
        f"{tmp_path}/d\\xe9j\\xe0: the name is not UTF-8; rename it: a backup cannot contain it",
    ]


def test_copies_are_those_of_their_own_folder(tmp_path: Path) -> None:
    create(tmp_path, "good.yaml", "a/good (1).yaml", "b/good.yaml", "b/good (1).yaml")
    found = without_conflict_copies(find_files(tmp_path, (".yaml",)))
    assert names_in(tmp_path, found) == ["a/good (1).yaml", "b/good.yaml", "good.yaml"]
    (problem,) = found.problems
    assert (problem.file, problem.severity) == (f"{tmp_path}/b/good (1).yaml", "warning")
    assert problem.message == "a sync tool's conflict copy of good.yaml; it is not read"
