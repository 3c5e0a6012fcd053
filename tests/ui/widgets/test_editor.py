"""The answer editor's own keys: undo, redo and paste, where Textual's text area fails."""

from __future__ import annotations

import pytest
from textual.events import Paste

from tests.ui.practice_pilot import Desk, app_on, at_desk
from tpm_tui.practice.workspace import Workspace


async def paste(desk: Desk, text: str) -> None:
    desk.app.post_message(Paste(text))
    await desk.settle()


@pytest.mark.parametrize("pasted", ["one\ntwo\nthree\nfour", "line\n" * 40, "words " * 200 + "\nlast"])
@pytest.mark.parametrize("before", ["", "Before. ", "a\nb\n"])
async def test_undo_after_a_paste_of_several_lines_takes_back_the_paste(
    workspace: Workspace, before: str, pasted: str
) -> None:
    async with at_desk(app_on(workspace), size=(60, 16)) as desk:
        await desk.write(before)
        await paste(desk, pasted)
        assert desk.editor.text == before + pasted
        await desk.press("ctrl+z")
        assert desk.editor.text == before
        await desk.press("ctrl+y")
        assert desk.editor.text == before + pasted
        assert desk.practice_session.session.draft == desk.editor.text


@pytest.mark.parametrize("undo_and_redo", [("ctrl+z",) * 5, ("ctrl+z", "ctrl+y") * 3, ("ctrl+y",) * 3])
async def test_no_order_of_undo_and_redo_ends_the_app(
    workspace: Workspace, undo_and_redo: tuple[str, ...]
) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await paste(desk, "a\nb\nc")
        await desk.press("ctrl+a", "backspace", *undo_and_redo)
        await paste(desk, "x\r\ny")
        await desk.press(*undo_and_redo, "z")
        assert desk.practice_session.session.draft == desk.editor.text


async def test_the_cursor_is_at_the_end_of_a_draft_and_never_blinks(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.write("One.\nTwo.")
        await desk.press("escape", "s", "escape", "t", "k", "enter", "!")
        assert desk.editor.text == "One.\nTwo.!"
        assert desk.editor.cursor_blink is False


async def test_tab_leaves_no_mark_in_the_answer(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("a", "tab", "b")
        assert "\t" not in desk.editor.text
