"""Undo of any action in a session: as many undos as actions restore session, cards and notes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.practice.conftest import make_workspace
from tests.storage.stores import draft_texts
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import CardAction, CardActionKind, Note
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.clock import AnswerClock
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.own_answers.cues import keep_cue, load_own_cues, remove_cue
from tpm_tui.practice.own_answers.material import load_own_material
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files import private

QUEUE = ("late-crane", "two-captains", "tide-table")


def write_note(own: PracticeSession, text: str) -> bool:
    own.note_editor.open(own.session.current)
    own.note_editor.write(text)
    return own.note_editor.save()


def act(own: PracticeSession, what: str) -> bool:
    """Do something with the current question; return False if that is not possible now."""
    if own.phase is SessionPhase.DONE:
        return False
    match what:
        case "grade":
            own.grade(Grade.GOOD)
        case "bury" | "suspend":
            own.card_actions.act(CardActionKind(what))
        case "star":
            starred = own.card.starred
            own.card_actions.act(CardActionKind.UNSTAR if starred else CardActionKind.STAR)
        case "reset":
            if (kind := own.card_actions.available_reset()) is None:
                return False
            own.card_actions.act(kind)
        case "pin":
            return own.own_answers.pin()
        case "write a version":
            own.own_answers.version_editor.open(own.session.current)
            own.own_answers.version_editor.write(f"{own.session.draft} better")
            return own.own_answers.version_editor.save()
        case "cue":
            question = own.session.current
            if load_own_cues(own.workspace, question):
                return remove_cue(own.workspace, question, "notice", "I rang them.")
            return keep_cue(own.workspace, question, "notice", "I rang them.")
        case text:
            return write_note(own, text)
    return True


def state(own: PracticeSession) -> object:
    """Everything that an undo restores."""
    workspace = own.workspace
    cards = {
        question: replace(card, before=None, practised=()) for question, card in workspace.store.cards.items()
    }
    return (
        replace(own.session, clock=AnswerClock()),
        {question: card for question, card in cards.items() if card != Card(question)},
        [own.note_editor.saved_text(question) for question in QUEUE],
        [load_own_material(workspace, question) for question in QUEUE],
    )


@contextmanager
def new_session() -> Iterator[PracticeSession]:
    with pytest.MonkeyPatch.context() as patched, tempfile.TemporaryDirectory() as folder:
        patched.setattr(private, "sync", lambda fd: None)
        patched.setattr(private, "sync_folder", lambda path: None)
        yield PracticeSession(make_workspace(Path(folder)), QUEUE)


CARD_ACTIONS = ["grade", "grade", "bury", "suspend", "star", "reset"]
ACTIONS = [*CARD_ACTIONS, "a note", "another note", "pin", "write a version", "cue"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["", "typed", "revealed"]), st.sampled_from(ACTIONS)), max_size=6))
def test_undos_and_redos_restore_session_cards_and_notes(made: list[tuple[str, str]]) -> None:
    with new_session() as own:
        steps: list[tuple[object, object]] = []
        for before, what in made:
            if before and own.phase is SessionPhase.ASKING:
                own.write(f"{own.session.draft} more")
                own.save_draft()
                if before == "revealed":
                    own.reveal()
                steps.clear()  # the undo of an earlier action keeps this
            if what == "grade" and own.phase is SessionPhase.ASKING:
                own.reveal()
                steps.clear()
            start = state(own)
            if act(own, what):
                steps.append((start, state(own)))
        for start, _ in reversed(steps):
            assert own.undo() is not None
            assert state(own) == start
        for _, end in steps:
            assert own.redo() is not None
            assert state(own) == end
        assert own.redo() is None


@pytest.mark.parametrize("what", ["bury", "suspend"])
@pytest.mark.parametrize("revealed", [False, True])
def test_skipped_question_is_shown_again_as_it_was(workspace: Workspace, what: str, revealed: bool) -> None:
    own = PracticeSession(workspace, QUEUE)
    own.write("a notice")
    if revealed:
        own.reveal()
        own.tick("notice")
    before, hits = own.session, own.hits
    act(own, what)
    assert own.session.current == "two-captains"
    undone = own.undo()
    assert isinstance(undone, CardAction)
    assert undone.action.value == what
    assert replace(own.session, clock=before.clock) == before
    assert own.hits == hits
    own.redo()
    assert (own.session.current, own.session.left) == ("two-captains", 2)


def test_undo_of_a_grade_restores_recognised_points(workspace: Workspace) -> None:
    own = PracticeSession(workspace, QUEUE)
    own.write("a notice")
    own.reveal()
    hits = own.hits
    assert hits
    own.grade(Grade.GOOD)
    assert not own.hits
    own.undo()
    assert own.hits == hits


def test_undo_of_a_bury_keeps_text_typed_since(workspace: Workspace) -> None:
    own = PracticeSession(workspace, QUEUE)
    act(own, "bury")
    own.write("at the next one")
    own.undo()
    assert (own.session.current, own.session.upcoming) == ("late-crane", QUEUE[1:])
    own.redo()
    assert (own.session.current, own.session.draft) == ("two-captains", "at the next one")


def test_undo_in_next_session_asks_the_buried_question(tmp_path: Path) -> None:
    first = PracticeSession(make_workspace(tmp_path), QUEUE)
    act(first, "bury")
    first.end()
    second = PracticeSession(make_workspace(tmp_path), QUEUE[1:])
    assert second.undo() is not None
    assert (second.session.current, second.session.upcoming) == ("late-crane", QUEUE[1:])
    assert second.workspace.store.cards["late-crane"].buried is None


def test_undo_takes_notes_and_grades_in_turn(workspace: Workspace) -> None:
    own = PracticeSession(workspace, QUEUE)
    act(own, "a note")
    own.reveal()
    act(own, "grade")
    act(own, "another note")
    undone = own.undo()
    assert isinstance(undone, Note)
    assert (undone.question, undone.text) == ("two-captains", "another note")
    assert own.note_editor.saved_text("two-captains") == ""
    own.undo()
    assert own.session.current == "late-crane"
    own.undo()
    assert own.note_editor.saved_text("late-crane") == ""
    assert own.undo() is None


def test_second_bury_writes_nothing_that_an_undo_would_end(workspace: Workspace) -> None:
    own = PracticeSession(workspace, QUEUE)
    act(own, "bury")
    own.queue.go_to_question("late-crane")
    act(own, "bury")
    assert own.session.current == "two-captains"
    own.undo()
    assert workspace.store.cards["late-crane"].buried is None
    assert own.undo() is None


def test_undo_ticks_points_under_their_current_names(tmp_path: Path) -> None:
    own = PracticeSession(make_workspace(tmp_path), QUEUE)
    own.reveal()
    own.tick("notice")
    act(own, "grade")
    bank = tmp_path / "harbour.yaml"
    renamed = bank.read_text("utf-8").replace("{name: notice}", "{name: plain notice, formerly: [notice]}")
    bank.write_text(renamed, "utf-8")
    own.reload_bank()
    own.undo()
    assert own.session.ticked == {"plain notice"}


def test_redo_removes_the_draft_of_the_undone_answer(workspace: Workspace) -> None:
    own = PracticeSession(workspace, QUEUE)
    own.write("first")
    own.reveal()
    act(own, "grade")
    own.queue.go_to_question("late-crane")
    own.write("second")
    own.undo()
    assert own.session.draft == "first\n\nsecond"
    own.redo()
    assert draft_texts(workspace.store.drafts) == {"late-crane": "second"}
