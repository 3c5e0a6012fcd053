"""Counting of a mock interview's answers in the boxes: one review for each answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review, SessionEnd, SessionStart
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.session.session import Session, SessionPhase
from tpm_tui.practice.mock.story_uses import MockStoryUses
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.plan.ahead.expectation import Expectation

MOCK_MODE = "mock"
"""The mode of counted mock answers in the history."""


def count_answers(workspace: Workspace, mock: Mock, on_counted: Callable[[Review], None]) -> None:
    """Write a review for each answer that the history does not have yet.

    Answers without a suggested grade are left out, as are those to questions that were removed from the bank.
    After an error, another call writes only what is missing.

    Args:
        workspace: bank and progress.
        mock: the interview after its debrief.
        on_counted: called with each review after it was written to disk.

    Raises:
        WriteError: something was not written.
    """
    store, new_id = workspace.store, workspace.new_id
    before = store.session_entries(mock.id)
    counted = {entry.question for entry in before if isinstance(entry, Review)}
    answers = [answer for answer in mock.answers if answer.question in workspace.bank.by_id]
    now, day = workspace.now(), workspace.today()
    if not any(isinstance(entry, SessionStart) for entry in before):
        queue = tuple(answer.question for answer in answers)
        store.commit(SessionStart(id=new_id(), at=now, day=day, session=mock.id, mode=MOCK_MODE, queue=queue))
    uses = MockStoryUses(workspace, mock)
    for answer in answers:
        grade = answer.suggested_grade(answer.question_in(workspace.bank))
        if answer.question not in counted and grade is not None:
            review_id = workspace.new_id()
            uses.write(answer, review_id)
            on_counted(_write_review(workspace, mock, answer, grade, review_id))
    if not any(isinstance(entry, SessionEnd) for entry in before):
        store.commit(SessionEnd(id=new_id(), at=now, day=day, session=mock.id))
    store.checkpoint()


def _write_review(workspace: Workspace, mock: Mock, answer: Answer, grade: Grade, entry_id: str) -> Review:
    """Write the review of one answer with its grade, by the rules of practice sessions."""
    question, now = answer.question_in(workspace.bank), workspace.now()
    revealed = Session(
        id=mock.id,
        started=mock.started,
        mode=MOCK_MODE,
        phase=SessionPhase.REVEALED,
        current=question.id,
        drafts={question.id: answer.transcript},
        ticked=frozenset(answer.judgement.ticked),
        spent={question.id: answer.seconds},
        spoken=frozenset([question.id] if answer.spoken else []),
        part_ends={question.id: answer.part_ends},
    )

    def make_review(card: Card) -> Review:
        day, rules = workspace.today(), workspace.rules
        review = revealed.review(question, card, grade, now, day, entry_id, rules)
        return replace(review, prompt=answer.prompt, words=answer.words)

    return workspace.store.review(question.id, make_review)


def expect_counted_again(workspace: Workspace, reviews: Sequence[Review]) -> dict[str, Expectation]:
    """Return when the plan asks the questions of counted answers again, by question id."""
    from tpm_tui.core.plan.ahead.expectation import expect_again

    if not reviews:
        return {}
    wanted = [review.question for review in reviews]
    questions, cards = workspace.bank.topic_by_question, workspace.store.cards
    return expect_again(wanted, questions, cards, workspace.agenda(), workspace.plan_settings)
