"""The choice of the first follow-up by what was missing in the answer.

An interviewer who listens asks about what was left out. The first follow-up to an answer is therefore one
that probes a must point which was just missed. If several were missed, the order of the question's key points
decides, then that of its follow-ups. Later follow-ups come in the bank's order. No choice is random, so that
the same answer to the same question has the same follow-up.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tpm_tui.core.bank.question import FollowUp, Question
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.session.scaffold import answer_text


def is_readable(answer: Answer) -> bool:
    """Return whether it can be known what an answer, without its replies, leaves out: it must be typed.

    Of a spoken answer there are no words before the debrief, or only a part of them.
    """
    return not answer.spoken and bool(answer_text(answer.text).strip())


def missed_must_points(question: Question, found: Collection[str]) -> tuple[str, ...]:
    """Return the names of the must points that were not found in an answer, in the question's order.

    Args:
        question: the question.
        found: names of the key points that the answer makes or may make.
    """
    return tuple(point.name for point in question.key_points if point.must and point.name not in found)


def choose_follow_up(question: Question, answer: Answer, missed: Sequence[str] = ()) -> FollowUp | None:
    """Return the next follow-up to an answer; None if all were asked.

    Args:
        question: the question.
        answer: the answer and the replies so far.
        missed: names of the must points that were just missed, in the question's order.
    """
    if not answer.replies:
        for point in missed:
            for follow_up in question.follow_ups:
                if follow_up.point == point:
                    return follow_up
    return answer.next_follow_up(question)


def reason_to_ask(follow_up: FollowUp, answer: Answer, missed: Collection[str]) -> str:
    """Return the name of the missed must point for which a follow-up is asked; empty if there is none."""
    return follow_up.point if not answer.replies and follow_up.point in missed else ""
