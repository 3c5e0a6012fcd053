"""What a typed character costs, in three programs that get their keys in turn."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import ExitStack
from statistics import fmean, median

from tests.benchmarks.screen.figures import Figure
from tests.benchmarks.screen.probe import Answer, Probe, watch
from tests.benchmarks.screen.programs import (
    BARE_TEXT,
    OURS_TEXT,
    VIM_TEXT,
    Programs,
    has_vim,
    wait_until_ready,
)

PROSE = (
    "In week three the pilot slipped, so I wrote down what we knew, who had to decide and by when, and asked "
    "the two leads to give me one date each. We cut the second region and kept the launch, and I said so to "
    "all!!"
)[:201]

PER_SECOND = 5

EDIT_KEYS = {
    "left": b"\x1b[D",
    "right": b"\x1b[C",
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "backspace": b"\x7f",
    "enter": b"\r",
}
"""Keys that are compared with those of vim."""

PRESSES = 5
KEY_QUIET = 0.15
"""Seconds without output after which the answer to such a key is complete; vim updates its ruler late."""


class Typed:
    """The answers of a program to typed text."""

    def __init__(self, probe: Probe) -> None:
        self._probe = probe
        self._sent: list[float] = []
        self._cpu = probe.cpu()
        self._first = len(probe.chunks)

    def type(self, character: str) -> None:
        """Send a character."""
        self._sent.append(time.perf_counter())
        self._probe.send(character.encode())

    def finish(self) -> None:
        """Compute the figures, when everything was typed."""
        count = len(self._sent)
        until = [*self._sent[1:], float("inf")]
        answers: list[Answer] = [
            self._probe.answer(sent, until=end) for sent, end in zip(self._sent, until, strict=True)
        ]
        chunks = self._probe.chunks[self._first :]
        self.size = median(answer.size for answer in answers)
        self.writes = median(answer.writes for answer in answers)
        self.mean_size = sum(chunk.size for chunk in chunks) / count
        self.mean_compressed = sum(chunk.compressed for chunk in chunks) / count
        seconds = sorted(answer.seconds for answer in answers)
        self.p50, self.p95 = median(seconds), seconds[int(count * 0.95)]
        self.cpu = (self._probe.cpu() - self._cpu) / count
        self.mean_writes = fmean(answer.writes for answer in answers)


def measure_typing(programs: Programs, size: tuple[int, int]) -> list[Figure]:
    """Type 201 characters at 5 a second into the programs in turn; return the figures."""
    with ExitStack() as stack:
        probes = {
            "ours": stack.enter_context(programs.ours(size)),
            "R": stack.enter_context(programs.bare(size)),
        }
        if has_vim:
            probes["V"] = stack.enter_context(programs.vim(size))
        for name, text in (("ours", OURS_TEXT), ("R", BARE_TEXT), ("V", VIM_TEXT)):
            if name in probes:
                wait_until_ready(probes[name], text)
        typed = {name: Typed(probe) for name, probe in probes.items()}
        pause = 1 / PER_SECOND / len(probes)
        for character in PROSE:
            for each in typed.values():
                each.type(character)
                watch(list(probes.values()), pause)
        for each in typed.values():
            each.finish()
        keys = {name: key_sizes(probe) for name, probe in probes.items()}
    return typing_figures(typed, f"{size[0]}x{size[1]}") + key_figures(keys, f"{size[0]}x{size[1]}")


def key_sizes(probe: Probe) -> dict[str, float]:
    """Return the bytes that editing keys cost."""
    sizes: dict[str, list[int]] = {name: [] for name in EDIT_KEYS}
    for number in range(PRESSES):
        probe.send(b"two words")
        watch([probe], 1.2 + 0.3 * number)  # labels follow within a second, the clock every second
        for name, key in EDIT_KEYS.items():
            sizes[name].append(probe.press(key, KEY_QUIET).size)
    return {name: median(each) for name, each in sizes.items()}


def typing_figures(typed: Mapping[str, Typed], size: str) -> list[Figure]:
    """Return the figures of typed text."""
    ours, bare, vim = typed["ours"], typed["R"], typed.get("V")
    vim_size = f"V {vim.size:.0f}, {vim.mean_compressed:.1f} compressed" if vim else "vim is missing"
    return [
        Figure(f"bytes a typed character, median, {size}", ours.size, 8, f"R {bare.size:.0f}, {vim_size}"),
        Figure(f"writes a typed character, median, {size}", ours.writes, 1, f"mean {ours.mean_writes:.2f}"),
        Figure(f"bytes a typed character, mean of 201 at 5 a second, {size}", ours.mean_size, 16),
        Figure(
            f"the same through zlib / V, {size}",
            ours.mean_compressed / vim.mean_compressed if vim else None,
            1.5,
            f"{ours.mean_compressed:.1f} bytes",
        ),
        Figure(f"key to last byte, p50 / R, {size}", ours.p50 / bare.p50, 0.5, f"{ours.p50 * 1000:.1f} ms"),
        Figure(f"key to last byte, p95 / R, {size}", ours.p95 / bare.p95, 0.65, f"{ours.p95 * 1000:.1f} ms"),
        Figure(f"CPU a typed character / R, {size}", ours.cpu / bare.cpu, 0.6, f"{ours.cpu * 1000:.1f} ms"),
    ]


def key_figures(keys: Mapping[str, Mapping[str, float]], size: str) -> list[Figure]:
    """Return the figures of editing keys."""
    vim = keys.get("V")
    return [
        Figure(f"bytes of {name}, {size}", value, vim[name] if vim else None, "the goal is vim's")
        for name, value in keys["ours"].items()
    ]
