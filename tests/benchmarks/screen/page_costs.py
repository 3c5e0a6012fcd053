"""What the practice screen costs outside of typing: reveal, ticks, idle, large answers."""

from __future__ import annotations

import time
from statistics import median

from tests.benchmarks.screen.figures import Figure
from tests.benchmarks.screen.probe import Probe, settle, watch
from tests.benchmarks.screen.programs import OURS_TEXT, SMALL, Programs, wait_until_ready

IDLE_SECONDS = 6.0
PAGE_QUIET = 0.25
"""Seconds without output after which a page is complete: longer than the delay of escape."""

LONG_LINES = 2000
LONG_KEYS = 60
BURST = b"all at once, unbracketed " * 82
PASTE = b"\x1b[200~" + b"one line of a long paste with some words in it\n" * 22_300 + b"\x1b[201~"
"""A little less than the 1 MiB that an answer may have."""

CELLS_GOAL = 10
"""Bytes a cell that a full paint may have: colours included."""


def measure_pages(programs: Programs, size: tuple[int, int]) -> list[Figure]:
    """Press keys of the practice screen; return their bytes."""
    name = f"{size[0]}x{size[1]}"
    with programs.ours(size) as probe:
        wait_until_ready(probe, OURS_TEXT)
        idle = type_and_wait(probe)
        leave = probe.press(b"\x1b", PAGE_QUIET)
        watch([probe], 1.5)
        reveal = probe.press(b"\n", PAGE_QUIET)
        watch([probe], 1.5)
        points = [probe.press(b"j", PAGE_QUIET).size for _ in range(3)]
        tick = probe.press(b" ", PAGE_QUIET)
    with programs.ours(size, "clock: false\n") as probe:
        wait_until_ready(probe, OURS_TEXT)
        hidden = type_and_wait(probe)
    cells = size[0] * size[1]
    return [
        Figure(f"bytes to leave the editor, {name}", leave.size, 400),
        Figure(f"bytes of the reveal, {name}", reveal.size, cells * CELLS_GOAL, "one full paint"),
        Figure(f"bytes of the next point in the reveal, {name}", median(points), 150),
        Figure(f"bytes of a tick, {name}", tick.size, 200),
        Figure(f"idle bytes a second with the clock shown, {name}", idle, 24),
        Figure(f"idle bytes a second with the clock hidden, {name}", hidden, 0),
    ]


def type_and_wait(probe: Probe) -> float:
    """Type an answer and stop; return the bytes a second after that."""
    probe.send(b"I rang them all that morning and said what had slipped")
    watch([probe], 2.0)
    mark = len(probe.output)
    watch([probe], IDLE_SECONDS)
    return (len(probe.output) - mark) / IDLE_SECONDS


def measure_long_answer(programs: Programs) -> list[Figure]:
    """Compare a key in a long answer to one in an empty one."""
    with programs.ours() as long, programs.ours() as empty:
        for probe in (long, empty):
            wait_until_ready(probe, OURS_TEXT)
        paste(long, b"\x1b[200~" + b"a line of text\n" * LONG_LINES + b"\x1b[201~")
        times: dict[Probe, list[float]] = {long: [], empty: []}
        for _ in range(LONG_KEYS):
            for probe in (long, empty):
                times[probe].append(probe.press(b"x").seconds)
                watch([long, empty], 0.1)
    ratio = median(times[long]) / median(times[empty])
    return [Figure("key p50 in an answer of 2,000 lines / in an empty one", ratio, 1.1)]


def measure_bursts(programs: Programs) -> list[Figure]:
    """Send much text at once; return the CPU that it costs."""
    figures = []
    for name, data in (("2 KB of text without brackets", BURST), ("a paste of 1 MB", PASTE)):
        with programs.ours(SMALL) as probe:
            wait_until_ready(probe, OURS_TEXT)
            cpu = probe.cpu()
            started = time.perf_counter()
            paste(probe, data)
            note = f"{probe.chunks[-1].at - started:.2f} s"
            figures.append(Figure(f"seconds of CPU for {name}", probe.cpu() - cpu, 1.0, note))
    return figures


def paste(probe: Probe, data: bytes) -> None:
    """Send much text and wait until the program has used it."""
    probe.send(data)
    idle = probe.cpu()
    settle(probe, 0.5)
    while probe.cpu() - idle > 0.05:
        idle = probe.cpu()
        settle(probe, 0.5)
