"""Grading the current question."""

from __future__ import annotations

from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review, StoryUse
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session_parts.host import GradingHost


class Grading:
    """The grades of a session. Each is on disk when the method that gives it returns."""

    def __init__(self, practice_session: GradingHost) -> None:
        self._practice_session = practice_session
        self._store = practice_session.workspace.store

    def grade(self, grade: Grade) -> Review:
        """Grade the current question.

        Raises:
            WriteError: the grade was not written; the session keeps the question and the answer.
        """
        practice_session = self._practice_session
        workspace, session, question = (
            practice_session.workspace,
            practice_session.session,
            practice_session.question,
        )
        assert question is not None
        practice_session.log.start(session, practice_session.day)
        now, prompt, entry_id = workspace.now(), practice_session.prompt, workspace.new_id()

        def make_review(card: Card) -> Review:
            day, rules = practice_session.day, workspace.rules
            review = session.review(question, card, grade, now, day, entry_id, rules)
            return replace(review, prompt=prompt)

        if session.story:
            # Before the review, without which it has no effect: if either is not written, nothing is graded.
            use = StoryUse(
                id=workspace.new_id(),
                at=now,
                day=practice_session.day,
                session=session.id,
                question=question.id,
                story=session.story,
                review=entry_id,
            )
            self._store.commit(use)
        review = self._store.review(question.id, make_review)
        practice_session.move(session.apply_review(review))
        practice_session.drafts.discard(question.id, session.id)
        practice_session.action_history.record(review, session, practice_session.session)
        return review

    def leech_lapses(self, review: Review) -> int:
        """Return the question's lapses if this review made it a leech, else 0."""
        card = self._store.cards.get(review.question)
        return card.schedule.lapses if card is not None and card.made_leech_by(review) else 0
