"""Updates of the app give the same screens, whether they are written whole or as changed cells."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pyte
import pytest

from tests.ui.terminal.paint.replay import EMOJI_TEXTS, MAX_ROUNDS, TEXTS, Replay, press_randomly, run_replay
from tests.ui.terminal.paint.screens import Dissenter
from tpm_tui.ui.terminal.paint.cells import split_cells

STEPS = 250
"""Steps of one run of the app; a run that is longer spends most of its time in an ended session."""

RUNS = 80
"""Runs in `make test-all`: 20,000 steps."""


def as_rich(text: str) -> int:
    """Return how wide Rich, and therefore Textual, takes a character to be."""
    return len(split_cells(text)[1])


def terminals(kind: str) -> Replay:
    """Return two terminals; for emoji they take Rich's widths."""
    if kind == "emoji":
        pair = Dissenter(80, 24, as_rich), Dissenter(80, 24, as_rich)
        return Replay(*pair, compares_sequences=False)
    return Replay(pyte.Screen(80, 24), pyte.Screen(80, 24))


async def replay_run(
    folder: Path, kind: str, texts: Sequence[str], seed: int, steps: int
) -> tuple[Replay, list[str]]:
    replay = terminals(kind)
    async with run_replay(folder, replay) as (app, pilot):
        done = await press_randomly(app, pilot, random.Random(seed), steps, texts)
        assert app.updates > steps / 4, done
    return replay, done


KINDS = {"text": TEXTS, "emoji": EMOJI_TEXTS}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", KINDS)
async def test_screens_are_the_same(tmp_path: Path, kind: str, seed: int) -> None:
    replay, _ = await replay_run(tmp_path, kind, KINDS[kind], seed, 120)
    assert replay.our_bytes < replay.stock_bytes / 4


@pytest.mark.slow(600)
@pytest.mark.parametrize("first", range(0, RUNS, 4))
async def test_screens_are_the_same_in_many_steps(
    tmp_path: Path, first: int, counted: Callable[[str, int], None]
) -> None:
    for seed in range(first, first + 4):
        kind = "emoji" if seed % 8 == 7 else "text"
        _, done = await replay_run(tmp_path / str(seed), kind, KINDS[kind], 1000 + seed, STEPS)
        counted("steps replayed on two terminals", len(done))


async def test_topics_that_close_while_text_is_typed_are_gone(tmp_path: Path) -> None:
    replay = Replay(pyte.Screen(100, 30), pyte.Screen(100, 30))
    async with run_replay(tmp_path, replay) as (app, pilot):
        await pilot.press("a", "escape", "t", "down", "down")
        app.first_screen._next_paint = 0.0
        await pilot.press("enter", "e")
        for _ in range(MAX_ROUNDS):
            if app.is_complete():
                break
            await pilot.pause()
        assert app.is_complete()
