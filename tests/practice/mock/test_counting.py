"""Counting of the answers of a mock session in the boxes."""

from __future__ import annotations

import pytest

from tests.practice.mock.conftest import QUESTIONS
from tpm_tui.core.cards.events import Review, SessionEnd, SessionStart
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.format import custom_format
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import begin_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.mock_file import SavedMock
from tpm_tui.storage.progress.store import Store


def test_each_answer_is_counted_with_its_suggested_grade(in_debrief: MockSession) -> None:
    in_debrief.debrief.tick(in_debrief.question.key_points[0].name)
    in_debrief.debrief.close()
    reported: list[Review] = []
    in_debrief.complete(count=True, on_counted=reported.append)
    assert in_debrief.reviews == tuple(reported)
    assert [(review.question, review.grade, review.answer) for review in reported] == [
        (answer.question, in_debrief.suggestion(answer), answer.text) for answer in in_debrief.mock.answers
    ]
    entries = in_debrief.workspace.store.session_entries(in_debrief.mock.id)
    assert [type(entry) for entry in entries] == [SessionStart, *[Review] * QUESTIONS, SessionEnd]


def test_answer_graded_by_hand_is_counted_by_its_mark(workspace: Workspace) -> None:
    bank = "questions: [Why this job?, Why now?]"
    (workspace.paths.config.parent / "harbour.yaml").write_text(bank, "utf-8")
    workspace.reload_bank()
    mock_session = begin_mock(workspace, custom_format(2, 9), SavedMock(), seed=1)
    assert mock_session is not None
    for _ in range(2):
        mock_session.start_answer()
        mock_session.next()
    first, second = mock_session.mock.answers
    mock_session.debrief.rate(Dimension.STRUCTURE, 2)
    assert mock_session.suggestion(mock_session.answer) is Grade.HARD
    assert mock_session.suggestion(second) is None
    mock_session.debrief.close()
    mock_session.complete(count=True)
    assert [(review.question, review.grade) for review in mock_session.reviews] == [
        (first.question, Grade.HARD)
    ]


def test_second_try_counts_no_answer_twice(in_debrief: MockSession, monkeypatch: pytest.MonkeyPatch) -> None:
    in_debrief.debrief.close()
    write = Store.review

    def fail_second(store: Store, *given: object) -> Review:
        if in_debrief.reviews:
            raise WriteError("The disk is full")
        return write(store, *given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Store, "review", fail_second)
        with pytest.raises(WriteError):
            in_debrief.complete(count=True)
    assert (in_debrief.phase, len(in_debrief.reviews)) == (MockPhase.COUNTING, 1)
    in_debrief.complete(count=True)
    assert in_debrief.phase is MockPhase.DONE
    counted = [review.question for review in in_debrief.reviews]
    assert counted == [answer.question for answer in in_debrief.mock.answers]


def test_boxes_are_unchanged_without_counting(in_debrief: MockSession) -> None:
    in_debrief.debrief.close()
    in_debrief.complete(count=False)
    assert (in_debrief.reviews, in_debrief.workspace.store.cards) == ((), {})
