"""Spoken answers in the session: their clock, their review, and undo."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.session.test_session import after, begin, make_review, question
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.clock import SPEAKING_LIMIT
from tpm_tui.core.session.scaffold import scaffold_text
from tpm_tui.core.session.session import Session
from tpm_tui.core.session.steps import ActionStep

TEXT = "We cut the scope."


def spoken(seconds: float = 95, *queue: str) -> Session:
    """Return a session in the reveal of an answer of so many seconds."""
    return begin(*(queue or ("a", "b"))).start_speaking(after(0)).reveal(after(seconds))


def test_review_of_a_spoken_answer_has_seconds_and_no_words() -> None:
    review = make_review(spoken(95), Grade.GOOD, after(200))
    assert (review.spoken, review.seconds, review.words, review.answer) == (True, 95, 0, "")


def test_typed_answer_is_not_spoken() -> None:
    review = make_review(begin("a").write(TEXT).reveal(after(5)), Grade.GOOD, after(9))
    assert not review.spoken


def test_clock_runs_without_keys_while_speaking() -> None:
    limit = SPEAKING_LIMIT.total_seconds()
    assert spoken(limit - 1).seconds(after(limit)) == limit - 1
    assert spoken(limit + 600).seconds(after(limit)) == limit


def test_clock_is_paused_while_the_question_is_covered() -> None:
    session = begin("a").start_speaking(after(0)).hide(after(30)).show(after(100))
    assert session.speech is not None
    assert session.stop_speaking(after(400)).seconds(after(900)) == 330


def test_speaking_may_start_while_the_question_is_covered() -> None:
    session = begin("a").hide(after(0)).start_speaking(after(5)).show(after(50))
    assert session.seconds(after(60)) == 10


def test_speaking_again_adds_to_the_time() -> None:
    session = spoken(40).resume().start_speaking(after(100)).stop_speaking(after(120))
    assert session.seconds(after(300)) == 60


def test_cancelled_speaking_leaves_a_typed_answer() -> None:
    typed = begin("a").press_key(after(0), typed=True).write(TEXT).hide(after(10)).show(after(10))
    session = typed.start_speaking(after(12)).hide(after(20)).show(after(30)).cancel_speaking()
    assert (session.is_spoken, session.speech, session.seconds(after(99)), session.draft) == (
        False,
        None,
        12,
        TEXT,
    )


def test_cancelling_the_second_try_keeps_the_first() -> None:
    session = spoken(40).resume().start_speaking(after(100)).cancel_speaking()
    assert (session.is_spoken, session.seconds(after(200))) == (True, 40)


def test_nothing_is_suggested_until_a_point_is_ticked() -> None:
    session = spoken(30)
    assert session.ticked == frozenset()
    assert session.suggestion(question("a"), after(40)) is None
    assert session.tick("size").suggestion(question("a"), after(40)) is not None


def test_transcript_keeps_the_answer_spoken() -> None:
    session = spoken(30).tick("range").write(TEXT).tick_recognised(frozenset({"size"}))
    review = make_review(session, Grade.GOOD, after(90))
    assert (review.spoken, review.seconds, review.words, review.answer) == (True, 30, 4, TEXT)
    assert review.covered == ("size", "range")


def test_transcript_typed_after_resuming_keeps_the_answer_spoken() -> None:
    session = spoken(30).resume().write(TEXT).reveal(after(60), frozenset({"size"}))
    assert session.is_spoken
    assert session.ticked == {"size"}


def test_next_question_is_not_spoken() -> None:
    session = spoken(30)
    after_grade = session.apply_review(make_review(session, Grade.GOOD, after(40)))
    assert (after_grade.current, after_grade.is_spoken) == ("b", False)


def test_skipped_answer_stays_spoken_with_its_time() -> None:
    session = begin("a", "b").start_speaking(after(0)).skip(after(20)).go_to_question("a", after(30))
    assert (session.is_spoken, session.speech, session.seconds(after(40))) == (True, None, 20)


def test_undo_restores_a_spoken_answer_exactly() -> None:
    before = spoken(30).tick("size")
    review = make_review(before, Grade.GOOD, after(40))
    graded = before.apply_review(review)
    restored = graded.apply_undo(review, after(50))
    assert (restored.is_spoken, restored.seconds(after(60)), restored.ticked) == (True, 30, before.ticked)
    step = ActionStep("a", before, graded)
    undone = step.undone(graded)
    assert undone is not None
    assert (undone.is_spoken, undone.seconds(after(60))) == (True, 30)


def test_undo_while_speaking_another_answer_keeps_its_time() -> None:
    first = spoken(30)
    review = make_review(first, Grade.GOOD, after(40))
    session = first.apply_review(review).start_speaking(after(50)).apply_undo(review, after(70))
    assert (session.current, session.speech) == ("a", None)
    again = session.apply_redo(review, after(80))
    assert (again.current, again.is_spoken, again.seconds(after(99))) == ("b", True, 20)


@given(seconds=st.floats(0, 1000), text=st.sampled_from(["", TEXT]))
def test_redo_after_undo_asks_the_next_question_again(seconds: float, text: str) -> None:
    before = spoken(seconds).write(text)
    review = make_review(before, Grade.GOOD, after(seconds))
    graded = before.apply_review(review)
    redone = graded.apply_undo(review, after(seconds + 1)).apply_redo(review, after(seconds + 2))
    assert (redone.current, redone.spoken, redone.spent, redone.drafts) == (
        graded.current,
        graded.spoken,
        graded.spent,
        graded.drafts,
    )


def test_headings_alone_are_no_answer_in_the_review() -> None:
    session = begin("a", "b").write(scaffold_text("behavioural")).reveal(after(9))
    review = make_review(session, Grade.AGAIN, after(9))
    assert (review.answer, review.words) == ("", 0)
    assert session.apply_review(review).drafts == {}
