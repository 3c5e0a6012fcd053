"""Fixtures: a clock and a workspace with the example bank."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_workspace
from tpm_tui.practice.workspace import Workspace


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def workspace(tmp_path: Path, clock: MovableClock) -> Workspace:
    return make_workspace(tmp_path, clock)
