"""Workspaces on a small example bank in a temporary folder, with a fixed clock."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.paths import Paths

BANK = """\
topic: {id: harbour, title: Harbour}
questions:
  - {id: late-crane, prompt: "The crane is five weeks late. And now?", key_points: [{name: notice}]}
  - {id: two-captains, prompt: "Two captains, one berth. Who waits?", key_points: [{name: a rule}]}
  - {id: tide-table, prompt: "Who needs the tide table?", key_points: [{name: everybody}]}
"""

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def make_workspace(home: Path, bank: Path | None = None) -> Workspace:
    """Return a new workspace, as a process opens it: two workspaces share only the files."""
    path = bank or home / "harbour.yaml"
    if not path.exists():
        path.write_text(BANK, "utf-8")
    paths = Paths(home / "config.yaml", home / "data", home / "state", home / "cache")
    return Workspace(paths, [path], lambda: NOW)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path)
