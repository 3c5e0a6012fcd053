"""What a key leaves as it is on the screen is not sent again over a slow line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.segment import Segment

from tests.ui.practice_pilot import MovableClock, PracticePilot, make_app, make_workspace, run_practice
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.ui.pages.sections import HIGHLIGHTED
from tpm_tui.ui.screens import autosave
from tpm_tui.ui.widgets.page import GUTTER, Page

SIZES = [(80, 24), (160, 50)]


def cells(pilot: PracticePilot) -> list[list[Segment]]:
    """Return the rows of the screen with their styles."""
    return [list(Segment.simplify(strip)) for strip in pilot.app.screen._compositor.render_strips()]


@pytest.mark.parametrize("size", SIZES)
async def test_leaving_the_editor_changes_two_rows(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.write("Two words.")
        await pilot.press("escape", "i")
        typing = cells(pilot)
        label = next(y for y, row in enumerate(pilot.rows()) if "YOUR ANSWER" in row)
        await pilot.press("escape")
        changed = [y for y, (old, new) in enumerate(zip(typing, cells(pilot), strict=True)) if old != new]
        assert changed == [label, size[1] - 1]
        await pilot.press("i")
        assert cells(pilot) == typing


async def test_key_after_a_pause_changes_only_the_text(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 3600)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("Two words.")
        pilot.practice.save()
        await pilot.settle()
        saved = cells(pilot)
        await pilot.press("backspace")
        changed = [y for y, (old, new) in enumerate(zip(saved, cells(pilot), strict=True)) if old != new]
        assert ["Two words" in pilot.rows()[y] for y in changed] == [True]


@pytest.mark.parametrize("size", SIZES)
async def test_cursor_of_the_points_changes_no_background(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.reveal("Two words.")
        page = pilot.page
        assert page.has_focus
        styles = [segment.style for y in range(page.size.height) for segment in page.render_line(y)]
        assert len({style.bgcolor for style in styles if style is not None}) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_next_point_changes_only_the_cursor_and_the_details(
    tmp_path: Path, clock: MovableClock, size: tuple[int, int]
) -> None:
    workspace = make_workspace(tmp_path, clock, bank=[shipped_bank()])
    async with run_practice(make_app(workspace, ["flagship-program-walkthrough"]), size=size) as pilot:
        await pilot.reveal("Two words.")
        page = pilot.page
        points = page.text.splitlines().index("")
        for _ in range(5):
            before = [page.render_line(y) for y in range(page.size.height)]
            await pilot.press("j")
            after = [page.render_line(y) for y in range(page.size.height)]
            texts = [(old.crop(GUTTER), new.crop(GUTTER)) for old, new in zip(before, after, strict=True)]
            assert all(old == new for old, new in texts[:points])
            assert any(old != new for old, new in texts[points:])


async def test_model_answer_scrolls_only_to_hidden_sentences(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, bank=[shipped_bank()])
    async with run_practice(make_app(workspace, ["flagship-program-walkthrough"]), size=(160, 50)) as pilot:
        await pilot.reveal("Two words.")
        model = pilot.practice.panes.reveal.pages.section
        tops = [0]
        for _ in range(5):
            await pilot.press("j")
            top, rows = model.scroll_offset.y, passage(model)
            assert top <= rows[0]
            assert rows[-1] < top + model.size.height
            tops.append(top)
        assert tops == sorted(tops)
        assert len(set(tops)) == 2


def passage(page: Page) -> list[int]:
    """Return the rows of a page with the highlighted sentence."""
    return [y for y, line in enumerate(page._lines) if line.item == HIGHLIGHTED]
