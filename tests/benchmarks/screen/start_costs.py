"""What a start costs: time, CPU, bytes and memory, beside the bare text area."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tests.benchmarks.screen.figures import Figure
from tests.benchmarks.screen.probe import Probe
from tests.benchmarks.screen.programs import BARE_TEXT, OURS_TEXT, SMALL, Programs, wait_until_ready

ROUNDS = 9
SESSIONS = 20
"""Programs that run side by side."""

FIRST_FRAME_GOALS = {"80x24": 1.10, "160x50": 1.20}


class Start(NamedTuple):
    """What a start has cost."""

    seconds: float
    cpu: float
    size: int
    rss: float


def start_once(probe: Probe, text: str) -> Start:
    """Measure a start until its end."""
    with probe:
        seconds = wait_until_ready(probe, text)
        return Start(seconds, probe.cpu(), len(probe.output), probe.memory()[0])


def measure_start(programs: Programs, size: tuple[int, int]) -> list[Figure]:
    """Start the app and the bare text area in turn; return the medians of their ratios."""
    start_once(programs.ours(size), OURS_TEXT)  # fills the caches
    start_once(programs.bare(size), BARE_TEXT)
    pairs = [
        (start_once(programs.ours(size), OURS_TEXT), start_once(programs.bare(size), BARE_TEXT))
        for _ in range(ROUNDS)
    ]
    name = f"{size[0]}x{size[1]}"

    def ratio(field: str) -> float:
        return median(getattr(ours, field) / getattr(bare, field) for ours, bare in pairs)

    ours = median(pair[0].seconds for pair in pairs)
    sent = median(pair[0].size for pair in pairs)
    return [
        Figure(
            f"first frame / R, {name}", ratio("seconds"), FIRST_FRAME_GOALS[name], f"{ours * 1000:.0f} ms"
        ),
        Figure(f"CPU until quiet / R, {name}", ratio("cpu"), 1.15),
        Figure(f"bytes until quiet / R, {name}", ratio("size"), 0.55, f"{sent:,.0f} bytes"),
        Figure(f"RSS / R, {name}", ratio("rss"), 1.15),
    ]


def measure_sessions(programs: Programs) -> list[Figure]:
    """Run many programs side by side; return the ratio of their PSS."""
    pss = {}
    for name, start, text in (("ours", programs.ours, OURS_TEXT), ("R", programs.bare, BARE_TEXT)):
        with ExitStack() as stack:
            probes = [stack.enter_context(start(SMALL)) for _ in range(SESSIONS)]
            for probe in probes:
                wait_until_ready(probe, text)
            pss[name] = median(probe.memory()[1] for probe in probes)
    return [
        Figure(
            f"PSS / R, {SESSIONS} side by side", pss["ours"] / pss["R"], 1.10, f"{pss['ours']:.1f} MB each"
        )
    ]


def measure_large_bank(small: Path, large: Path, folder: Path) -> list[Figure]:
    """Compare the first frame with a large bank to that with a small one."""
    programs = [Programs(folder, {"TPM_TUI_BANK": str(bank)}) for bank in (large, small)]
    for each in programs:
        start_once(each.ours(), OURS_TEXT)  # fills the cache of the bank
    pairs = [[start_once(each.ours(), OURS_TEXT).seconds for each in programs] for _ in range(ROUNDS)]
    return [
        Figure("first frame with 10,000 questions / with 70", median(many / few for many, few in pairs), 1.15)
    ]
