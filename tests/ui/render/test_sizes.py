"""It reads well from 40x12 upwards, survives anything below, and a resize in mid-answer loses nothing."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.ui.practice_pilot import POINTS, TOLD, Desk, answer, app_on, at_desk
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace

SIZES = [(40, 12), (60, 20), (80, 24), (120, 36), (200, 60)]
TINY = [(1, 1), (2, 5), (7, 3), (20, 2), (300, 1)]


def squeezed(text: str) -> str:
    return " ".join(text.split())


def fits(desk: Desk, size: tuple[int, int]) -> bool:
    rows = desk.rows()
    return len(rows) <= size[1] and all(cell_len(row) <= size[0] for row in rows)


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_is_answered_from_start_to_end_at_every_size(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    width, _ = size
    async with at_desk(app_on(workspace, ["late-crane"]), size=size) as desk:
        assert fits(desk, size)
        assert "five weeks late" in squeezed(desk.screen())
        assert "5 new" in desk.screen()
        await desk.write(TOLD)
        assert "told the quay master" in desk.screen()
        await desk.press("ctrl+j")
        assert fits(desk, size)
        for place in (*POINTS, "YOUR OWN STORIES"):
            assert place in squeezed(desk.page.text)
        if width < 60:
            assert TOLD in squeezed(desk.page.text)
        for grade in ("1Again", "2Hard", "3Good", "4Easy"):
            assert grade in desk.said("keys").replace(" ", "")
        await desk.press("G", "g")
        assert "KEY POINTS" in desk.screen()
        await desk.press("t")
        assert fits(desk, size)
        assert "Harbour works" in desk.screen()
        await desk.press("escape", "?")
        assert fits(desk, size)
        assert "Keys" in desk.screen()
        await desk.press("escape", "/")
        assert fits(desk, size)
        assert "5 of 5" in desk.screen()
        await desk.press("escape", "3")
        assert desk.phase is SessionPhase.DONE
        assert fits(desk, size)
        assert "Session done: 1 answer" in desk.screen()


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_every_key_point_can_be_seen_and_ticked_by_going_down(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with at_desk(app_on(workspace, ["late-crane"]), size=size) as desk:
        await desk.press("ctrl+j")
        for point in POINTS:
            for _ in range(20):
                if desk.page.cursor == point:
                    break
                await desk.press("j")
            assert desk.page.cursor == point
            assert point.split()[0] in desk.screen()
            await desk.press("space")
        assert desk.practice_session.session.ticked == set(POINTS)


async def test_resizing_in_mid_answer_keeps_text_cursor_and_focus(workspace: Workspace) -> None:
    text = "First line.\nA second line that is a good deal longer than the first one was.\nThird"
    async with at_desk(app_on(workspace)) as desk:
        await desk.write(text)
        for size in [*TINY, *SIZES, *reversed(TINY), (80, 24)]:
            await desk.resize(*size)
            assert desk.editor.text == text
            assert desk.editor.has_focus
        await desk.press(".")
        assert desk.editor.text == f"{text}."
        assert "Third." in desk.screen()


@pytest.mark.parametrize(
    "keys", [("ctrl+j", "j", "space"), ("escape", "q"), ("escape", "t", "j"), ("escape", "?")]
)
async def test_resizing_to_anything_and_back_leaves_the_screen_as_it_was(
    workspace: Workspace, keys: tuple[str, ...]
) -> None:
    answer(workspace, "two-captains", Grade.GOOD)
    async with at_desk(app_on(workspace)) as desk:
        await desk.press(*keys, "g")
        before = desk.screen()
        for size in [*TINY, (40, 12), (120, 36)]:
            await desk.resize(*size)
        await desk.resize(80, 24)
        await desk.press("g")
        assert desk.screen() == before


@pytest.mark.parametrize("size", [(1, 1), (2, 5), (300, 1)])
async def test_no_size_is_too_small_to_go_on(workspace: Workspace, size: tuple[int, int]) -> None:
    async with at_desk(app_on(workspace), size=size) as desk:
        await desk.write("Words.")
        await desk.press("ctrl+j", "j", "space", "G", "g", "pagedown", "[", "3", "escape", "t", "j", "enter")
        await desk.press("escape", "/", "x", "escape", "?", "q", "T", "j", "escape", "q")
        assert desk.phase is SessionPhase.DONE
        assert workspace.store.cards["late-crane"].box == 2


async def test_a_reveal_follows_the_width(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace), size=(120, 36)) as desk:
        await desk.press("ctrl+j", "j", "j")
        wide = desk.page.text
        await desk.resize(44, 24)
        narrow = desk.page.text
        assert max(map(len, narrow.splitlines())) <= 44
        assert desk.page.cursor == POINTS[2]
        await desk.resize(120, 36)
        assert squeezed(desk.page.text) == squeezed(wide)


async def test_the_line_above_the_question_is_never_cut(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        for width in (40, 59, 60, 75, 76, 80, 109, 110, 111, 120, 130, 200, 118, 44):
            await desk.resize(width, 24)
            line = desk.practice.query_one("#meta")
            assert cell_len(desk.said("meta")) <= line.content_size.width, width
            assert ("target" in desk.said("meta")) == (line.content_size.width >= 74), width


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (109, 24), (110, 24), (120, 36), (80, 12)])
async def test_star_and_drill_push_out_what_matters_less_and_nothing_is_cut(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    long = "Release, quality, delivery and everything else"
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Harbour works", f"title: '{long}'"), "utf-8")
    workspace.read_bank_again()
    answer(workspace, "late-crane", Grade.GOOD)
    async with at_desk(app_on(workspace, ["late-crane"]), size=size) as desk:
        await desk.press("escape", "*")
        desk.practice_session.replace_queue(["late-crane"], drill=True)
        desk.practice.show_all()
        row = desk.practice.query_one("#meta")
        assert cell_len(desk.said("meta")) <= row.content_size.width
        assert "box 2" in desk.said("meta")
        assert "drill" in desk.said("meta")
        assert "★" in desk.said("meta")


@pytest.mark.parametrize("size", [(40, 12), (41, 24), (80, 24), (110, 36)])
async def test_whether_the_answer_is_saved_is_told_at_every_width(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with at_desk(app_on(workspace), size=size) as desk:
        await desk.write("one two three")
        assert "not saved yet" in desk.screen()
        desk.practice.save()
        await desk.settle()
        assert ("about 0:01 spoken" in desk.said("label")) is (size[0] > 50)
        assert "· saved" in desk.screen()


async def test_what_is_told_is_told_whole_at_every_width(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace), size=(40, 12)) as desk:
        await desk.press("ctrl+j", "3")
        assert "takes it back." in squeezed(desk.screen())


async def test_a_tick_keeps_its_point_in_sight_where_the_heading_grows_by_a_row(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane"]), size=(40, 12)) as desk:
        await desk.reveal(f"{TOLD} It was between four and six weeks late.")
        await desk.press("j")
        assert "delay as a range with its cause" in desk.screen()
        above = desk.page.text.partition(POINTS[0])[0].count("\n")
        await desk.press("space")
        assert desk.page.text.partition(POINTS[0])[0].count("\n") == above + 1
        assert "delay as a range with its cause" in desk.screen()
        await desk.press("pagedown", "pagedown")
        place = desk.page.scroll_offset
        await desk.press("space")
        assert desk.page.scroll_offset == place


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
async def test_a_question_of_any_length_leaves_room_for_its_answer(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("The crane you ordered", "The crane " + "you ordered " * 150), "utf-8")
    async with at_desk(app_on(workspace), size=size) as desk:
        await desk.write("An answer.")
        assert "An answer." in desk.screen()
        assert "2 words" in desk.screen()
        await desk.press("ctrl+j")
        assert "An answer." in squeezed(desk.page.text) + desk.screen()
        await desk.press("G", "k")
        assert desk.page.cursor in POINTS
