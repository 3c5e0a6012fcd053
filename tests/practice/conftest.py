"""A learner's workspace on a made-up bank, in a folder of its own, with a clock that stands still."""

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


def workspace_in(home: Path, bank: Path | None = None) -> Workspace:
    """What a process opens; two of them share nothing but the files."""
    own = bank or home / "harbour.yaml"
    if not own.exists():
        own.write_text(BANK, "utf-8")
    paths = Paths(home / "config.yaml", home / "data", home / "state", home / "cache")
    return Workspace(paths, [own], lambda: NOW)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_in(tmp_path)
