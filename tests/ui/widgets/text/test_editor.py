"""Undo, redo and paste in the answer editor, where Textual's text area fails; and what a key costs."""

from __future__ import annotations

import pytest
from textual.events import Paste

from tests.ui.practice_pilot import PracticePilot, make_app, run_practice
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.terminal.cursor import TerminalCursor


async def paste(pilot: PracticePilot, text: str) -> None:
    pilot.app.post_message(Paste(text))
    await pilot.settle()


@pytest.mark.parametrize("pasted", ["one\ntwo\nthree\nfour", "line\n" * 40, "words " * 200 + "\nlast"])
@pytest.mark.parametrize("before", ["", "Before. ", "a\nb\n"])
async def test_undo_removes_a_multiline_paste(workspace: Workspace, before: str, pasted: str) -> None:
    async with run_practice(make_app(workspace), size=(60, 16)) as pilot:
        await pilot.write(before)
        await paste(pilot, pasted)
        assert pilot.editor.text == before + pasted
        await pilot.press("ctrl+underscore")
        assert pilot.editor.text == before
        await pilot.press("ctrl+y")
        assert pilot.editor.text == before + pasted
        assert pilot.practice_session.session.draft == pilot.editor.text


@pytest.mark.parametrize(
    "undo_and_redo", [("ctrl+underscore",) * 5, ("ctrl+underscore", "ctrl+y") * 3, ("ctrl+y",) * 3]
)
async def test_draft_equals_editor_after_any_undo_and_redo(
    workspace: Workspace, undo_and_redo: tuple[str, ...]
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await paste(pilot, "a\nb\nc")
        await pilot.press("ctrl+a", "backspace", *undo_and_redo)
        await paste(pilot, "x\r\ny")
        await pilot.press(*undo_and_redo, "z")
        assert pilot.practice_session.session.draft == pilot.editor.text


async def test_cursor_is_at_end_of_draft_and_does_not_blink(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("One.\nTwo.")
        await pilot.press("escape", "s", "escape", "t", "k", "enter", "!")
        assert pilot.editor.text == "One.\nTwo.!"
        assert pilot.editor.cursor_blink is False


@pytest.mark.parametrize("size", [(80, 24), (130, 36)])
async def test_typed_tab_is_text_as_a_pasted_one(workspace: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(workspace), size) as pilot:
        await pilot.press("a", "tab", "q", "tab", "enter", "b")
        await paste(pilot, "c\td")
        assert pilot.editor.has_focus
        assert pilot.editor.text == "a\tq\t\nbc\td"


async def test_shift_tab_stays_in_the_editor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        await pilot.press("a", "shift+tab", "q")
        assert pilot.editor.text == "aq"


async def test_tab_changes_nothing_in_the_reveal(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("a")
        await pilot.press("tab")
        assert pilot.editor.text == "a"


async def test_cursor_is_moved_only_for_keys_that_paint_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves: list[TerminalCursor] = []
    monkeypatch.setattr(TerminalCursor, "move", lambda cursor: moves.append(cursor))
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("a", "b")
        assert not moves
        await pilot.press("left")
        assert len(moves) == 1
