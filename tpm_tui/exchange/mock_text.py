"""The ratings of a mock interview as short texts, the same in the app, plain mode and the report."""

from __future__ import annotations

from datetime import datetime

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer, Reply
from tpm_tui.core.mock.format import Format
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.phase import ASKING, MockPhase
from tpm_tui.core.mock.rubric import ANCHORS, MARKS, Dimension, OverallMark
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.phrases import day_and_month

FIGURE_LABEL = "A figure with its base"
LEVEL_LABEL = "Level heard"
COUNT_PROMPT = "Count these answers in the boxes?"


def format_summary(format: Format) -> str:
    """Return the size of a format: `3 questions, 21 min, 2 follow-ups each`."""
    parts = [plural(format.questions, "question"), f"{format.minutes} min"]
    if format.follow_ups:
        parts.append(f"{plural(format.follow_ups, 'follow-up')} each")
    return ", ".join(parts)


def stopped_mock_summary(mock: Mock, now: datetime) -> str:
    """Return how far a stopped interview is: `Onsite of 22 Nov, question 2 of 3, 8 of 21 min`."""
    title = f"{clean_line(mock.format.title)} of {day_and_month(mock.started.date(), now.date())}"
    place = f"{mock.place + 1} of {len(mock.answers)}"
    if mock.phase in ASKING:
        spent = f"{int(mock.elapsed(now) // 60)} of {mock.format.minutes} min"
        return f"{title}, question {place}, {spent}"
    step = f"rating answer {place}" if mock.phase is MockPhase.DEBRIEF else "debrief ended, not counted yet"
    return f"{title}, {step}"


def mark_label(mark: int | None) -> str:
    """Return a mark with its name, such as `3 strong`, or that there is none."""
    return f"{mark} {MARKS[mark - 1]}" if mark else "not rated"


def cap_reason(result: OverallMark) -> str:
    """Return why the overall mark was capped; empty if it was not."""
    if result.must_missing:
        return f"median {result.median}, capped because a must point is missing"
    if result.no_figure:
        return f"median {result.median}, capped because no figure has a base"
    return ""


def rated_note(result: OverallMark) -> str:
    """Return how many dimensions were rated; empty if all were."""
    if result.rated == result.applicable:
        return ""
    return f"from {result.rated} of {result.applicable} dimensions"


def overall_label(result: OverallMark | None) -> str:
    """Return the overall mark and its reason: `2 mixed: median 3, capped because a must point is missing`."""
    if result is None:
        return mark_label(None)
    reason, rated = cap_reason(result), rated_note(result)
    return mark_label(result.mark) + (f": {reason}" if reason else "") + (f" ({rated})" if rated else "")


def counted_grade(answer: Answer, question: Question, grade: Grade | None) -> str:
    """Return the grade that an answer gets if it is counted, and what it comes from."""
    if grade is None:
        return "not counted"
    source = "points suggest" if answer.grades_by_points(question) else "the mark gives"
    return f"{source} {grade.word}"


def weakest_advice(dimension: Dimension) -> str:
    """Return what a strong answer sounds like in a dimension."""
    return f"A 3 sounds like this: {ANCHORS[dimension][2]}."


def good_reply(question: Question, ask: str) -> str:
    """Return what a good reply to a follow-up contains; empty if the question does not say so."""
    return next((each.good for each in question.follow_ups if clean_line(each.ask) == ask), "")


def reason_for_follow_up(reply: Reply) -> str:
    """Return why the interviewer chose a follow-up: `asked because "x" was not in the answer`; else empty."""
    missed = clean_line(reply.missed)
    return f'asked because "{missed}" was not in the answer' if missed else ""
