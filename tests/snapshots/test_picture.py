"""The picture at the top of the README: the real app on the shipped bank. Taken anew as the others are."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.snapshots.test_scenes import Compare
from tests.ui.practice_pilot import Desk, MovableClock, answer, app_on, workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.storage.bank.shipped import shipped_bank

README = Path(__file__).parents[2] / "README.md"

ANSWER = (
    "In week nine our integration test passed two of eleven cases, and the plan still said green. I took two "
    "days with the three leads to find the cause, and re-forecast as a range: four to seven weeks late. That "
    "evening I wrote one page to the director with three options and recommended the split: on-demand first, "
    "five weeks late, live events after. She chose it."
)


def test_picture(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    clock = MovableClock()
    workspace = workspace_in(Path(), clock, config="interview: 2026-12-18\n", bank=[shipped_bank()])
    grades = {
        "flagship-program-walkthrough": Grade.EASY,
        "schedule-and-budget-control": Grade.GOOD,
        "cross-team-dependencies": Grade.HARD,
        "stakeholder-system": Grade.HARD,
    }
    for question, grade in grades.items():
        answer(workspace, question, grade)
    clock.on(days=2)

    async def play(pilot: Pilot[None]) -> None:
        desk = Desk(app, pilot)
        await desk.settle()
        await desk.write(ANSWER)
        clock.on(seconds=134)
        await desk.press("ctrl+j", "j")

    app = app_on(workspace, ["late-program-recovery", "people-capacity-planning"])
    assert snap_compare(app, terminal_size=(120, 36), run_before=play)


def test_the_readme_shows_it() -> None:
    pictures = Path(__file__).parent / "__snapshots__" / "test_picture"
    (picture,) = pictures.glob("*.svg")
    assert f"]({picture.relative_to(README.parent)})" in README.read_text("utf-8")
