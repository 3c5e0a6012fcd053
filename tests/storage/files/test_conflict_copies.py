"""Conflict copies of sync tools are recognised by name; a person's own names are not."""

from __future__ import annotations

import pytest

from tpm_tui.storage.files.conflict_copies import find_conflict_copies

CERTAIN = [
    "good.sync-conflict-20261122-101010-ABCDEFG.yaml",
    "good (conflicted copy).yaml",
    "good (Ada's conflicted copy 2026-11-22).yaml",
    "good (Ada's conflicted copy 2026-11-22 (1)).yaml",
    "good (conflicted copy 2026-11-22 101010).yaml",
    "good (SFConflict ada@example.com 2026-11-22-10-10-10).yaml",
    "good_conflict-20261122-101010.yaml",
]
"""Syncthing, Dropbox, Nextcloud, Seafile, ownCloud."""

POSSIBLE = [
    "good (1).yaml",
    "good(1).yaml",
    "good_conf(1).yaml",
    "good 2.yaml",
    "good 12.yaml",
    "good-DESKTOP.yaml",
    "good-DESKTOP-A1B2C3.yaml",
    "good-LAPTOP-2.yaml",
    "good-Adas-MacBook-Pro.yaml",
    "good copy.yaml",
    "good copy 2.yaml",
    "good - Copy.yaml",
    "good - Copy (2).yaml",
    "Copy of good.yaml",
    "good (In Konflikt stehende Kopie von Ada 2026-11-22).yaml",
    "good (copie en conflit de Ada 2026-11-22).yaml",
    "good [conflict].yaml",
    "good (Case Conflict).yaml",
    "good.conflict-2026.yaml",
]
"""Google Drive, iCloud, OneDrive, file managers and others: only beside the original."""

OWN = [
    "goodness.yaml",
    "good-2.yaml",
    "good-2026.yaml",
    "good 2026.yaml",
    "good (2026).yaml",
    "good-conflict.yaml",
    "good-conflicts-and-copies.yaml",
    "good-AWS.yaml",
    "good-netflix.yaml",
    "good (netflix).yaml",
    "conflict.yaml",
    "conflict-resolution.yaml",
    "go.yaml",
    "good.yml",
]


@pytest.mark.parametrize("name", CERTAIN + POSSIBLE)
def test_copy_beside_its_original_is_found(name: str) -> None:
    assert find_conflict_copies(["good.yaml", name]) == {name: "good.yaml"}


@pytest.mark.parametrize("name", CERTAIN)
def test_name_of_sync_tool_is_found_without_original(name: str) -> None:
    assert find_conflict_copies([name, "other.yaml"]) == {name: ""}


@pytest.mark.parametrize("name", POSSIBLE)
def test_other_copy_without_original_is_an_own_file(name: str) -> None:
    assert find_conflict_copies([name, "other.yaml"]) == {}


@pytest.mark.parametrize("name", OWN)
def test_own_name_is_no_conflict_copy(name: str) -> None:
    assert find_conflict_copies(["good.yaml", name]) == {}


def test_copy_of_a_copy_is_found() -> None:
    names = ["good.yaml", "good (1).yaml", "good (1).sync-conflict-20261122-101010-ABCDEFG.yaml"]
    assert find_conflict_copies(names) == {names[1]: names[0], names[2]: names[1]}
