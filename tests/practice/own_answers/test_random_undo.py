"""Undoing everything and redoing it gives the same state, whatever was done, also after a restart."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import note_on
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.own_answers.material import load_own_material
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace

QUEUE = ("late-crane", "two-captains", "tide-table")
RANG = "I rang Martha at the quay before anybody had a plan."

KINDS = ("answer", "answer with a story", "pin", "cue", "version", "note", "reset", "star", "bury")
ACTIONS = st.lists(
    st.sampled_from(KINDS),
    min_size=1,
    max_size=8,
)


def state_of(workspace: Workspace) -> object:
    """Return what the learner sees of the actions."""
    store = workspace.store
    uses = [(each.story, each.question, each.review) for each in store.story_uses()]
    own = [load_own_material(workspace, question) for question in QUEUE]
    notes = [note_on(question, store.question_entries(question)) for question in QUEUE]
    # A card on which everything is undone is like none.
    return {id: card for id, card in store.cards.items() if card != Card(id)}, uses, own, notes


def do(own: PracticeSession, action: str) -> None:
    """Do one thing to the current question."""
    question = own.session.current
    if own.phase is SessionPhase.ASKING:
        own.write(f"We were late. {RANG} Number {len(own.session.reviews)}.")
        own.reveal()
    match action:
        case "answer" | "answer with a story":
            if action != "answer":
                own.session = own.session.use_story("crane")
            own.grade(Grade.GOOD)
        case "pin":
            own.own_answers.pin()
        case "cue":
            assert own.question is not None
            if own.question.key_points:
                own.own_answers.keep_cue(own.question.key_points[0].name, RANG)
        case "version" | "note":
            editor = own.own_answers.version_editor if action == "version" else own.note_editor
            text = editor.open(question)
            editor.write(f"{text} more")
            editor.save()
        case _:
            own.card_actions.act(CardActionKind(action))


@settings(max_examples=60, deadline=None)
@given(ACTIONS, st.booleans())
def test_everything_undone_and_redone_is_the_same(actions: list[str], restart: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        own = PracticeSession(make_workspace(folder), QUEUE)
        states = [state_of(own.workspace)]
        for action in actions:
            if own.phase not in (SessionPhase.ASKING, SessionPhase.REVEALED):
                break
            do(own, action)
            if (state := state_of(own.workspace)) != states[-1]:
                states.append(state)
        undone = [states[-1]]
        if restart:
            own.save_all()
            own.workspace.store.live_sessions.release_all()
            own = PracticeSession(make_workspace(folder), QUEUE)
            assert state_of(own.workspace) == states[-1]
        while own.undo() is not None:
            undone.append(state_of(own.workspace))
        assert undone[::-1] == states
        redone = [state_of(own.workspace)]
        while own.redo() is not None:
            redone.append(state_of(own.workspace))
        assert redone == states
        store = make_workspace(folder).store
        store.rebuild()
        assert store.cards == own.workspace.store.cards
