"""Whatever is painted can be read in every shipped theme: the colours of all text on the usual screens."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.color import Color
from rich.style import Style

from tests.ui.mock_pilot import MockPilot, go_to_debrief, run_mock, start_crane_mock
from tests.ui.practice_pilot import (
    MovableClock,
    PracticePilot,
    answer,
    make_app,
    make_workspace,
    run_practice,
)
from tests.ui.render.contrast import (
    MARK,
    PALETTES,
    RGB_THEMES,
    Palette,
    least_contrast,
    least_for_text,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.app import TpmApp

RULES = frozenset("│─")
"""Lines between areas: ornaments, which may be faint."""

SIZE = (120, 36)


async def write_answer(pilot: PracticePilot) -> None:
    await pilot.write("I rang the quay master that morning.\nDredging goes on.")


async def select_text(pilot: PracticePilot) -> None:
    await write_answer(pilot)
    await pilot.press("shift+left", "shift+left", "shift+left")


async def reveal(pilot: PracticePilot) -> None:
    await write_answer(pilot)
    await pilot.press("ctrl+j", "j", "space")


async def grade_all(pilot: PracticePilot) -> None:
    await reveal(pilot)
    await pilot.press("3", "ctrl+j", "1")


async def show_error(pilot: PracticePilot) -> None:
    await pilot.press("escape")
    pilot.practice.show_notice("Not saved: no space left.", error=True)
    await pilot.settle()


async def show_in(pilot: PracticePilot | MockPilot, theme: str) -> None:
    pilot.app.theme = theme
    await pilot.settle()


def keys(*names: str) -> Callable[[PracticePilot], Awaitable[None]]:
    async def press(pilot: PracticePilot) -> None:
        await pilot.press("escape", *names)

    return press


SCENES = {
    "empty": keys(),
    "editor": write_answer,
    "selection": select_text,
    "reveal": reveal,
    "end": grade_all,
    "error": show_error,
    "topics": keys("t", "j"),
    "plan": keys("P"),
    "date": keys("P", "d"),
    "palette": keys("ctrl+p"),
    "themes": keys("T"),
    "help": keys("?"),
    "search": keys("/", "c", "r"),
    "drills": keys("D"),
    "progress": keys("h"),
    "stories": keys("o"),
    "reports": keys("r"),
    "settings": keys(","),
}


def seen(app: TpmApp) -> Iterator[tuple[str, Style, Color, Color]]:
    """Yield each visible text on the screen with its style, and the colours of text and background."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if text.strip() and style is not None:
                colour, background = style.color or Color.default(), style.bgcolor or Color.default()
                yield text.strip(), style, *((background, colour) if style.reverse else (colour, background))


def least_for(theme: str, text: str) -> float:
    """Return the least contrast of a text: marks and lines beside words need less."""
    return least_for_text(theme) if any(char.isalnum() for char in text) else MARK


def find_pale(app: TpmApp) -> set[str]:
    """Return the texts on the screen with too little contrast, except lines between areas."""
    return {
        f"{text} {least_contrast(colour, background):.2f}"
        for text, style, colour, background in seen(app)
        if not RULES.issuperset(text)
        and (least_contrast(colour, background) < least_for(app.theme, text) or style.dim)
    }


def find_pale_in(palette: Palette, app: TpmApp) -> set[str]:
    """Return the texts on the screen with too little contrast in a palette."""
    found = set()
    for text, style, colour, background in seen(app):
        assert not style.dim or colour.is_default, text  # only the hint in an empty input is dim
        is_word = any(char.isalnum() for char in text)
        shown = palette.contrast(colour, background)
        if shown < (palette.least_for_text if is_word else MARK):
            found.add(f"{text} {shown:.2f}")
    return found


@asynccontextmanager
async def run_in_theme(folder: Path, theme: str) -> AsyncIterator[PracticePilot]:
    """Run the app with a few earlier answers and an interview soon."""
    clock = MovableClock()
    config = f"interview: 2026-12-03\nper_day: 3\ntheme: {theme}\n"
    workspace = make_workspace(folder, clock, config=config)
    answer(workspace, "two-captains", Grade.HARD)
    answer(workspace, "tide-table", Grade.EASY)
    clock.advance(days=1)
    async with run_practice(make_app(workspace, ["late-crane", "two-captains"]), SIZE) as pilot:
        yield pilot


@pytest.mark.parametrize("scene", SCENES)
async def test_all_text_is_readable(tmp_path: Path, scene: str) -> None:
    async with run_in_theme(tmp_path, "night") as pilot:
        await SCENES[scene](pilot)
        for theme in RGB_THEMES:
            await show_in(pilot, theme)
            assert (theme, find_pale(pilot.app)) == (theme, set())


@pytest.mark.parametrize("scene", SCENES)
async def test_all_text_is_readable_in_every_palette(tmp_path: Path, scene: str) -> None:
    async with run_in_theme(tmp_path, "terminal") as pilot:
        await SCENES[scene](pilot)
        for name, palette in PALETTES.items():
            assert (name, find_pale_in(palette, pilot.app)) == (name, set())


async def test_text_of_the_mock_debrief_is_readable(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace), SIZE) as pilot:
        await go_to_debrief(pilot)
        await pilot.press("space", "3", "3", "2")
        for theme in RGB_THEMES:
            await show_in(pilot, theme)
            assert (theme, find_pale(pilot.app)) == (theme, set())
