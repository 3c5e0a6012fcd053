"""Keys that arrive together: each is handled completely before the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import AppBlur, Key, Paste

from tests.ui.mock_pilot import MockPilot, run_mock, start_crane_mock
from tests.ui.practice_pilot import (
    KEY_OF_CHARACTER,
    AppPilot,
    MovableClock,
    make_app,
    make_workspace,
    run_practice,
)
from tpm_tui.core.cards.events import Note, Review
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.core.text.size import MAX_TEXT_BYTES
from tpm_tui.practice.mock.start import load_saved_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.dialogs.key_prompt import YES_NO, KeyPrompt
from tpm_tui.ui.screens.dialogs.note import NoteScreen
from tpm_tui.ui.widgets.text.line_box import LineBox


async def press_at_once(pilot: AppPilot, *keys: str | Paste) -> None:
    """Post keys and pastes to the app before it handles any of them; a text stands for its letters."""
    for key in keys:
        if isinstance(key, Paste):
            pilot._app.post_message(key)
        elif len(key) == 1 or "+" in key or key in ("enter", "escape", "down", "f2"):
            pilot._app.post_message(Key(KEY_OF_CHARACTER.get(key, key), key if len(key) == 1 else None))
        else:
            for letter in key:
                pilot._app.post_message(Key(KEY_OF_CHARACTER.get(letter, letter), letter))
    await pilot.settle()


def answers(workspace: Workspace) -> list[tuple[str, str]]:
    """Return the answers in the history, with their grades."""
    reviews = [entry for entry in workspace.store.entries() if isinstance(entry, Review)]
    return [(review.answer, review.grade.word) for review in reviews]


async def test_text_after_a_grade_is_the_next_answer(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "first one", "ctrl+j", "3", "tide and quay", "ctrl+j", "4", "third")
        assert answers(workspace) == [("first one", "good"), ("tide and quay", "easy")]
        assert pilot.editor.text == "third"


async def test_letters_after_escape_are_commands(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "typed", "escape", "s", "s")
        assert pilot.practice_session.session.drafts == {"late-crane": "typed"}
        assert pilot.question == "tide-table"


@pytest.mark.parametrize("prefix", [("ctrl+j",), ("escape", "N")])
async def test_paste_is_delivered_in_order(workspace: Workspace, prefix: tuple[str, ...]) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "a", Paste("b\nc"), "d", *prefix)
        assert pilot.practice_session.session.draft == "ab\ncd"
        assert (pilot.phase is SessionPhase.REVEALED) == (prefix == ("ctrl+j",))


async def test_text_and_key_of_a_dialog_arrive_there(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "escape", "N", "my story", "ctrl+j", "i", "answer", "ctrl+j")
        notes = [entry.text for entry in workspace.store.entries() if isinstance(entry, Note)]
        assert notes == ["my story"]
        assert pilot.practice_session.session.draft == "answer"
        assert "my story" in pilot.page.text


async def test_second_note_does_not_get_the_text_of_the_first(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "escape", "N", "one", "escape", "s", "N")
        assert isinstance(pilot.app.screen, NoteScreen)
        pilot.practice.save()
        assert pilot.app.screen.editor.text == ""
        await press_at_once(pilot, "two", "escape")
        notes = [(n.question, n.text) for n in workspace.store.entries() if isinstance(n, Note)]
        assert notes == [("late-crane", "one"), ("two-captains", "two")]


@pytest.mark.parametrize("keys", ["yy", "yn", "nn", "y3", "nothing"])
async def test_dialog_is_answered_once(workspace: Workspace, keys: str) -> None:
    results: list[str | None] = []
    async with run_practice(make_app(workspace)) as pilot:
        pilot.practice.ask(KeyPrompt("Sure?", YES_NO), results.append)
        await press_at_once(pilot, *keys)
        assert results == [keys[0]]
        assert pilot.on_practice_screen
        assert pilot.editor.text == keys[1:]


async def test_closed_dialog_ignores_another_result(workspace: Workspace) -> None:
    results: list[str | None] = []
    async with run_practice(make_app(workspace)) as pilot:
        dialog = KeyPrompt("Sure?", YES_NO)
        pilot.practice.ask(dialog, results.append)
        await pilot.settle()
        dialog.dismiss("y")
        dialog.dismiss("n")
        await pilot.settle()
        assert results == ["y"]
        assert pilot.on_practice_screen


async def test_result_is_used_before_the_next_key(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="confidence: true\n")
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "first", "ctrl+j", "3", "3", "second", "ctrl+j", "2", "4")
        assert answers(workspace) == [("first", "good"), ("second", "easy")]


async def test_search_finds_what_was_typed_right_before_enter(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "escape", "/", "frost", "enter", "an answer")
        assert (pilot.question, pilot.editor.text) == ("early-frost", "an answer")


@pytest.mark.parametrize("enters", [1, 2])
async def test_palette_runs_what_was_typed_right_before_enter(workspace: Workspace, enters: int) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "an answer", "ctrl+p", "model answer", *["enter"] * enters)
        # The second Enter accepts the grade that the reveal suggests.
        assert [text for text, _ in answers(workspace)] == ["an answer"] * (enters - 1)
        assert (pilot.phase is SessionPhase.REVEALED) == (enters == 1)


async def test_choice_is_made_once(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "escape", "D", "down", "enter", "enter")
        assert not isinstance(pilot.app.screen, ChoiceScreen)


async def test_keys_after_quitting_are_ignored(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "an answer", "ctrl+j", "ctrl+q", "3")
    assert answers(workspace) == []


async def test_text_counts_but_no_key_after_a_signal(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        for key in "text":
            pilot.app.post_message(Key(key, key))
        pilot.app._signals._on_exit_signal(15)
        await press_at_once(pilot, Paste(" and paste"), "ctrl+j", "3")
    assert answers(workspace) == []
    reopened = Workspace(workspace.paths, workspace.bank_paths, workspace.clock)
    assert reopened.store.drafts.newest_drafts()["late-crane"].text == "text and paste"


async def test_paste_reaches_an_editor_whose_terminal_lost_focus(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        pilot.app.post_message(AppBlur())
        await press_at_once(pilot, Paste("pasted"), "!")
        assert pilot.editor.text == "pasted!"


@pytest.mark.parametrize("key", ["escape", "ctrl+j"])
async def test_paste_without_an_editor_shows_a_notice(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, key, Paste("pasted"))
        assert "Nothing was pasted" in pilot.notice
        await pilot.press("ctrl+l")
        assert pilot.notice == ""


async def test_notice_under_a_dialog_is_shown_after_it(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "escape", "?", Paste("pasted"))
        await pilot.press("j", "escape")
        assert "Nothing was pasted" in pilot.notice
        await pilot.press("ctrl+l")
        assert pilot.notice == ""


@pytest.mark.parametrize(
    ("keys", "grades"),
    [
        (("a", "ctrl+j", "3"), 1),
        (("a", "escape", "f2", "3"), 1),
        (("a", "escape", "3"), 0),
        (("a3", "escape", "3"), 0),
    ],
)
async def test_only_a_grade_key_in_the_reveal_grades(
    workspace: Workspace, keys: tuple[str, ...], grades: int
) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, *keys)
        assert len(answers(workspace)) == grades


async def test_mock_steps_keep_the_text_typed_before_them(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await press_at_once(pilot, "enter", "one", "ctrl+j", "enter", "two", "ctrl+f", "ctrl+j")
        texts = [answer.text for answer in pilot.mock_session.mock.answers]
        assert texts == ["one", "two"]
        assert pilot.phase is MockPhase.DEBRIEF


async def open_debrief_note(pilot: MockPilot) -> None:
    await press_at_once(pilot, "enter", "one", "escape", "E")
    pilot.page.move_to("note:strongest")


async def test_debrief_note_is_accepted_with_text_typed_before(workspace: Workspace) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await open_debrief_note(pilot)
        await press_at_once(pilot, "enter", "a line", Paste("with\ntwo parts"), "enter", "n")
        strongest = pilot.mock_session.mock.answers[0].judgement.notes.strongest
        assert strongest == "a linewith two parts"


@pytest.mark.parametrize("closing", ["enter", "escape"])
async def test_closed_debrief_note_leaves_no_draft(workspace: Workspace, closing: str) -> None:
    async with run_mock(start_crane_mock(workspace)) as pilot:
        await open_debrief_note(pilot)
        await press_at_once(pilot, "enter", "a line", closing)
        assert pilot.mock_session.debrief.note_draft is None
    assert load_saved_mock(workspace)[0].note_draft is None


CHARACTERS = "ten\u00a0km\u3000a\u202fb\u2009c\u200dd\u200ce\u00adf"


@pytest.mark.parametrize("how", ["typed", "pasted"])
async def test_typed_text_equals_pasted_text(workspace: Workspace, how: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, *(CHARACTERS if how == "typed" else [Paste(CHARACTERS)]))
        assert pilot.editor.text == CHARACTERS
        await press_at_once(pilot, "escape", "/", *(CHARACTERS if how == "typed" else [Paste(CHARACTERS)]))
        assert pilot.app.screen.query_one("#query").value == CHARACTERS  # type: ignore[attr-defined]


@pytest.mark.parametrize("character", ["\x07", "\x1b", "\t", "\u202e", "\ufeff", "\x9b"])
async def test_control_characters_are_not_typed(workspace: Workspace, character: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        pilot.app.post_message(Key("f35", character))
        await pilot.settle()
        assert pilot.editor.text == ""


async def test_typed_text_is_one_change(workspace: Workspace) -> None:
    edits: list[str] = []
    async with run_practice(make_app(workspace)) as pilot:
        original = pilot.editor._replace_via_keyboard

        def record(text: str, *place: object) -> object:
            edits.append(text)
            return original(text, *place)  # type: ignore[arg-type]

        pilot.editor._replace_via_keyboard = record  # type: ignore[method-assign,assignment]
        await press_at_once(pilot, *("word " * 500), "enter", "x")
    assert "".join(edits) == "word " * 500 + "\nx"
    assert len(edits) == 1


async def test_answer_is_at_most_1_mb(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), (80, 24)) as pilot:
        line = "a" * 1023 + "\n"
        await press_at_once(pilot, Paste(line * 1023))
        assert len(pilot.editor.text) == 1023 * 1024
        await press_at_once(pilot, Paste("é" * 513))
        assert "at most 1 MB" in pilot.notice
        await press_at_once(pilot, Paste("é" * 511))
        assert pilot.notice == ""
        await press_at_once(pilot, *"bcd")
        assert "at most 1 MB" in pilot.notice
        assert pilot.editor.text.endswith("ébc")
        assert len(pilot.editor.text.encode()) == MAX_TEXT_BYTES
        await press_at_once(pilot, "ctrl+underscore", "ctrl+underscore", Paste("x" * 1000))
        assert pilot.editor.text.endswith("x" * 1000)
        pilot.editor.select_all()
        await press_at_once(pilot, Paste(line * 1024))
        assert pilot.editor.text == line * 1024


async def test_line_is_at_most_10_000_characters(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "escape", "/", "crane", Paste("x" * 10_000))
        assert "at most 10,000 characters" in pilot.screen()
        assert pilot.app.screen.query_one("#query").value == "crane"  # type: ignore[attr-defined]


async def test_error_in_a_line_stays_if_enter_comes_with_it(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await press_at_once(pilot, "escape", "P", "d", "13 foo", "enter")
        assert "write 2027-12-09" in pilot.screen()
        await pilot.press("1")
        assert "write 2027-12-09" not in pilot.screen()


async def test_tab_in_a_line_is_a_space(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "/", *"two", "tab", *"cap")
        assert pilot.app.screen.query_one("#query", LineBox).value == "two cap"
