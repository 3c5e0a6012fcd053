"""A workspace on the made-up bank for every test that wants one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, workspace_in
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: MovableClock) -> Workspace:
    return workspace_in(tmp_path, clock)
