"""The learner's note on a question: written, saved, shown, removed."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.core.cards.events import Note
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.note import NoteScreen
from tpm_tui.ui.widgets.text.editor import AnswerEditor

NOTE = "The mill of 2019: I rang the miller first."


def saved_notes(workspace: Workspace) -> list[str]:
    return [entry.text for entry in workspace.store.entries() if isinstance(entry, Note)]


async def test_note_is_saved_and_shown_in_reveal(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane", "two-captains"])) as pilot:
        await pilot.write("My answer.")
        await pilot.press("escape", "N")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert "Late crane" in pilot.screen()
        pilot.app.screen.query_one(AnswerEditor).insert(NOTE)
        await pilot.settle()
        await pilot.press("escape")
        assert pilot.on_practice_screen
        assert saved_notes(workspace) == [NOTE]
        assert pilot.editor.text == "My answer."
        await pilot.press("space")
        assert f"YOUR NOTE\n{NOTE}" in pilot.page.text
        await pilot.press("3", "escape", "space")
        assert "YOUR NOTE" not in pilot.page.text
        await pilot.press("u")
        assert NOTE in pilot.page.text


async def test_note_edited_on_reveal_is_shown_and_keeps_ticks(
    workspace: Workspace,
) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("ctrl+j", "j", "space", "N", "M", "y", "ctrl+j")
        assert "YOUR NOTE\nMy\n" in pilot.page.text
        assert len(pilot.practice_session.session.ticked) == 1
        await pilot.press("N")
        assert pilot.app.screen.query_one(AnswerEditor).text == "My"
        await pilot.press("backspace", "backspace", "f2")
        assert "YOUR NOTE" not in pilot.page.text
        assert pilot.notice == "Note removed."
        assert saved_notes(workspace) == ["My", ""]


async def test_unchanged_or_discarded_note_writes_nothing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "N", "x", "ctrl+g")
        assert pilot.on_practice_screen
        await pilot.press("N", "escape")
        await pilot.press("q")
        assert saved_notes(workspace) == []


@pytest.mark.parametrize("markup", ["[@click=app.quit]x[/]", "\x1b]52;c;eA==\x07", "[/]"])
async def test_note_is_never_parsed_as_markup(workspace: Workspace, markup: str) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "N")
        pilot.app.screen.query_one(AnswerEditor).insert(markup)
        await pilot.settle()
        await pilot.press("escape", "space")
        assert "\x1b" not in pilot.screen()
        assert markup.replace("\x1b", "").replace("\x07", "")[:4] in pilot.page.text


async def test_note_being_typed_is_a_draft_on_exit(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "N", "M", "y")
    assert saved_notes(workspace) == []
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("escape", "N")
        assert pilot.app.screen.query_one(AnswerEditor).text == "My"
        await pilot.press("escape")
    assert saved_notes(workspace) == ["My"]
