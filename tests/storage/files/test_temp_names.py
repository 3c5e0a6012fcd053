"""Names of temp files."""

from __future__ import annotations

import os

import pytest

from tpm_tui.storage.files.temp_names import is_temp, target_name, temp_name


@pytest.mark.parametrize("target", ["progress.json", "/data/history/2026-11.jsonl", "/a.b/.hidden"])
def test_target_of_a_temp_name_is_the_original(target: str) -> None:
    temp = temp_name(target)
    assert is_temp(os.path.basename(temp))
    assert target_name(temp) == target


@pytest.mark.parametrize("path", ["", "/data/progress.json", "/data/notes.tmp", "/data/.x.0123.tmp"])
def test_target_of_another_path_is_the_path(path: str) -> None:
    assert target_name(path) == path
