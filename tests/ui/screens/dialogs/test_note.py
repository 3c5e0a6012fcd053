"""The learner's own note on a question: written, kept, shown, removed."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import app_on, at_desk
from tpm_tui.core.cards.events import Note
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.note import NoteScreen
from tpm_tui.ui.widgets.editor import AnswerEditor

MINE = "The mill of 2019: I rang the miller first."


def written(workspace: Workspace) -> list[str]:
    return [entry.text for entry in workspace.store.entries() if isinstance(entry, Note)]


async def test_a_note_is_typed_kept_and_shown_in_the_reveal(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane", "two-captains"])) as desk:
        await desk.write("My answer.")
        await desk.press("escape", "N")
        assert isinstance(desk.app.screen, NoteScreen)
        assert "Late crane" in desk.screen()
        desk.app.screen.query_one(AnswerEditor).insert(MINE)
        await desk.settle()
        await desk.press("escape")
        assert desk.at_practice
        assert written(workspace) == [MINE]
        assert desk.editor.text == "My answer."
        await desk.press("space")
        assert f"YOUR NOTE\n{MINE}" in desk.page.text
        await desk.press("3", "escape", "space")
        assert "YOUR NOTE" not in desk.page.text
        await desk.press("u")
        assert MINE in desk.page.text


async def test_a_note_written_on_the_reveal_shows_at_once_with_the_ticks_as_they_were(
    workspace: Workspace,
) -> None:
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("ctrl+j", "j", "space", "N", "M", "y", "ctrl+j")
        assert "YOUR NOTE\nMy\n" in desk.page.text
        assert len(desk.practice_session.session.ticked) == 1
        await desk.press("N")
        assert desk.app.screen.query_one(AnswerEditor).text == "My"
        await desk.press("backspace", "backspace", "f2")
        assert "YOUR NOTE" not in desk.page.text
        assert desk.notice == "Your note is removed."
        assert written(workspace) == ["My", ""]


async def test_dropped_changes_and_a_note_left_as_it_was_write_nothing(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("escape", "N", "x", "ctrl+g")
        assert desk.at_practice
        await desk.press("N", "escape")
        await desk.press("q")
        assert written(workspace) == []


@pytest.mark.parametrize("markup", ["[@click=app.quit]x[/]", "\x1b]52;c;eA==\x07", "[/]"])
async def test_a_note_is_shown_as_it_stands(workspace: Workspace, markup: str) -> None:
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("escape", "N")
        desk.app.screen.query_one(AnswerEditor).insert(markup)
        await desk.settle()
        await desk.press("escape", "space")
        assert "\x1b" not in desk.screen()
        assert markup.replace("\x1b", "").replace("\x07", "")[:4] in desk.page.text


async def test_a_dropped_line_keeps_the_note_that_was_being_typed(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("escape", "N", "M", "y")
    assert written(workspace) == ["My"]
