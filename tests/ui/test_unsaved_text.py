"""Text that is in an editor but in no message yet is saved by every key, on quitting and on a hangup."""

from __future__ import annotations

import pytest

from tests.storage.stores import draft_texts
from tests.ui.practice_pilot import PracticePilot, make_app, run_practice
from tpm_tui.practice.notes import NoteEditor
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.screens import autosave
from tpm_tui.ui.screens.dialogs.note import NoteScreen
from tpm_tui.ui.unsaved_text import TextSource, UnsavedText
from tpm_tui.ui.widgets.answer import AnswerPane


@pytest.fixture(autouse=True)
def autosave_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the autosave delay beyond the end of the test."""
    monkeypatch.setattr(autosave, "AUTOSAVE_SECONDS", 3600)


def reopen(workspace: Workspace) -> Workspace:
    return Workspace(workspace.paths, workspace.bank_paths, workspace.clock)


def drafts(workspace: Workspace) -> dict[str, str]:
    """Return the drafts as another process reads them."""
    return draft_texts(reopen(workspace).store.drafts)


def saved_note(workspace: Workspace) -> str:
    """Return the note on the first question as another process reads it."""
    return NoteEditor(reopen(workspace)).saved_text("late-crane")


def type_silently(pilot: PracticePilot, text: str) -> None:
    """Insert text, and discard the message that announces it."""
    with pilot.editor.prevent(AnswerPane.Typed):
        pilot.editor.insert(text)


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+j",), ("escape", "s"), ("escape", "t"), ("ctrl+q",)])
async def test_each_way_out_of_editor_saves_its_text(workspace: Workspace, keys: tuple[str, ...]) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        type_silently(pilot, "Typed just now")
        await pilot.press(*keys)
        assert drafts(workspace) == {"late-crane": "Typed just now"}


async def test_reveal_matches_points_in_text_typed_just_before(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        type_silently(pilot, "I rang the quay master that morning.")
        await pilot.press("ctrl+j")
        assert pilot.practice_session.session.ticked == {"plain notice first"}


async def test_exit_saves_the_text_of_the_editor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        type_silently(pilot, "Cut off")
        pilot.app.exit()
    assert drafts(workspace) == {"late-crane": "Cut off"}


async def test_hangup_saves_the_text_of_the_editor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        type_silently(pilot, "Connection lost")
        pilot.app._signals._save()
        assert drafts(workspace) == {"late-crane": "Connection lost"}


async def test_old_text_is_not_read_for_another_question(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.write("On the crane.")
        pilot.practice_session.skip()
        pilot.practice.read_editor()
        assert pilot.practice_session.session.drafts == {"late-crane": "On the crane."}


async def test_quit_from_the_note_saves_what_was_typed_there(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "N")
        assert isinstance(pilot.app.screen, NoteScreen)
        pilot.app.screen.editor.insert("Ask Mara.")
        await pilot.press("ctrl+q")
    assert saved_note(workspace) == "Ask Mara."


async def test_hangup_keeps_an_open_note_as_a_draft(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "N")
        assert isinstance(pilot.app.screen, NoteScreen)
        pilot.app.screen.editor.insert("Half a note")
        pilot.app._signals._save()
        assert saved_note(workspace) == ""
        assert NoteEditor(reopen(workspace)).open("late-crane") == "Half a note"


def source(log: list[str], name: str, error: str = "") -> TextSource:
    def save() -> None:
        log.append(f"save {name}")
        if error:
            raise WriteError(error)

    return TextSource(lambda: log.append(f"read {name}"), save)


def test_editors_are_read_from_the_top_screen_down() -> None:
    unsaved, log = UnsavedText(), list[str]()
    for name in ("bottom", "top"):
        unsaved.register(source(log, name))
    unsaved.read()
    assert log == ["read top", "read bottom"]


def test_one_failed_save_does_not_stop_the_others() -> None:
    unsaved, log = UnsavedText(), list[str]()
    unsaved.register(source(log, "bottom"))
    unsaved.register(source(log, "top", error="disk full"))
    assert [str(error) for error in unsaved.save()] == ["disk full"]
    assert [line for line in log if line.startswith("save")] == ["save top", "save bottom"]


def test_source_of_closed_screen_is_kept_until_it_is_saved() -> None:
    unsaved, log = UnsavedText(), list[str]()
    failing, working = source(log, "failing", error="disk full"), source(log, "working")
    for each in (failing, working):
        unsaved.register(each)
        unsaved.release(each)
    log.clear()
    unsaved.save()
    assert {line for line in log if line.startswith("save")} == {"save failing"}


def test_source_without_save_is_not_read_on_release() -> None:
    unsaved, log = UnsavedText(), list[str]()
    dialog = TextSource(lambda: log.append("read"))
    unsaved.register(dialog)
    unsaved.release(dialog)
    unsaved.save()
    assert log == []
