"""Marking new questions as known: in a session, with undo, and in one pass over all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.events import CardAction, CardActionKind, Review, Triage
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.triage import TriagePass, list_untriaged, mark_known
from tpm_tui.practice.workspace import Workspace

ALL = ("late-crane", "two-captains", "tide-table")


def session_of(workspace: Workspace) -> PracticeSession:
    return PracticeSession(workspace, workspace.agenda().queue)


def grade(session: PracticeSession) -> None:
    session.reveal()
    session.grade(Grade.GOOD)


def marks(workspace: Workspace) -> list[tuple[str, bool | None]]:
    return [(e.question, e.known) for e in workspace.store.entries() if isinstance(e, Triage)]


def test_marked_question_comes_last_on_the_next_start(workspace: Workspace, tmp_path: Path) -> None:
    mark_known(workspace, "late-crane", True)
    assert make_workspace(tmp_path).agenda().queue == ("two-captains", "tide-table", "late-crane")


def test_current_question_that_is_known_is_skipped(workspace: Workspace) -> None:
    session = session_of(workspace)
    assert session.triage.toggle("late-crane") is True
    assert session.session.current == "two-captains"
    assert session.session.upcoming == ("tide-table",)


def test_waiting_question_that_is_known_leaves_the_queue(workspace: Workspace) -> None:
    session = session_of(workspace)
    assert session.triage.toggle("tide-table") is True
    assert (session.session.current, session.session.upcoming) == ("late-crane", ("two-captains",))
    assert session.undo() is not None
    assert session.session.upcoming == ("two-captains", "tide-table")


def test_second_toggle_removes_the_mark(workspace: Workspace) -> None:
    session = session_of(workspace)
    assert [session.triage.toggle("tide-table") for _ in range(2)] == [True, False]
    assert marks(workspace) == [("tide-table", True), ("tide-table", False)]


def test_undo_asks_the_question_again_and_restores_the_plan(workspace: Workspace) -> None:
    session = session_of(workspace)
    session.write("Half an answer")
    session.triage.toggle("late-crane")
    assert isinstance(session.undo(), Triage)
    assert (session.session.current, session.phase) == ("late-crane", SessionPhase.ASKING)
    assert session.session.draft == "Half an answer"
    assert workspace.agenda().queue == ALL
    assert marks(workspace) == [("late-crane", True), ("late-crane", None)]
    assert session.undo() is None
    assert isinstance(session.redo(), Triage)
    assert session.session.current == "two-captains"
    assert workspace.store.cards["late-crane"].comes_last


def test_undo_after_last_question_continues_session(workspace: Workspace) -> None:
    session = PracticeSession(workspace, ["late-crane"])
    session.triage.toggle("late-crane")
    assert session.phase is SessionPhase.DONE
    session.undo()
    assert session.session.current == "late-crane"


def test_mark_is_undone_after_the_actions_that_followed(workspace: Workspace) -> None:
    session = session_of(workspace)
    session.triage.toggle("late-crane")
    grade(session)
    session.triage.toggle("tide-table")
    session.card_actions.act(CardActionKind.STAR)
    undone = [session.undo() for _ in range(5)]
    assert [type(action) for action in undone] == [CardAction, Triage, Review, Triage, type(None)]
    assert (session.session.current, session.session.upcoming) == (
        "late-crane",
        ("two-captains", "tide-table"),
    )


def test_answered_question_cannot_be_marked(workspace: Workspace) -> None:
    session = session_of(workspace)
    grade(session)
    assert session.triage.toggle("late-crane") is None
    assert marks(workspace) == []


def test_pass_goes_to_the_next_undecided_question(workspace: Workspace) -> None:
    mark_known(workspace, "two-captains", False)
    triage_pass = TriagePass(workspace)
    assert triage_pass.questions == ("late-crane", "tide-table")
    assert triage_pass.decide("tide-table", True) == "late-crane"
    assert triage_pass.decide("late-crane", False) is None
    assert triage_pass.decide("tide-table", False) is None
    assert triage_pass.known == 0
    assert list_untriaged(workspace) == []


@pytest.mark.parametrize("known", [True, False])
def test_undo_in_pass_returns_to_the_question(workspace: Workspace, known: bool) -> None:
    triage_pass = TriagePass(workspace)
    triage_pass.decide("late-crane", False)
    triage_pass.decide("two-captains", known)
    assert triage_pass.undo() == "two-captains"
    assert triage_pass.decisions == {"late-crane": False}
    assert workspace.agenda().queue == ALL
    assert [triage_pass.undo(), triage_pass.undo()] == ["late-crane", None]
