"""Whether a folder can be written to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tpm_tui.storage.files.writable import find_write_problem


def test_missing_folder_is_as_writable_as_its_parent(tmp_path: Path) -> None:
    assert find_write_problem(tmp_path / "a" / "b") is None


def test_read_only_parent_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != tmp_path)
    problem = find_write_problem(tmp_path / "a" / "b")
    assert problem is not None
    assert problem.file == str(tmp_path)
