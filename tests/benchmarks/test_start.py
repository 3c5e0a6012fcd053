"""Time to the first frame, compared with the smallest Textual app.

Both run on a pty in turn, so that load on the machine affects both equally; the result is the median of the
ratios of the pairs.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.table import milliseconds, row
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.bench

PAIRS = 31
LIMIT = 1.25
"""Maximum ratio of our first frame to that of the bare app."""

OURS = [sys.executable, "-m", "tpm_tui"], "Start practice"
BARE = [sys.executable, str(Path(__file__).with_name("bare_app.py"))], "a bare text area"


def first_frame(command: list[str], text: str, environ: dict[str, str]) -> float:
    """Return the seconds from exec to the first appearance of the text."""
    with Terminal(command, environ) as terminal:
        return terminal.wait_for(text)


def test_first_frame_with_whole_bank_is_within_limit(tmp_path: Path) -> None:
    environ = {**os.environ, "HOME": str(tmp_path)}
    # The last two are set on build machines: without bytecode a start takes several times as long, and
    # unbuffered output arrives in pieces.
    machine = ("XDG_", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    for name in [name for name in environ if name.startswith(machine)]:
        del environ[name]
    first_frame(*OURS, environ)  # fills the caches: only warm starts are measured
    first_frame(*BARE, environ)
    pairs = [(first_frame(*OURS, environ), first_frame(*BARE, environ)) for _ in range(PAIRS)]
    ratio = median(ours / bare for ours, bare in pairs)
    ours, bare = (milliseconds(median(times)) for times in zip(*pairs, strict=True))
    print("\n" + row("first frame, 80x24, the whole bank", ours, f"bare text area {bare}", ratio, LIMIT))
    assert ratio <= LIMIT
