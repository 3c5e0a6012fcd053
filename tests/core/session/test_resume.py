"""Unfinished sessions: which one is resumed, where it continues, and the prompt."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.events import HistoryEntry, Redo, Review, SessionEnd, SessionStart, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.resume import UnfinishedSession, build_unfinished_session, describe_unfinished

TODAY = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
BANK = {"a", "b", "c", "d"}


def start(queue: tuple[str, ...] = ("a", "b", "c"), **fields: object) -> SessionStart:
    given: dict[str, object] = {"id": "i0", "seq": 1, "at": AT, "day": TODAY, "mode": "practice", **fields}
    return SessionStart(session="s", queue=queue, **given)  # type: ignore[arg-type]


def graded(question: str, seq: int = 2, answer: str = "") -> Review:
    return Review(
        id=f"r-{question}",
        seq=seq,
        at=AT,
        day=TODAY,
        session="s",
        question=question,
        prompt="?",
        answer=answer,
        grade=Grade.GOOD,
    )


def end(seq: int = 9) -> SessionEnd:
    return SessionEnd(id="e", seq=seq, at=AT, day=TODAY, session="s")


def unfinished_of(
    *entries: HistoryEntry, drafts: dict[str, str] | None = None, today: date = TODAY
) -> UnfinishedSession | None:
    return build_unfinished_session(entries, drafts or {}, today, BANK)


def queue(*entries: HistoryEntry, drafts: dict[str, str] | None = None) -> tuple[str, ...]:
    found = unfinished_of(*entries, drafts=drafts)
    assert found is not None
    return found.queue


def test_graded_questions_are_not_asked_again() -> None:
    assert queue(start()) == ("a", "b", "c")
    assert queue(start(), graded("a")) == ("b", "c")
    assert unfinished_of(start(), graded("a"), graded("b"), graded("c")) is None


def test_undone_answer_is_asked_again_and_redone_is_not() -> None:
    undo = Undo(id="u", seq=3, at=AT, day=TODAY, review="r-a", question="a")
    redo = Redo(id="d", seq=4, at=AT, day=TODAY, review="r-a", question="a")
    assert queue(start(), graded("a"), undo) == ("a", "b", "c")
    assert queue(start(), graded("a"), undo, redo) == ("b", "c")


def test_session_resumes_with_the_last_draft() -> None:
    assert queue(start(), drafts={"c": "x", "b": "y"}) == ("b", "a", "c")
    assert queue(start(), drafts={"b": "y", "c": "x"}) == ("c", "a", "b")


def test_session_resumes_with_draft_outside_the_queue() -> None:
    assert queue(start(), drafts={"d": "typed"}) == ("d", "a", "b", "c")


def test_draft_of_graded_question_is_resumed_if_it_differs() -> None:
    assert queue(start(), graded("a", answer="same"), drafts={"a": "same"}) == ("b", "c")
    assert queue(start(), graded("a", answer="same"), drafts={"a": "more"}) == ("a", "b", "c")


def test_ended_or_unstarted_session_is_not_resumed() -> None:
    assert unfinished_of(start(), end(), drafts={"a": "typed"}) is None
    assert unfinished_of(graded("a"), drafts={"b": "typed"}) is None


def test_mock_interview_is_not_resumed_as_a_session() -> None:
    assert unfinished_of(start(mode="mock"), drafts={"a": "typed"}) is None


def test_session_of_another_day_is_resumed_only_with_draft() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert unfinished_of(start(), today=tomorrow) is None
    assert unfinished_of(start(), graded("a", answer="same"), drafts={"a": "same"}, today=tomorrow) is None
    assert unfinished_of(start(), drafts={"a": "typed"}, today=tomorrow) is not None


def test_removed_questions_are_omitted() -> None:
    assert queue(start(("gone", "a")), drafts={"vanished": "typed"}) == ("a",)
    assert unfinished_of(start(("gone",)), drafts={"vanished": "typed"}) is None


def test_unfinished_session_keeps_session_data() -> None:
    found = unfinished_of(start(form="short"), graded("a"), drafts={"b": "five words are typed here"})
    assert found == UnfinishedSession("s", AT, TODAY, "short", ("b", "c"), (graded("a"),), 5)


QUESTION = Question(id="a", number=7, prompt="?", key_points=(KeyPoint("one"),))


@pytest.mark.parametrize(
    ("words", "number", "today", "prompt"),
    [
        (142, 7, TODAY, "Resume the session of 14:05 (question 7, 142 words typed)?"),
        (1, 7, TODAY, "Resume the session of 14:05 (question 7, 1 word typed)?"),
        (0, 7, TODAY, "Resume the session of 14:05 (question 7, nothing typed yet)?"),
        (2, None, TODAY, "Resume the session of 14:05 (question Late dates, 2 words typed)?"),
        (
            2,
            7,
            date(2026, 11, 23),
            "Resume the session of Sunday, 22 November, 14:05 (question 7, 2 words typed)?",
        ),
    ],
)
def test_resume_prompt_is_one_line(words: int, number: int | None, today: date, prompt: str) -> None:
    question = Question(id="a", number=number, title="Late dates", prompt="?", key_points=(KeyPoint("one"),))
    found = UnfinishedSession("s", AT, TODAY, "answer", ("a",), (), words)
    assert describe_unfinished(found, question, today, UTC) == prompt


def test_resume_prompt_time_is_in_the_learners_zone() -> None:
    found = UnfinishedSession("s", AT, TODAY, "answer", ("a",), (), 3)
    prompt = describe_unfinished(found, QUESTION, TODAY, timezone(timedelta(hours=9)))
    assert prompt == "Resume the session of 23:05 (question 7, 3 words typed)?"


def test_resume_prompt_after_midnight_has_no_date() -> None:
    """At 02:00 the study day is that of the evening before."""
    at = AT + timedelta(hours=12)
    found = unfinished_of(start(at=at), drafts={"a": "typed"})
    assert found is not None
    prompt = describe_unfinished(found, QUESTION, TODAY, UTC)
    assert prompt == "Resume the session of 02:05 (question 7, 1 word typed)?"


def test_session_continued_after_its_end_is_unfinished() -> None:
    again = start(id="i1", seq=10)
    assert unfinished_of(start(), graded("a"), end()) is None
    assert queue(start(), graded("a"), end(), again, drafts={"b": "typed"}) == ("b", "c")
    assert unfinished_of(start(), graded("a"), end(), again, end(seq=11)) is None
