"""The answer pane: its text is the truth, and its message announces typing."""

from __future__ import annotations

from tests.ui.host import run_host
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.widgets.answer import AnswerPane


async def test_write_key_focuses_editor(workspace: Workspace) -> None:
    pane = AnswerPane("Type.", UNICODE)
    async with run_host(workspace, Scope.ASKING, pane) as pilot:
        assert not pane.editor.has_focus
        await pilot.press("i")
        assert pane.editor.has_focus


async def test_typing_posts_one_message_for_each_change(workspace: Workspace) -> None:
    pane = AnswerPane("Type.", UNICODE)
    async with run_host(workspace, Scope.ASKING, pane) as pilot:
        await pilot.press("i", "a", "b")
        assert len(pilot.received(AnswerPane.Typed)) == 2
        assert pane.text == "ab"


async def test_loading_a_text_posts_no_message(workspace: Workspace) -> None:
    pane = AnswerPane("Type.", UNICODE)
    async with run_host(workspace, Scope.ASKING, pane) as pilot:
        pane.load("Earlier words.", "late-crane")
        await pilot.settle()
        assert pilot.received(AnswerPane.Typed) == []
        assert (pane.text, pane.subject) == ("Earlier words.", "late-crane")


async def test_unchanged_text_is_returned_exactly_as_loaded(workspace: Workspace) -> None:
    text = "a\r\nb\x0bc\u2028d"
    pane = AnswerPane("Type.", UNICODE)
    async with run_host(workspace, Scope.ASKING, pane) as pilot:
        pane.load(text, "late-crane")
        assert pane.text == text
        await pilot.press("i", "x")
        assert pane.text.endswith("dx")


async def test_text_is_current_before_messages_are_processed(workspace: Workspace) -> None:
    pane = AnswerPane("Type.", UNICODE)
    async with run_host(workspace, Scope.ASKING, pane):
        pane.editor.insert("No message yet")
        assert pane.text == "No message yet"


async def test_read_only_pane_shows_its_placeholder(workspace: Workspace) -> None:
    pane = AnswerPane("Type.", UNICODE)
    async with run_host(workspace, Scope.ASKING, pane) as pilot:
        pane.load("", "late-crane", read_only=True, placeholder="Nothing typed.")
        await pilot.press("i", "a")
        assert pane.text == ""
        assert "Nothing typed." in pilot.screen()


async def test_label_shows_words_and_whether_they_are_saved(workspace: Workspace) -> None:
    pane = AnswerPane("Type.", UNICODE)
    async with run_host(workspace, Scope.ASKING, pane) as pilot:
        pane.load("Two words", "late-crane")
        pane.show_label(70, saved=False)
        await pilot.settle()
        assert "YOUR ANSWER  2 words" in pilot.screen()
        assert "not saved yet" in pilot.screen()
