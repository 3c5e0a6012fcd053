"""Pictures of the screens. `pytest tests/snapshots --snapshot-update` takes them anew: look at each then."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import pytest
from textual.pilot import Pilot

from tests.ui.mock_pilot import TOLD, Room, mock_app_on, to_debrief, with_crane_first
from tests.ui.practice_pilot import Desk, MovableClock, answer, app_on, workspace_in
from tpm_tui.core.cards.grade import Grade
from tpm_tui.ui.base_app import BaseApp
from tpm_tui.ui.practice_app import PracticeApp

SIZES = [(40, 12), (80, 24), (120, 36)]

ANSWER = """\
I told the quay master that morning: the boom had cracked, more on Friday.

Then I split the plan, and dredging goes on."""


class Compare(Protocol):
    def __call__(self, app: BaseApp, *, terminal_size: tuple[int, int], run_before: object) -> bool: ...


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def app_with_history(folder: Path, monkeypatch: pytest.MonkeyPatch, theme: str = "night") -> PracticeApp:
    """Three questions answered in the days before, the interview near; every path shown is relative."""
    monkeypatch.chdir(folder)
    clock = MovableClock()
    config = f"interview: 2026-12-03\nper_day: 3\ntheme: {theme}\n"
    workspace = workspace_in(Path(), clock, config=config)
    answer(workspace, "two-captains", Grade.HARD)
    answer(workspace, "tide-table", Grade.EASY)
    clock.on(days=1)
    answer(workspace, "early-frost", Grade.GOOD)
    clock.on(days=1)
    return app_on(workspace, ["late-crane", "two-captains"])


async def to_asking(desk: Desk) -> None:
    await desk.write(ANSWER)
    desk.practice.save()
    clock = desk.workspace.clock
    assert isinstance(clock, MovableClock)
    clock.on(seconds=97)
    desk.practice.show_timer()
    await desk.settle()


async def to_reveal(desk: Desk) -> None:
    await to_asking(desk)
    await desk.press("ctrl+j", "j", "space")


async def to_end(desk: Desk) -> None:
    await to_reveal(desk)
    await desk.press("3", "ctrl+j", "1")


async def to_topics(desk: Desk) -> None:
    await desk.press("escape", "t", "j")


async def to_plan(desk: Desk) -> None:
    await desk.press("escape", "P")


SCENES = {"asking": to_asking, "reveal": to_reveal, "end": to_end, "topics": to_topics}


def compare(
    snap_compare: Compare, app: PracticeApp, scene: Callable[[Desk], Awaitable[None]], size: tuple[int, int]
) -> bool:
    async def play(pilot: Pilot[None]) -> None:
        desk = Desk(app, pilot)
        await desk.settle()
        await scene(desk)
        desk.practice.remove_class("-noticed")
        await desk.settle()

    return snap_compare(app, terminal_size=size, run_before=play)


@pytest.mark.parametrize("size", SIZES, ids=size_name)
@pytest.mark.parametrize("scene", SCENES)
def test_scene(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: str,
    size: tuple[int, int],
) -> None:
    assert compare(snap_compare, app_with_history(tmp_path, monkeypatch), SCENES[scene], size)


@pytest.mark.parametrize("theme", ["paper", "contrast", "terminal"])
def test_theme(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    assert compare(snap_compare, app_with_history(tmp_path, monkeypatch, theme), to_reveal, (80, 24))


def test_plan(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare(snap_compare, app_with_history(tmp_path, monkeypatch), to_plan, (80, 24))


async def to_mock_answer(room: Room) -> None:
    await room.press("enter")
    await room.write(TOLD)
    await room.press("escape", "f")
    await room.write("Perishables first, by truck to the next port.")


async def to_mock_debrief(room: Room) -> None:
    await to_debrief(room)
    await room.press("space", "3", "3", "2")


@pytest.mark.parametrize(
    ("scene", "size"),
    [(to_mock_answer, (80, 24)), (to_mock_debrief, (80, 24)), (to_mock_debrief, (120, 36))],
    ids=["answer-80x24", "debrief-80x24", "debrief-120x36"],
)
def test_mock(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: Callable[[Room], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = MovableClock()
    app = mock_app_on(with_crane_first(workspace_in(Path(), clock)))

    async def play(pilot: Pilot[None]) -> None:
        room = Room(app, pilot)
        await room.settle()
        clock.on(seconds=20)
        await scene(room)
        clock.on(seconds=97)
        room.mock.show_timer()
        await room.settle()

    assert snap_compare(app, terminal_size=size, run_before=play)
