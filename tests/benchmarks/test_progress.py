"""CPU time to open Progress and the plan after a year of answers, compared with those of a new learner.

Each opening has its own workspace, so that no cache is warm but the bank's. Both run in turn, so that load on
the machine affects both equally; the result is the median of the differences of the pairs.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree
from statistics import median
from time import process_time

import pytest

from tests.benchmarks.practised_year import write_year
from tests.benchmarks.table import milliseconds, row
from tests.ui.place_pilot import make_place_app
from tests.ui.practice_pilot import MovableClock, make_workspace
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.ui.widgets.page import Page

pytestmark = pytest.mark.bench

PAIRS = 7
ANSWERS = 2_000
QUESTIONS = 300
LIMIT = 0.150
"""Seconds that opening may take longer than with an empty history and the shipped bank."""

SIZE = (120, 36)


def write_large_bank(folder: Path) -> Path:
    """Write a bank of 300 questions with four key points each, and return its folder."""
    folder.mkdir()
    for topic in range(12):
        lines = ["version: 1", f"topic: {{id: topic-{topic}, title: Topic {topic}}}", "questions:"]
        for number in range(topic, QUESTIONS, 12):
            points = ", ".join(f"{{name: point {number} {place}}}" for place in range(4))
            lines.append(
                f"  - {{id: question-{number}, prompt: 'What about {number}?', key_points: [{points}]}}"
            )
        (folder / f"{topic}.yaml").write_text("\n".join(lines), "utf-8")
    return folder


def prepare(folder: Path, bank: Path, answers: int) -> Workspace:
    """Return a new workspace on the files in a folder, which are written at the first call."""
    is_new = not folder.exists()
    folder.mkdir(exist_ok=True)
    workspace = make_workspace(folder, MovableClock(), config="interview: 2026-12-20\n", bank=[bank])
    if answers and is_new:
        write_year(workspace.paths.data, workspace.bank, workspace.today(), answers)
    return workspace


async def open_seconds(workspace: Workspace, place: str) -> float:
    """Return the CPU seconds from the key to a place whose rows are painted."""
    app = make_place_app(workspace, "today")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        start = process_time()
        screen = app.navigation.open(place)
        while not (screen.is_mounted and any(page.text for page in screen.query(Page))):
            await pilot.pause(0)
        screen._compositor.render_strips()
        return process_time() - start


@pytest.mark.parametrize("place", ["progress", "plan"])
@pytest.mark.parametrize("bank", ["shipped", "large"])
async def test_opening_after_a_year_is_within_limit(tmp_path: Path, place: str, bank: str) -> None:
    large = write_large_bank(tmp_path / "bank")
    full_bank = large if bank == "large" else shipped_bank()
    pairs = []
    for number in range(PAIRS):
        full = prepare(tmp_path / "full", full_bank, ANSWERS)
        copytree(tmp_path / "full", tmp_path / f"full-{number}")
        full = prepare(tmp_path / f"full-{number}", full_bank, 0)
        empty = prepare(tmp_path / f"empty-{number}", shipped_bank(), 0)
        pairs.append((await open_seconds(full, place), await open_seconds(empty, place)))
    more = median(full - empty for full, empty in pairs)
    ours, other = (median(times) for times in zip(*pairs, strict=True))
    questions = len(prepare(tmp_path / "full", full_bank, 0).bank.questions)
    name = f"open {place}, {ANSWERS:,} answers in a year, {questions} questions"
    print("\n" + row(name, milliseconds(ours), f"no answers {milliseconds(other)}", ours / other))
    assert more <= LIMIT
