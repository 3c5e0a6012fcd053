"""The debrief of a mock session: ratings, notes and the way between the answers."""

from __future__ import annotations

import pytest

from tests.practice.mock.conftest import QUESTIONS
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import load_saved_mock


def saved_heard(mock_session: MockSession) -> str:
    """Return the note on what was heard, as it is on disk."""
    mock = load_saved_mock(mock_session.workspace)[0].mock
    assert mock is not None
    return mock.answer.judgement.notes.heard


def saved_draft(mock_session: MockSession) -> str | None:
    """Return the text of the note that is being typed, as it is on disk."""
    draft = load_saved_mock(mock_session.workspace)[0].note_draft
    return draft.text if draft is not None else None


def test_rating_changes_current_answer_only(in_debrief: MockSession) -> None:
    point = in_debrief.question.key_points[0].name
    in_debrief.debrief.tick(point)
    in_debrief.debrief.rate(Dimension.EVIDENCE, 3)
    in_debrief.debrief.toggle_figure()
    in_debrief.debrief.toggle_level("senior")
    in_debrief.debrief.set_note("heard", "a rule")
    judged = in_debrief.answer.judgement
    assert (judged.ticked, judged.marks, judged.figure) == ((point,), {Dimension.EVIDENCE: 3}, True)
    assert (judged.level, judged.notes.heard) == ("senior", "a rule")
    assert in_debrief.mock.answers[1].judgement.marks == {}


def test_undo_reverts_newest_change(in_debrief: MockSession) -> None:
    in_debrief.debrief.rate(Dimension.EVIDENCE, 3)
    in_debrief.debrief.toggle_figure()
    assert in_debrief.debrief.undo()
    assert not in_debrief.answer.judgement.figure
    assert in_debrief.debrief.undo()
    assert not in_debrief.debrief.undo()
    assert in_debrief.answer.judgement.marks == {}


def test_first_and_last_answer_are_ends(in_debrief: MockSession) -> None:
    assert not in_debrief.debrief.go_to_answer(-1)
    assert [in_debrief.debrief.go_to_answer(1) for _ in range(QUESTIONS)] == [True, True, False]
    assert in_debrief.mock.place == QUESTIONS - 1


def test_note_draft_is_saved_until_discarded(in_debrief: MockSession) -> None:
    in_debrief.debrief.draft_note("heard", "half a no")
    in_debrief.save()
    assert saved_draft(in_debrief) == "half a no"
    assert saved_heard(in_debrief) == ""
    in_debrief.debrief.discard_note_draft()
    in_debrief.save()
    assert saved_draft(in_debrief) is None


@pytest.mark.parametrize("typed", ["half a no", ""])
def test_interruption_leaves_a_note_as_it_was(in_debrief: MockSession, typed: str) -> None:
    in_debrief.debrief.set_note("heard", "a whole note")
    in_debrief.debrief.draft_note("heard", typed)
    in_debrief.save_all()
    saved = load_saved_mock(in_debrief.workspace)[0]
    assert saved.mock is not None
    resumed = MockSession(in_debrief.workspace, saved.mock, saved)
    assert resumed.answer.judgement.notes.heard == "a whole note"
    assert resumed.debrief.drafted_text("heard") == typed
    assert resumed.debrief.drafted_text("missed") is None
    resumed.debrief.go_to_answer(1)
    assert resumed.debrief.drafted_text("heard") is None


def test_note_replaces_its_draft(in_debrief: MockSession) -> None:
    in_debrief.debrief.draft_note("heard", "half a no")
    in_debrief.debrief.set_note("heard", "a whole note")
    in_debrief.save()
    assert saved_heard(in_debrief) == in_debrief.answer.judgement.notes.heard == "a whole note"


def test_closed_debrief_can_be_reopened(in_debrief: MockSession) -> None:
    before = in_debrief.phase
    in_debrief.debrief.close()
    assert in_debrief.phase is not before
    in_debrief.debrief.reopen()
    assert in_debrief.phase is before
