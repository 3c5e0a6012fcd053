"""The remarks on an answer of the history, with what it does not say: its form, and what were replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark
from tpm_tui.core.delivery.rules import find_remarks
from tpm_tui.core.session.scaffold import answer_text, count_answer_words
from tpm_tui.core.text.sanitize import clean_line

if TYPE_CHECKING:
    from tpm_tui.core.bank.bank import Bank
    from tpm_tui.core.bank.question import Question
    from tpm_tui.core.cards.events import Review
    from tpm_tui.core.mock.answer import Answer
    from tpm_tui.core.reports.graded_answer import GradedAnswer

SHORT_FORM_FACTOR = 2
"""Up to so many times the target of the short form, an answer counts as one in the short form."""


def remarks_on_past_answer(
    question: Question | None, text: str, seconds: float, *, spoken: bool, pace: int | None
) -> tuple[Remark, ...]:
    """Return the remarks on an answer of the history.

    The history does not say which answers were in the short form: those about as short count as such.

    Args:
        question: its question; without one there are no remarks, as target and kind are unknown.
        text: the answer; the replies to follow-ups of a mock interview may be below it.
        seconds: how long it took, without replies.
        spoken: whether it was spoken.
        pace: words that the learner speaks in a minute; None for no remarks.
    """
    if question is None or pace is None:
        return ()
    own = without_replies(text, question)
    needed = seconds if spoken else count_answer_words(own) * 60 / pace
    target = question.time_target
    is_short = needed <= SHORT_FORM_FACTOR * target.short_seconds
    return find_remarks(
        DeliveredAnswer(
            own,
            question.kind,
            target.short_seconds if is_short else target.answer_seconds,
            seconds,
            spoken,
            pace,
        )
    )


def remarks_on_review(review: Review | GradedAnswer, bank: Bank, pace: int | None) -> tuple[Remark, ...]:
    """Return the remarks on a review, or on an answer of a report; see `remarks_on_past_answer`."""
    question = bank.by_id.get(review.question)
    return remarks_on_past_answer(
        question, review.answer, review.seconds, spoken=bool(review.spoken), pace=pace
    )


def remarks_on_mock_answer(answer: Answer, question: Question, pace: int | None) -> tuple[Remark, ...]:
    """Return the remarks on an answer of a mock interview, without its replies; none if `pace` is None."""
    if pace is None:
        return ()
    target = question.time_target.answer_seconds
    text = answer_text(answer.text)
    return find_remarks(DeliveredAnswer(text, question.kind, target, answer.seconds, answer.spoken, pace))


def without_replies(text: str, question: Question) -> str:
    """Return a text up to the first follow-up of the question: there the replies of a mock begin."""
    asked = {clean_line(each.ask) for each in question.follow_ups}
    end = 0
    for row in text.splitlines(keepends=True):
        if row.strip() in asked:
            return text[:end].rstrip()
        end += len(row)
    return text
