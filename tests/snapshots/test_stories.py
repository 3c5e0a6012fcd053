"""Snapshots of the place of the stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.snapshots.test_scenes import Compare, app_with_history, compare
from tests.ui.practice_pilot import PracticePilot
from tests.ui.stories import save_stories
from tpm_tui.ui.screens.stories.screen import StoriesScreen

SCENES = {
    "list-80x24": ((80, 24), "night", "1"),
    "list-120x36": ((120, 36), "paper", "1"),
    "matrix-80x24": ((80, 24), "terminal", "2"),
    "matrix-120x36": ((120, 36), "night", "2"),
}
"""The size, the theme, and the key of the section."""


@pytest.mark.parametrize("scene", SCENES)
def test_stories(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scene: str) -> None:
    size, theme, key = SCENES[scene]
    app = app_with_history(tmp_path, monkeypatch, theme)
    save_stories(app.workspace)

    async def show_section(pilot: PracticePilot) -> None:
        await pilot.press("escape", "o", key)
        place = pilot.app.screen
        assert isinstance(place, StoriesScreen)
        await pilot.wait_until(lambda: place.has_matrix)
        await pilot.press("G")

    assert compare(snap_compare, app, show_section, size)
