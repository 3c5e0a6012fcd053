"""Snapshots of the screens. After `pytest tests/snapshots --snapshot-update` look at each changed picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import pytest
from textual.pilot import Pilot

from tests.benchmarks.practised_year import write_year
from tests.ui.mock_pilot import ANSWER_TEXT, MockPilot, go_to_debrief, make_mock_app, start_crane_mock
from tests.ui.place_pilot import PlacePilot, make_place_app
from tests.ui.practice_pilot import MovableClock, PracticePilot, answer, make_app, make_workspace
from tests.ui.render.contrast import THEMES
from tpm_tui.core.cards.grade import Grade
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.dialogs.search import SearchScreen
from tpm_tui.ui.screens.places.topics import TopicsScreen

SIZES = [(40, 12), (80, 24), (120, 36)]

ANSWER = """\
I rang the quay master that morning: the boom had cracked, more on Friday.

Then I split the plan, and dredging goes on."""


class Compare(Protocol):
    def __call__(self, app: TpmApp, *, terminal_size: tuple[int, int], run_before: object) -> bool: ...


def size_name(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


def app_with_history(folder: Path, monkeypatch: pytest.MonkeyPatch, theme: str = "night") -> TpmApp:
    """Return the app with three earlier answers and a near interview; all paths shown are relative."""
    monkeypatch.chdir(folder)
    clock = MovableClock()
    config = f"interview: 2026-12-03\nper_day: 3\ntheme: {theme}\n"
    workspace = make_workspace(Path(), clock, config=config)
    answer(workspace, "two-captains", Grade.HARD)
    answer(workspace, "tide-table", Grade.EASY)
    clock.advance(days=1)
    answer(workspace, "early-frost", Grade.GOOD)
    clock.advance(days=1)
    return make_app(workspace, ["late-crane", "two-captains"])


async def to_asking(pilot: PracticePilot) -> None:
    await pilot.write(ANSWER)
    pilot.practice.save()
    clock = pilot.workspace.clock
    assert isinstance(clock, MovableClock)
    clock.advance(seconds=97)
    pilot.practice.panes.show_timer()
    await pilot.settle()


async def to_reveal(pilot: PracticePilot) -> None:
    await to_asking(pilot)
    await pilot.press("ctrl+j", "j", "space")


async def to_end(pilot: PracticePilot) -> None:
    await to_reveal(pilot)
    await pilot.press("3", "ctrl+j", "1")


async def to_topics(pilot: PracticePilot) -> None:
    await pilot.press("escape", "t", "j")


async def to_plan(pilot: PracticePilot) -> None:
    await pilot.press("escape", "P")


async def to_search(pilot: PracticePilot) -> None:
    await pilot.press("escape", "/", *"crane weeks")
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    await pilot.wait_until(lambda: screen.own_texts_loaded)


async def to_topics_screen(pilot: PracticePilot) -> None:
    await pilot.press("escape")
    await pilot.app.push_screen(TopicsScreen(pilot.workspace))
    await pilot.settle()
    await pilot.press("j", "enter", "j", "j")


SCENES = {"asking": to_asking, "reveal": to_reveal, "end": to_end, "topics": to_topics}


def compare(
    snap_compare: Compare,
    app: TpmApp,
    scene: Callable[[PracticePilot], Awaitable[None]],
    size: tuple[int, int],
) -> bool:
    async def play(textual_pilot: Pilot[None]) -> None:
        pilot = PracticePilot(app, textual_pilot)
        await pilot.settle()
        await scene(pilot)
        pilot.practice.footer.hide_notice()
        await pilot.settle()

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


@pytest.mark.parametrize("theme", [name for name in THEMES if name != "night"])
def test_theme(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    assert compare(snap_compare, app_with_history(tmp_path, monkeypatch, theme), to_reveal, (80, 24))


@pytest.mark.parametrize(
    ("scene", "size"),
    [(to_search, (80, 24)), (to_topics_screen, (120, 36))],
    ids=["search-80x24", "topics-120x36"],
)
def test_browsing(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: Callable[[PracticePilot], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    assert compare(snap_compare, app_with_history(tmp_path, monkeypatch), scene, size)


def test_plan(snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert compare(snap_compare, app_with_history(tmp_path, monkeypatch), to_plan, (80, 24))


def practised_app(folder: Path, monkeypatch: pytest.MonkeyPatch, theme: str, place: str) -> TpmApp:
    """Return the app at a place, with the shipped bank and a quarter of a year of answers."""
    monkeypatch.chdir(folder)
    config = (
        f"interview: 2026-12-09\ntheme: {theme}\ndays_off: [sat]\n"
        "dates: [{day: 2026-12-01, name: phone screen}]\n"
    )
    workspace = make_workspace(Path(), MovableClock(), config=config, bank=[shipped_bank()])
    write_year(workspace.paths.data, workspace.bank, workspace.today(), 200)
    return make_place_app(workspace, place)


@pytest.mark.parametrize(
    ("theme", "size"),
    [("night", (80, 24)), ("night", (120, 36)), ("paper", (120, 36)), ("terminal", (120, 36))],
    ids=["night-80x24", "night-120x36", "paper-120x36", "terminal-120x36"],
)
@pytest.mark.parametrize("place", ["progress", "plan"])
def test_place(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    app = practised_app(tmp_path, monkeypatch, theme, place)

    async def play(textual_pilot: Pilot[None]) -> None:
        await PlacePilot(app, textual_pilot).settle()

    assert snap_compare(app, terminal_size=size, run_before=play)


async def to_mock_answer(pilot: MockPilot) -> None:
    await pilot.press("enter")
    await pilot.write(ANSWER_TEXT)
    await pilot.press("escape", "f")
    await pilot.write("Perishables first, by truck to the next port.")


async def to_mock_debrief(pilot: MockPilot) -> None:
    await go_to_debrief(pilot)
    await pilot.press("space", "3", "3", "2")


@pytest.mark.parametrize(
    ("scene", "size"),
    [(to_mock_answer, (80, 24)), (to_mock_debrief, (80, 24)), (to_mock_debrief, (120, 36))],
    ids=["answer-80x24", "debrief-80x24", "debrief-120x36"],
)
def test_mock(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scene: Callable[[MockPilot], Awaitable[None]],
    size: tuple[int, int],
) -> None:
    monkeypatch.chdir(tmp_path)
    clock = MovableClock()
    app = make_mock_app(start_crane_mock(make_workspace(Path(), clock)))

    async def play(textual_pilot: Pilot[None]) -> None:
        pilot = MockPilot(app, textual_pilot)
        await pilot.settle()
        clock.advance(seconds=20)
        await scene(pilot)
        clock.advance(seconds=97)
        pilot.mock.view.clock.show_timer()
        await pilot.settle()

    assert snap_compare(app, terminal_size=size, run_before=play)
