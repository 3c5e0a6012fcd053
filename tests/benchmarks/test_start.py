"""How long the first frame takes, side by side with the smallest Textual app there can be.

Both run on a pty in turn, so that a busy machine is as hard on the one as on the other; what counts is the
median of the pairs' ratios.
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
"""Times the bare app's first frame that ours may take."""

OURS = [sys.executable, "-m", "tpm_tui"], "YOUR ANSWER"
BARE = [sys.executable, str(Path(__file__).with_name("bare_app.py"))], "a bare text area"


def first_frame(command: list[str], text: str, environ: dict[str, str]) -> float:
    """Seconds from exec to the text's first appearance."""
    with Terminal(command, environ) as terminal:
        return terminal.wait_for(text)


def test_the_first_frame_with_the_whole_bank(tmp_path: Path) -> None:
    environ = {**os.environ, "HOME": str(tmp_path)}
    # The last two are for machines that build: without bytecode a start takes several times as long, and
    # unbuffered writes come in pieces.
    machine = ("XDG_", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    for name in [name for name in environ if name.startswith(machine)]:
        del environ[name]
    first_frame(*OURS, environ)  # writes the caches: what is measured is every later start
    first_frame(*BARE, environ)
    pairs = [(first_frame(*OURS, environ), first_frame(*BARE, environ)) for _ in range(PAIRS)]
    ratio = median(ours / bare for ours, bare in pairs)
    ours, bare = (milliseconds(median(times)) for times in zip(*pairs, strict=True))
    print("\n" + row("first frame, 80x24, the whole bank", ours, f"bare text area {bare}", ratio, LIMIT))
    assert ratio <= LIMIT
