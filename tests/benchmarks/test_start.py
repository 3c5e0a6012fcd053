"""Time to the first frame, compared with the smallest Textual app.

All run on a pty in turn, so that load on the machine affects them equally; the result is the median of the
ratios of the pairs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.table import milliseconds, row
from tests.benchmarks.typing_session import clean_environ
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.bench

ROUNDS = 31
LIMIT = 1.25
"""Maximum ratio of our first frame to that of the bare app."""

PROGRAMS = {
    "today": ([sys.executable, "-m", "tpm_tui"], "Start practice"),
    "practice": ([sys.executable, "-m", "tpm_tui", "practice"], "YOUR ANSWER"),
    "bare": ([sys.executable, str(Path(__file__).with_name("bare_app.py"))], "a bare text area"),
}
"""The command of each program, and a text of its first frame."""


def first_frame(program: str, environ: dict[str, str]) -> float:
    """Return the seconds from exec to the first frame."""
    command, text = PROGRAMS[program]
    with Terminal(command, environ) as terminal:
        return terminal.wait_for(text)


def test_first_frame_with_whole_bank_is_within_limit(tmp_path: Path) -> None:
    environ = clean_environ(tmp_path)
    for program in PROGRAMS:  # fills the caches: only warm starts are measured
        first_frame(program, environ)
    rounds = [{program: first_frame(program, environ) for program in PROGRAMS} for _ in range(ROUNDS)]
    bare = milliseconds(median(each["bare"] for each in rounds))
    ratios = {}
    print()
    for program in ("today", "practice"):
        ours = milliseconds(median(each[program] for each in rounds))
        ratios[program] = median(each[program] / each["bare"] for each in rounds)
        name = f"first frame of {program}, 80x24, the whole bank"
        print(row(name, ours, f"bare text area {bare}", ratios[program], LIMIT))
    assert max(ratios.values()) <= LIMIT
