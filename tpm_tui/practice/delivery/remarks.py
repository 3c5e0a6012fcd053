"""The section with the remarks on an answer, unless they are turned off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from tpm_tui.core.session.scaffold import answer_text
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError

if TYPE_CHECKING:
    from tpm_tui.core.bank.question import Question
    from tpm_tui.core.delivery.remark import DeliveredAnswer
    from tpm_tui.core.mock.answer import Answer
    from tpm_tui.exchange.question_sections import Section

PACE_REVIEWS = 300
"""Newest reviews among which spoken answers are looked for."""


def speaking_pace(workspace: Workspace) -> int | None:
    """Return the words that the learner speaks in a minute; None if remarks are turned off."""
    return _pace_before(workspace, workspace.today()) if workspace.config.remarks else None


def delivery_sections(
    workspace: Workspace,
    question: Question,
    text: str,
    seconds: float,
    *,
    spoken: bool,
    target: int,
    older: Iterable[str] = (),
) -> tuple[Section, ...]:
    """Return the section of an answer; none if remarks are turned off or there is no answer.

    Args:
        workspace: the settings, and the history for the learner's pace.
        question: the question.
        text: the answer or the transcript.
        seconds: how long it took.
        spoken: whether it was spoken.
        target: seconds that it should take; 0 without a target.
        older: the texts of older attempts, oldest first, for the trend.
    """
    pace = speaking_pace(workspace)
    if pace is None or not (text.strip() or (spoken and seconds)):
        return ()
    from tpm_tui.core.delivery.remark import DeliveredAnswer

    answer = DeliveredAnswer(text, question.kind, target, seconds if spoken else 0, spoken, pace)
    return (_section(answer, tuple(older)),)


def answer_delivery(workspace: Workspace, question: Question, answer: Answer) -> tuple[Section, ...]:
    """Return the section of an answer of a mock interview, as `delivery_sections` does."""
    return delivery_sections(
        workspace,
        question,
        answer_text(answer.text),
        answer.seconds,
        spoken=answer.spoken,
        target=question.time_target.answer_seconds,
    )


@lru_cache(maxsize=1)
def _pace_before(workspace: Workspace, day: date) -> int:
    """Return the pace from the answers before a day, which do not change on that day."""
    from tpm_tui.core.delivery.pace import compute_pace

    try:
        return compute_pace(workspace.store.reviews_before(day, PACE_REVIEWS))
    except DataFolderError:
        return compute_pace(())


@lru_cache(maxsize=2)
def _section(answer: DeliveredAnswer, older: tuple[str, ...]) -> Section:
    """Return the section of an answer. It is asked for again after every tick."""
    from tpm_tui.core.delivery.rules import find_remarks
    from tpm_tui.core.delivery.trend import compute_trend
    from tpm_tui.exchange.delivery.section import delivery_section

    return delivery_section(answer, find_remarks(answer), compute_trend([*older, answer.text]))
