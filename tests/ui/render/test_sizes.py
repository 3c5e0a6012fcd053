"""The app is usable from 40x12 upwards, works at any smaller size, and loses nothing on a resize."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.ui.practice_pilot import ANSWER_TEXT, POINTS, PracticePilot, answer, make_app, run_practice
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace

SIZES = [(40, 12), (60, 20), (80, 24), (120, 36), (200, 60)]
TINY = [(1, 1), (2, 5), (7, 3), (20, 2), (300, 1)]


def collapse_spaces(text: str) -> str:
    return " ".join(text.split())


def fits(pilot: PracticePilot, size: tuple[int, int]) -> bool:
    rows = pilot.rows()
    return len(rows) <= size[1] and all(cell_len(row) <= size[0] for row in rows)


@pytest.mark.slow(120)
@pytest.mark.parametrize("size", SIZES)
async def test_a_question_can_be_answered_at_every_size(workspace: Workspace, size: tuple[int, int]) -> None:
    width, _ = size
    async with run_practice(make_app(workspace, ["late-crane"]), size=size) as pilot:
        assert fits(pilot, size)
        assert "five weeks late" in collapse_spaces(pilot.screen())
        assert "5 new" in pilot.screen()
        await pilot.write(ANSWER_TEXT)
        assert "rang the quay master" in pilot.screen()
        await pilot.press("ctrl+j")
        assert fits(pilot, size)
        shown = collapse_spaces(await pilot.read_all_sections())
        for text in (*POINTS, "YOUR OWN STORIES"):
            assert text in shown
        if width < 120:
            await pilot.press("z")
            assert ANSWER_TEXT in collapse_spaces(pilot.screen()).replace("▌ ", "")
            assert fits(pilot, size)
            await pilot.press("z")
        for grade in ("1Again", "2Hard", "3Good", "4Easy"):
            assert grade in pilot.text_of("keys").replace(" ", "")
        await pilot.press("G", "g")
        assert POINTS[0] in pilot.screen()
        await pilot.press("t")
        assert fits(pilot, size)
        assert "Harbour works" in pilot.screen()
        await pilot.press("escape", "?")
        assert fits(pilot, size)
        assert "Keys" in pilot.screen()
        await pilot.press("escape", "/")
        assert fits(pilot, size)
        assert "5 of 5" in pilot.screen()
        await pilot.press("escape", "3")
        assert pilot.phase is SessionPhase.DONE
        assert fits(pilot, size)
        assert "Session done: 1 answer" in pilot.screen()


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_every_key_point_can_be_reached_and_ticked(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=size) as pilot:
        await pilot.press("ctrl+j")
        for point in POINTS:
            for _ in range(20):
                if pilot.page.cursor == point:
                    break
                await pilot.press("j")
            assert pilot.page.cursor == point
            assert point.split()[0] in pilot.screen()
            await pilot.press("space")
        assert pilot.practice_session.session.ticked == set(POINTS)


async def test_resize_keeps_text_cursor_and_focus(workspace: Workspace) -> None:
    text = "First line.\nA second line that is a good deal longer than the first one was.\nThird"
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write(text)
        for size in [*TINY, *SIZES, *reversed(TINY), (80, 24)]:
            await pilot.resize(*size)
            assert pilot.editor.text == text
            assert pilot.editor.has_focus
        await pilot.press(".")
        assert pilot.editor.text == f"{text}."
        assert "Third." in pilot.screen()


@pytest.mark.slow(120)
@pytest.mark.parametrize(
    "keys", [("ctrl+j", "j", "space"), ("escape", "q"), ("escape", "t", "j"), ("escape", "?")]
)
async def test_resize_and_back_restores_the_screen(workspace: Workspace, keys: tuple[str, ...]) -> None:
    answer(workspace, "two-captains", Grade.GOOD)
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press(*keys, "g")
        before = pilot.screen()
        for size in [*TINY, (40, 12), (120, 36)]:
            await pilot.resize(*size)
        await pilot.resize(80, 24)
        await pilot.press("g")
        assert pilot.screen() == before


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (300, 1)])
async def test_app_works_at_tiny_sizes(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.write("Words.")
        await pilot.press("ctrl+j", "j", "space", "G", "g", "pagedown", "[", "3", "escape", "t", "j", "enter")
        await pilot.press("escape", "/", "x", "escape", "?", "q", "T", "j", "escape", "q")
        assert pilot.phase is SessionPhase.DONE
        assert workspace.store.cards["late-crane"].box == 2


async def test_reveal_is_laid_out_again_on_resize(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        await pilot.press("ctrl+j", "j", "j")
        wide = pilot.page.text
        await pilot.resize(44, 24)
        narrow = pilot.page.text
        assert max(map(len, narrow.splitlines())) <= 44
        assert pilot.page.cursor == POINTS[2]
        await pilot.resize(120, 36)
        assert collapse_spaces(pilot.page.text) == collapse_spaces(wide)


async def test_metadata_row_is_never_truncated(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        for width in (40, 59, 60, 75, 76, 80, 109, 110, 111, 120, 130, 200, 118, 44):
            await pilot.resize(width, 24)
            line = pilot.practice.query_one("#question")
            assert cell_len(pilot.text_of("meta")) <= line.content_size.width, width
            assert ("target" in pilot.text_of("meta")) == (line.content_size.width >= 74), width


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (109, 24), (110, 24), (120, 36), (80, 12)])
async def test_metadata_row_prefers_star_and_drill(workspace: Workspace, size: tuple[int, int]) -> None:
    long = "Release, quality, delivery and everything else"
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Harbour works", f"title: '{long}'"), "utf-8")
    workspace.reload_bank()
    answer(workspace, "late-crane", Grade.GOOD)
    async with run_practice(make_app(workspace, ["late-crane"]), size=size) as pilot:
        await pilot.press("escape", "*")
        pilot.practice_session.queue.replace(["late-crane"], drill=True)
        pilot.practice.view.show_all()
        row = pilot.practice.query_one("#question")
        assert cell_len(pilot.text_of("meta")) <= row.content_size.width
        assert "box 2" in pilot.text_of("meta")
        assert "drill" in pilot.text_of("meta")
        assert "★" in pilot.text_of("meta")


@pytest.mark.parametrize("size", [(40, 12), (41, 24), (80, 24), (110, 36)])
async def test_saved_state_is_shown_at_every_width(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.write("one two three")
        pilot.practice.clock.update()
        await pilot.settle()
        assert "not saved yet" in pilot.screen()
        pilot.practice.save()
        await pilot.settle()
        assert ("about 0:01 spoken" in pilot.text_of("label")) is (size[0] > 50)
        assert "· saved" in pilot.screen()


async def test_notice_is_wrapped_on_a_narrow_screen(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(40, 12)) as pilot:
        await pilot.press("ctrl+j", "3")
        assert "undoes it." in collapse_spaces(pilot.screen())


async def test_tick_keeps_point_and_scroll_position(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=(40, 12)) as pilot:
        await pilot.reveal(f"{ANSWER_TEXT} It was between four and six weeks late.")
        await pilot.press("j")
        assert "with its cause" in collapse_spaces(pilot.screen())
        await pilot.press("space")
        assert "with its cause" in collapse_spaces(pilot.screen())
        await pilot.press("pagedown", "pagedown")
        offset = pilot.page.scroll_offset
        await pilot.press("space")
        assert pilot.page.scroll_offset == offset


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
async def test_a_long_question_leaves_space_for_the_answer(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("The crane you ordered", "The crane " + "you ordered " * 150), "utf-8")
    async with run_practice(make_app(workspace), size=size) as pilot:
        await pilot.write("An answer.")
        pilot.practice.clock.update()
        await pilot.settle()
        assert "An answer." in pilot.screen()
        assert "2 words" in pilot.screen()
        await pilot.press("ctrl+j")
        if "An answer." not in pilot.screen():
            await pilot.press("z")
            assert "An answer." in pilot.page.text
            await pilot.press("z")
        await pilot.press("G", "k")
        assert pilot.page.cursor in POINTS
