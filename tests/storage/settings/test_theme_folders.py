"""Which files of a themes folder are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.storage.files.test_conflict_copies import CERTAIN, POSSIBLE
from tpm_tui.storage.settings.themes import load_themes

THEME = 'name: {}\ntitle: {}\ncolors: {{primary: "#ffffff", foreground: "#ffffff", background: "#000000"}}\n'


def write_theme(path: Path, name: str, title: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(THEME.format(name, title or name), "utf-8")


@pytest.mark.parametrize("copy", CERTAIN + POSSIBLE)
def test_conflict_copy_does_not_replace_the_theme(tmp_path: Path, copy: str) -> None:
    write_theme(tmp_path / "good.yaml", "good", "Newer")
    write_theme(tmp_path / copy, "good", "Older")
    loaded = load_themes([tmp_path], None)
    assert loaded.themes["good"].title == "Newer"
    (problem,) = loaded.problems
    assert (problem.file, problem.severity) == (str(tmp_path / copy), "warning")


def test_themes_below_the_folder_and_with_both_suffixes_are_read(tmp_path: Path) -> None:
    write_theme(tmp_path / "one.yml", "one")
    write_theme(tmp_path / "more" / "two.yaml", "two")
    write_theme(tmp_path / "_drafts" / "three.yaml", "three")
    loaded = load_themes([tmp_path], None)
    assert (list(loaded.themes), loaded.problems) == (["two", "one"], ())


@pytest.mark.parametrize("cached", [True, False])
def test_theme_whose_file_name_is_not_utf8_is_read(tmp_path: Path, cached: bool) -> None:
    folder = tmp_path / "themes"
    write_theme(folder / os.fsdecode(b"caf\xe9.yaml"), "good")
    (folder / os.fsdecode(b"\xff.yaml")).write_text("name: bad\n", "utf-8")
    for _ in range(2):
        loaded = load_themes([folder], tmp_path / "cache" if cached else None)
        assert list(loaded.themes) == ["good"]
        assert [problem.file for problem in loaded.problems if problem.is_error] == [f"{folder}/\\xff.yaml"]
