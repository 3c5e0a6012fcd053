"""Snapshots of the places and of what is opened from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snapshots.test_scenes import Compare, app_with_history, compare
from tests.ui.practice_pilot import PracticePilot

SCENES = {
    "settings": ((80, 24), "night", ("escape", ",", "j")),
    "settings-wide": ((120, 36), "paper", ("escape", ",", "j")),
    "mock-choice": ((80, 24), "night", ("escape", "m")),
    "reports": ((80, 24), "terminal", ("escape", "r", "j")),
}
"""The size, the theme, and the keys that lead to each scene."""


@pytest.mark.parametrize("scene", SCENES)
def test_place(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: str) -> None:
    size, theme, keys = SCENES[scene]

    async def press(pilot: PracticePilot) -> None:
        await pilot.press(*keys)

    assert compare(snap_compare, app_with_history(tmp_path, monkeypatch, theme), press, size)
