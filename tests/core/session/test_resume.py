"""Which session is taken up again, where it goes on, and how that is asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.events import HistoryEntry, Redo, Review, SessionEnd, SessionStart, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.resume import UnfinishedSession, describe_unfinished, unfinished_session

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


def left(
    *entries: HistoryEntry, drafts: dict[str, str] | None = None, today: date = TODAY
) -> UnfinishedSession | None:
    return unfinished_session(entries, drafts or {}, today, BANK)


def queue(*entries: HistoryEntry, drafts: dict[str, str] | None = None) -> tuple[str, ...]:
    found = left(*entries, drafts=drafts)
    assert found is not None
    return found.queue


def test_what_was_graded_is_not_asked_again() -> None:
    assert queue(start()) == ("a", "b", "c")
    assert queue(start(), graded("a")) == ("b", "c")
    assert left(start(), graded("a"), graded("b"), graded("c")) is None


def test_an_answer_that_was_taken_back_is_asked_again_and_one_that_was_redone_is_not() -> None:
    undo = Undo(id="u", seq=3, at=AT, day=TODAY, review="r-a", question="a")
    redo = Redo(id="d", seq=4, at=AT, day=TODAY, review="r-a", question="a")
    assert queue(start(), graded("a"), undo) == ("a", "b", "c")
    assert queue(start(), graded("a"), undo, redo) == ("b", "c")


def test_it_goes_on_with_what_was_typed_last() -> None:
    assert queue(start(), drafts={"c": "x", "b": "y"}) == ("b", "a", "c")
    assert queue(start(), drafts={"b": "y", "c": "x"}) == ("c", "a", "b")


def test_a_question_that_was_gone_to_from_outside_the_queue_is_gone_on_with() -> None:
    assert queue(start(), drafts={"d": "typed"}) == ("d", "a", "b", "c")


def test_text_typed_for_an_answer_that_is_graded_is_gone_on_with_unless_it_is_that_answer() -> None:
    assert queue(start(), graded("a", answer="same"), drafts={"a": "same"}) == ("b", "c")
    assert queue(start(), graded("a", answer="same"), drafts={"a": "more"}) == ("a", "b", "c")


def test_a_session_that_ended_or_never_began_is_not_taken_up() -> None:
    assert left(start(), end(), drafts={"a": "typed"}) is None
    assert left(graded("a"), drafts={"b": "typed"}) is None


def test_a_mock_interview_has_its_own_way_of_being_taken_up() -> None:
    assert left(start(mode="mock"), drafts={"a": "typed"}) is None


def test_of_another_day_it_takes_something_typed() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert left(start(), today=tomorrow) is None
    assert left(start(), graded("a", answer="same"), drafts={"a": "same"}, today=tomorrow) is None
    assert left(start(), drafts={"a": "typed"}, today=tomorrow) is not None


def test_what_cannot_be_asked_any_more_is_left_out() -> None:
    assert queue(start(("gone", "a")), drafts={"vanished": "typed"}) == ("a",)
    assert left(start(("gone",)), drafts={"vanished": "typed"}) is None


def test_the_rest_of_it_is_that_of_the_session() -> None:
    found = left(start(form="short"), graded("a"), drafts={"b": "five words are typed here"})
    assert found == UnfinishedSession("s", AT, "short", ("b", "c"), (graded("a"),), 5)


QUESTION = Question(id="a", number=7, prompt="?", key_points=(KeyPoint("one"),))


@pytest.mark.parametrize(
    ("words", "number", "today", "asked"),
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
def test_it_is_asked_in_one_line(words: int, number: int | None, today: date, asked: str) -> None:
    question = Question(id="a", number=number, title="Late dates", prompt="?", key_points=(KeyPoint("one"),))
    found = UnfinishedSession("s", AT, "answer", ("a",), (), words)
    assert describe_unfinished(found, question, today, UTC) == asked


def test_the_time_is_that_of_the_learners_zone() -> None:
    found = UnfinishedSession("s", AT, "answer", ("a",), (), 3)
    asked = describe_unfinished(found, QUESTION, TODAY, timezone(timedelta(hours=9)))
    assert asked == "Resume the session of 23:05 (question 7, 3 words typed)?"
