"""`p` pins or writes the own version, `c` keeps own cues; undo, keys and sizes."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import (
    ANSWER_TEXT,
    POINTS,
    MovableClock,
    PracticePilot,
    answer,
    make_app,
    run_practice,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.own_answers.cues import keep_cue
from tpm_tui.practice.own_answers.material import load_own_material
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.dialogs.note import NoteScreen
from tpm_tui.ui.widgets.page import Page

CRANE = "late-crane"
SIZE = POINTS[1]
TEXT = f"{ANSWER_TEXT} The delay was five weeks, said the foundry. Then we had lunch."


async def reveal(pilot: PracticePilot, text: str = TEXT) -> None:
    """Answer the first question, as if it was pasted, and reveal it."""
    pilot.editor.load_draft(text)
    await pilot.settle()
    await pilot.press("ctrl+j")


def version_text(workspace: Workspace) -> str:
    version = load_own_material(workspace, CRANE).version
    return version.text if version else ""


def notice(pilot: PracticePilot) -> str:
    return pilot.screen().splitlines()[-1]


async def test_answer_is_pinned_and_shown_as_a_section(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot)
        assert "Mine" not in pilot.sections()
        await pilot.press("p")
        assert "This answer is your version now." in notice(pilot)
        assert pilot.sections()[1:3] == ["Model", "Mine"]
        await pilot.go_to_section("Mine")
        assert "MY VERSION" in pilot.page.text
        assert "This answer is your version." in pilot.page.text
        assert "my version" in pilot.own_answer.text
        await pilot.press("u")
        assert "Mine" not in pilot.sections()
        assert version_text(workspace) == ""
        await pilot.press("U")
        assert version_text(workspace) == TEXT


async def test_pinned_answer_is_edited_by_the_same_key(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot)
        await pilot.press("p", "p")
        assert isinstance(pilot.app.screen, NoteScreen)
        assert pilot.app.screen.editor.draft == TEXT
        await pilot.press("!", "escape")
        assert version_text(workspace) == f"{TEXT}!"
        await pilot.press("M")
        assert isinstance(pilot.app.screen, NoteScreen)
        pilot.app.screen.editor.load_draft("")
        await pilot.press("escape")
        assert version_text(workspace) == ""
        assert "Your version is removed." in notice(pilot)


async def test_version_that_is_being_typed_survives_the_exit(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot, "")
        await pilot.press("p")
        assert isinstance(pilot.app.screen, NoteScreen)
        await pilot.press(*"mine")
        pilot.app.exit()
    drafts = workspace.store.version_drafts
    assert [draft.text for draft in drafts._newest(drafts._files()).values()] == ["mine"]


async def test_older_attempt_is_pinned_where_it_is_shown(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, CRANE, Grade.GOOD, "I rang at dawn.")
    clock.advance(days=3)
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot)
        await pilot.press("[", "p")
        assert "Attempt 1 is your version now." in notice(pilot)
        assert "my version" in pilot.own_answer.text
        await pilot.go_to_section("Mine")
        text = pilot.page.text
        assert "I rang at dawn." in text
        assert "THIS ANSWER AGAINST YOUR VERSION" in text
        assert "words" in text
        assert "{+" in text


async def test_attempt_is_pinned_in_the_history(workspace: Workspace, clock: MovableClock) -> None:
    answer(workspace, CRANE, Grade.GOOD, "I rang at dawn.")
    clock.advance(days=3)
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot)
        await pilot.press("A", "p")
        assert "my version" in pilot.app.screen.query_one("#reading", Page).text
        await pilot.press("q")
        assert "Mine" in pilot.sections()
        await pilot.press("A", "p", "q")
        assert "Mine" not in pilot.sections()


async def test_cue_needs_a_ticked_point(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot)
        await pilot.press("j", "c")
        assert "Tick a point first" in notice(pilot)
        await pilot.press("tab", "c")
        assert pilot.section == "Points"
        assert "Here are the points" in notice(pilot)


async def test_clear_sentence_is_kept_at_once_and_undone(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE]), size=(160, 50)) as pilot:
        await reveal(pilot)
        await pilot.press("j", "space", "c")
        sentence = "The delay was five weeks, said the foundry."
        assert "Cue kept" in notice(pilot)
        assert load_own_material(workspace, CRANE).cues == {SIZE: (sentence,)}
        shown = " ".join(pilot.page.text.split())
        assert f'heard, and your cue: "{sentence}"' in shown
        await pilot.press("u")
        assert load_own_material(workspace, CRANE).cues == {}
        assert "your cue" not in pilot.page.text.lower()


async def test_cues_are_shown_below_their_point(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE]), size=(160, 50)) as pilot:
        await reveal(pilot)
        keep_cue(workspace, CRANE, SIZE, "It slipped by five weeks.")
        await pilot.press("j", "space")
        assert 'Your cue: "It slipped by five weeks."' in " ".join(pilot.page.text.split())


async def test_cues_are_listed_and_removed(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot)
        pilot.practice_session.own_answers.keep_cue(SIZE, "Then we had lunch.")
        await pilot.press("j", "c")
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert "YOUR CUES" in pilot.screen().upper()
        await pilot.press("enter")
        assert "Cue removed" in notice(pilot)
        assert load_own_material(workspace, CRANE).cues == {}


async def test_answer_without_text_has_no_sentence(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await reveal(pilot, "")
        await pilot.press("space", "c")
        assert "There is no text" in notice(pilot)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36), (160, 50)])
async def test_own_version_is_shown_in_every_size(
    workspace: Workspace, clock: MovableClock, size: tuple[int, int]
) -> None:
    answer(workspace, CRANE, Grade.GOOD, "I rang at dawn.")
    clock.advance(days=3)
    async with run_practice(make_app(workspace, [CRANE]), size=size) as pilot:
        await reveal(pilot)
        await pilot.press("[", "p", "]")
        await pilot.go_to_section("Mine")
        assert "I rang at dawn." in pilot.screen()


@pytest.mark.parametrize("key", ["p", "c", "M"])
async def test_keys_say_reveal_first_while_a_question_is_asked(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace, [CRANE])) as pilot:
        await pilot.press("escape", key)
        assert "reveal the model answer first" in notice(pilot)
