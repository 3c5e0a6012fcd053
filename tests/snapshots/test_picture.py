"""The picture at the top of the README: the app on the shipped bank. Updated like the other snapshots."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.snapshots.test_scenes import Compare
from tests.ui.practice_pilot import MovableClock, PracticePilot, answer, make_app, make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.storage.bank.shipped import shipped_bank

README = Path(__file__).parents[2] / "README.md"

ANSWER = (
    "Two months before launch a third of our integration tests still failed. I spent two days with the leads "
    "and figured out why: the vendor's part was the real problem. At our actual velocity we'd be four to six "
    "weeks late. That afternoon I gave the director one page with three options and recommended on-demand "
    "first, live later. I took just one contractor, because onboarding takes weeks."
)


def test_picture(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    clock = MovableClock()
    workspace = make_workspace(Path(), clock, config="interview: 2026-12-18\n", bank=[shipped_bank()])
    grades = {
        "flagship-program-walkthrough": Grade.EASY,
        "schedule-and-budget-control": Grade.GOOD,
        "cross-team-dependencies": Grade.HARD,
        "stakeholder-system": Grade.HARD,
    }
    for question, grade in grades.items():
        answer(workspace, question, grade)
    clock.advance(days=2)

    async def play(textual_pilot: Pilot[None]) -> None:
        pilot = PracticePilot(app, textual_pilot)
        await pilot.settle()
        await pilot.write(ANSWER)
        clock.advance(seconds=134)
        await pilot.press("ctrl+j", "j")

    app = make_app(workspace, ["late-program-recovery", "people-capacity-planning"])
    assert snap_compare(app, terminal_size=(120, 36), run_before=play)


def test_readme_shows_the_picture() -> None:
    pictures = Path(__file__).parent / "__snapshots__" / "test_picture"
    (picture,) = pictures.glob("*.svg")
    assert f"]({picture.relative_to(README.parent)})" in README.read_text("utf-8")
