"""What the practice screen costs beside a bare Textual text area (R) and vim (V), in one run.

Bytes are exact. Times and CPU are ratios to programs that run in turn, so that load on the machine affects
all of them. The table has every goal, also those that are not reached; only bounds with a clear margin are
asserted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.screen.command_costs import FEW, MANY, measure_commands, write_bank
from tests.benchmarks.screen.figures import Figure, table
from tests.benchmarks.screen.page_costs import measure_bursts, measure_long_answer, measure_pages
from tests.benchmarks.screen.programs import LARGE, SMALL, Programs, has_vim
from tests.benchmarks.screen.start_costs import measure_large_bank, measure_sessions, measure_start
from tests.benchmarks.screen.typing_costs import measure_typing

pytestmark = pytest.mark.bench

BOUNDS = {
    "bytes a typed character, median, 80x24": 60,
    "bytes a typed character, median, 160x50": 60,
    "writes a typed character, median, 80x24": 1,
    "bytes until quiet / R, 80x24": 0.3,
    "bytes until quiet / R, 160x50": 0.35,
    "bytes a typed character, mean of 201 at 5 a second, 80x24": 16,
    "bytes a typed character, mean of 201 at 5 a second, 160x50": 16,
    "bytes of backspace, 80x24": 37,
    "bytes of backspace, 160x50": 38,
    "bytes to leave the editor, 80x24": 400,
    "bytes to leave the editor, 160x50": 400,
    "bytes of the reveal, 80x24": 1700,
    "bytes of the next point in the reveal, 80x24": 150,
    "bytes of the next point in the reveal, 160x50": 480,
    "bytes of a tick, 80x24": 120,
    "idle bytes a second with the clock shown, 80x24": 40,
    "idle bytes a second with the clock hidden, 80x24": 0,
    "idle bytes a second with the clock hidden, 160x50": 0,
}
"""What is asserted: far below what Textual's own driver sends."""


def test_costs_of_the_practice_screen(tmp_path: Path) -> None:
    programs = Programs(tmp_path)
    small, large = (write_bank(tmp_path / f"bank-{count}.yaml", count) for count in (FEW, MANY))
    figures: list[Figure] = []
    for size in (SMALL, LARGE):
        figures += measure_start(programs, size)
        figures += measure_typing(programs, size)
        figures += measure_pages(programs, size)
    figures += measure_long_answer(programs)
    figures += measure_bursts(programs)
    figures += measure_commands(tmp_path, small, large)
    figures += measure_large_bank(small, large, tmp_path)
    figures += measure_sessions(programs)
    print("\n" + table(figures))
    if not has_vim:
        print("\nvim is not installed: rows that are compared with it have no value.")
    values = {figure.name: figure.value for figure in figures}
    exceeded = {name: values[name] for name, bound in BOUNDS.items() if (values[name] or 0) > bound}
    assert exceeded == {}
