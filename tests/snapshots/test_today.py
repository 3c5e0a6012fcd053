"""Snapshots of Today on the shipped bank."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.snapshots.test_scenes import Compare
from tests.ui.practice_pilot import MovableClock, answer, make_workspace
from tests.ui.today_pilot import TodayPilot, make_today_app
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_bank

GRADES = (Grade.GOOD, Grade.EASY, Grade.HARD, Grade.GOOD, Grade.AGAIN, Grade.GOOD)


def practised_for_a_week(theme: str) -> Workspace:
    """Return a workspace with answers on each day from Tuesday to Saturday."""
    clock = MovableClock(datetime(2026, 11, 24, 9, tzinfo=UTC))
    config = f"interview: 2026-12-09\nper_day: 6\ntheme: {theme}\n"
    workspace = make_workspace(Path(), clock, config, [shipped_bank()])
    for day in range(5):
        for place, question in enumerate(workspace.agenda().queue[: 6 - day % 3]):
            answer(workspace, question, GRADES[(place + day) % len(GRADES)])
        clock.advance(days=1)
    return workspace


@pytest.mark.parametrize(
    ("theme", "size"),
    [("night", (80, 24)), ("paper", (120, 36)), ("terminal", (40, 12))],
    ids=["night-80x24", "paper-120x36", "terminal-40x12"],
)
def test_today(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    theme: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_today_app(practised_for_a_week(theme))

    async def play(textual_pilot: Pilot[None]) -> None:
        await TodayPilot(app, textual_pilot).wait_for_extras()

    assert snap_compare(app, terminal_size=size, run_before=play)
