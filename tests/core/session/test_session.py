"""The session: where transitions lead, no text is ever lost, time only adds up, undo is exact."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, RULES, TODAY, answer, grades
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import PhaseError, Session, SessionPhase

POINTS = (KeyPoint(name="size", must=True), KeyPoint(name="notice"), KeyPoint(name="range"))
IDS = ("a", "b", "c", "d")


def question(id: str) -> Question:
    return Question(id=id, prompt=f"{id}?", variants=(f"{id} again?",), key_points=POINTS)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def begin(*queue: str, drafts: dict[str, str] | None = None) -> Session:
    return Session.begin("s", queue, NOW, drafts or {})


def grade(session: Session, choice: Grade, now: datetime, id: str = "r", card: Card | None = None) -> Review:
    asked = session.current
    return session.review(question(asked), card or Card(asked), choice, now, TODAY, id, RULES)


def graded(session: Session, now: datetime, id: str = "r") -> Session:
    return session.graded(grade(session, Grade.GOOD, now, id), now)


asking = begin("a", "b")
revealed = asking.reveal(after(1))
done = begin()
a_review = grade(revealed, Grade.GOOD, after(1))

Transition = Callable[[Session], Session]
TRANSITIONS: dict[str, Transition] = {
    "write": lambda s: s.write("text"),
    "reveal": lambda s: s.reveal(after(2)),
    "resume": lambda s: s.resume(after(2)),
    "tick": lambda s: s.tick("size"),
    "graded": lambda s: s.graded(a_review, after(2)),
    "undone": lambda s: s.undone(a_review, after(2)),
    "redone": lambda s: s.redone(a_review, after(2)),
    "skip": lambda s: s.skip(after(2)),
    "go": lambda s: s.go("c", after(2)),
    "turn_to": lambda s: s.replace_queue(("c",), after(2)),
    "extend": lambda s: s.extend(("c",), after(2)),
    "end": lambda s: s.end(after(2)),
}
TABLE: dict[str, tuple[SessionPhase | None, SessionPhase | None, SessionPhase | None]] = {
    # transition: from asking, from revealed, from done; None is refused
    "write": (SessionPhase.ASKING, SessionPhase.REVEALED, None),
    "reveal": (SessionPhase.REVEALED, None, None),
    "resume": (None, SessionPhase.ASKING, None),
    "tick": (None, SessionPhase.REVEALED, None),
    "graded": (None, SessionPhase.ASKING, None),
    "undone": (SessionPhase.REVEALED, SessionPhase.REVEALED, SessionPhase.REVEALED),
    "redone": (SessionPhase.ASKING, SessionPhase.ASKING, SessionPhase.DONE),
    "skip": (SessionPhase.ASKING, SessionPhase.ASKING, None),
    "go": (SessionPhase.ASKING, SessionPhase.ASKING, SessionPhase.ASKING),
    "turn_to": (SessionPhase.ASKING, SessionPhase.ASKING, SessionPhase.ASKING),
    "extend": (SessionPhase.ASKING, SessionPhase.REVEALED, SessionPhase.ASKING),
    "end": (SessionPhase.DONE, SessionPhase.DONE, SessionPhase.DONE),
}


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(
    ("start", "column"), [(asking, 0), (revealed, 1), (done, 2)], ids=["asking", "revealed", "done"]
)
def test_transition_leads_to_its_phase_or_is_refused(name: str, start: Session, column: int) -> None:
    expected = TABLE[name][column]
    if expected is None:
        with pytest.raises(PhaseError, match=start.phase.value):
            TRANSITIONS[name](start)
    else:
        assert TRANSITIONS[name](start).phase is expected


@pytest.mark.parametrize("start", [asking, done], ids=["asking", "done"])
def test_grade_needs_a_reveal(start: Session) -> None:
    with pytest.raises(PhaseError):
        grade(start, Grade.GOOD, after(1))


def test_session_goes_through_its_queue() -> None:
    session = begin("a", "b")
    assert (session.current, session.left, session.draft) == ("a", 2, "")
    session = graded(session.write("mine").reveal(after(5)), after(6), "r1")
    assert (session.current, session.left) == ("b", 1)
    session = graded(session.reveal(after(7)), after(8), "r2")
    assert (session.phase, session.current, session.left) == (SessionPhase.DONE, "", 0)
    assert [review.answer for review in session.reviews] == ["mine", ""]


def test_empty_queue_is_done_at_once() -> None:
    assert (begin().phase, begin().left) == (SessionPhase.DONE, 0)


def test_question_named_twice_is_asked_once() -> None:
    assert begin("a", "b", "a").upcoming == ("b",)
    assert begin("a").extend(("b", "a", "b"), NOW).upcoming == ("b",)


def test_skip_leaves_the_question_out_and_keeps_its_draft() -> None:
    session = begin("a", "b").write("half a thought").skip(after(3))
    assert (session.current, session.upcoming) == ("b", ())
    assert session.drafts == {"a": "half a thought"}


def test_go_puts_the_current_question_right_after() -> None:
    session = begin("a", "b", "c").go("c", after(1))
    assert (session.current, session.upcoming) == ("c", ("a", "b"))
    assert session.go("c", after(2)) == session


def test_go_leads_outside_the_queue_and_out_of_done() -> None:
    assert begin("a").go("x", after(1)).upcoming == ("a",)
    assert begin().go("x", after(1)).current == "x"


def test_turning_to_other_questions_replaces_the_queue_and_keeps_drafts() -> None:
    session = begin("a", "b").write("half").replace_queue(("c", "d", "c"), after(2))
    assert (session.current, session.upcoming, session.drafts) == ("c", ("d",), {"a": "half"})
    assert session.replace_queue((), after(3)).phase is SessionPhase.DONE


def test_extend_adds_at_the_end_or_starts_again() -> None:
    assert begin("a").extend(("b",), after(1)).upcoming == ("b",)
    again = begin().extend(("a", "b"), after(1))
    assert (again.phase, again.current, again.upcoming) == (SessionPhase.ASKING, "a", ("b",))
    assert begin().extend((), after(1)).phase is SessionPhase.DONE


def test_empty_text_is_no_draft() -> None:
    assert begin("a").write("x").write("").drafts == {}
    assert begin("a", drafts={"a": "from before"}).draft == "from before"


def test_text_written_while_the_grade_became_durable_stays_a_draft() -> None:
    session = begin("a", "b").write("graded").reveal(after(1))
    review = grade(session, Grade.GOOD, after(2))
    assert session.write("graded, and more").graded(review, after(3)).drafts == {"a": "graded, and more"}


def test_ticks_begin_with_what_was_recognised_and_toggle() -> None:
    session = begin("a").reveal(after(1), frozenset({"size"}))
    assert session.tick("range").ticked == {"size", "range"}
    assert session.tick("size").ticked == set()
    assert session.resume(after(2)).ticked == set()


def test_review_holds_what_was_seen_said_and_marked() -> None:
    session = begin("a").write("two words").reveal(after(61.26), frozenset({"notice"}))
    review = grade(session, Grade.EASY, after(99), card=Card("a", attempts=1))
    assert (review.prompt, review.answer, review.words) == ("a again?", "two words", 2)
    assert (review.covered, review.missed) == (("notice",), ("size", "range"))
    assert (review.seconds, review.at, review.session, review.day) == (61.3, after(99), "s", TODAY)
    assert (review.box_before, review.box_after, review.practice) == (0, 3, False)
    assert review.due == TODAY + timedelta(days=4)


def test_review_of_a_second_answer_of_the_day_is_practice() -> None:
    card = answer({}, "a", Grade.EASY, TODAY, RULES)["a"]
    review = grade(begin("a").reveal(after(1)), Grade.AGAIN, after(2), card=card)
    assert (review.box_before, review.box_after, review.practice) == (3, 3, True)


@given(grades, st.integers(0, 5))
def test_review_tells_the_box_that_the_fold_arrives_at(choice: Grade, days_ago: int) -> None:
    card = answer({}, "a", Grade.GOOD, TODAY - timedelta(days=days_ago), RULES)["a"]
    review = grade(begin("a").reveal(after(1)), choice, after(2), card=card)
    assert answer({"a": card}, "a", choice, TODAY, RULES)["a"].box == review.box_after


def test_suggestion_comes_from_the_ticks_and_the_time() -> None:
    session = begin("a").reveal(after(60), frozenset({"size", "notice", "range"}))
    assert session.suggestion(question("a"), after(1_000)) is Grade.EASY
    assert session.tick("size").suggestion(question("a"), after(1_000)) is Grade.HARD
    late = begin("a").reveal(after(181), session.ticked)
    assert late.suggestion(question("a"), after(1_000)) is Grade.GOOD


# The clock.


def test_clock_stops_at_the_reveal_and_goes_on_after_it() -> None:
    session = begin("a").reveal(after(10))
    assert session.seconds(after(500)) == 10
    assert session.resume(after(500)).seconds(after(505)) == 15


def test_clock_of_a_question_stands_still_while_another_is_asked() -> None:
    session = begin("a", "b").go("b", after(10)).go("a", after(40))
    assert session.seconds(after(45)) == 15
    assert session.skip(after(45)).seconds(after(45)) == 30


def test_clock_set_back_takes_no_time_away() -> None:
    session = begin("a").reveal(after(10)).resume(after(20))
    assert session.seconds(after(-3_600)) == 10
    assert session.reveal(after(-3_600)).seconds(after(-3_600)) == 10


def test_time_since_a_grade_is_added_when_it_is_taken_back() -> None:
    session = begin("a").reveal(after(10))
    review = grade(session, Grade.GOOD, after(10))
    again = session.graded(review, after(10)).go("a", after(20)).undone(review, after(27))
    assert again.seconds(after(99)) == 17


moments = st.floats(0, 5, allow_nan=False)


@given(st.lists(st.tuples(st.sampled_from(["look", "toggle", "away", "back"]), moments)))
def test_time_only_adds_up(steps: list[tuple[str, float]]) -> None:
    session, clock, seen = begin("a", "b"), 0.0, 0.0
    for step, seconds in steps:
        clock += seconds
        match step:
            case "toggle" if session.current == "a":
                asks = session.phase is SessionPhase.ASKING
                session = session.reveal(after(clock)) if asks else session.resume(after(clock))
            case "away":
                session = session.go("b", after(clock))
            case "back":
                session = session.go("a", after(clock))
        if session.current == "a":
            assert session.seconds(after(clock)) >= seen
            seen = session.seconds(after(clock))


# Any sequence of transitions.


@dataclass
class Sitting:
    """A session and, apart from it, the text that must not be lost and the grades that can be taken back."""

    session: Session = field(default_factory=lambda: begin(*IDS))
    now: datetime = NOW
    typed: dict[str, str] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)

    def step(self, name: str, text: str, id: str, point: str, seconds: float) -> None:
        """Make the transition if the phase allows it."""
        self.now += timedelta(seconds=seconds)
        session, now = self.session, self.now
        try:
            match name:
                case "write":
                    self.session = session.write(text)
                    self.typed[session.current] = text
                case "reveal":
                    self.session = session.reveal(now, frozenset({point}))
                case "resume":
                    self.session = session.resume(now)
                case "tick":
                    self.session = session.tick(point)
                case "grade":
                    review = grade(session, Grade.GOOD, now, f"r{len(self.reviews)}-{now.timestamp()}")
                    self.session = session.graded(review, now)
                    self.reviews.append(review)
                    self.typed.pop(session.current, None)
                case "undo" if self.reviews:
                    review = self.reviews.pop()
                    self.session = session.undone(review, now)
                    self._not_lost(review.answer, review.question)
                    self.typed[review.question] = self.session.draft
                case "skip":
                    self.session = session.skip(now)
                case "go":
                    self.session = session.go(id, now)
                case "extend":
                    self.session = session.extend((id,), now)
                case "turn to":
                    self.session = session.replace_queue((id, *session.upcoming), now)
                case "end":
                    self.session = session.end(now)
        except PhaseError:
            assert self.session is session

    def check(self) -> None:
        for id, text in self.typed.items():
            assert self.session.drafts.get(id, "") == text
        session = self.session
        held = [session.current, *session.upcoming] if session.phase is not SessionPhase.DONE else []
        assert len(set(held)) == len(held) == session.left
        assert (session.phase is SessionPhase.DONE) == (session.current == "")
        assert session.phase is SessionPhase.REVEALED or not session.ticked
        assert session.phase is SessionPhase.ASKING or session.since is None

    def _not_lost(self, answered: str, id: str) -> None:
        """What was graded and what was typed since are both in the draft."""
        draft = self.session.drafts.get(id, "")
        assert answered in draft
        assert self.typed.get(id, "") in draft


STEPS = [
    "write",
    "reveal",
    "resume",
    "tick",
    "grade",
    "grade",
    "undo",
    "skip",
    "go",
    "turn to",
    "extend",
    "end",
]
steps = st.tuples(
    st.sampled_from(STEPS),
    st.sampled_from(["", "one", "two\nlines", " "]),
    st.sampled_from(IDS),
    st.sampled_from([point.name for point in POINTS]),
    st.floats(-2, 9, allow_nan=False),
)
sessions = st.lists(steps, max_size=30)


@given(sessions)
def test_no_transition_loses_text(made: list[tuple[str, str, str, str, float]]) -> None:
    practice_session = Sitting()
    for step in made:
        practice_session.step(*step)
        practice_session.check()


@given(sessions, st.sampled_from(["", "an answer"]), st.floats(0, 99, allow_nan=False), grades)
def test_grade_and_undo_return_the_session_exactly(
    made: list[tuple[str, str, str, str, float]], text: str, seconds: float, choice: Grade
) -> None:
    practice_session = Sitting()
    for step in made:
        practice_session.step(*step)
    session = practice_session.session
    if session.phase is SessionPhase.DONE:
        session = session.go("a", practice_session.now)
    if session.phase is SessionPhase.ASKING:
        session = session.write(text).reveal(
            practice_session.now + timedelta(seconds=seconds), frozenset({"size"})
        )
    later = practice_session.now + timedelta(seconds=seconds)
    review = grade(session, choice, later, "the last")
    assert session.graded(review, later).undone(review, later) == session


def test_undo_of_another_sessions_grade_asks_its_question_again() -> None:
    earlier = grade(begin("x").write("then").reveal(after(9)), Grade.HARD, after(9))
    session = begin("a", "b").write("now").undone(earlier, after(2))
    assert (session.phase, session.current, session.upcoming) == (SessionPhase.REVEALED, "x", ("a", "b"))
    assert session.drafts == {"a": "now", "x": "then"}
    assert session.reviews == ()


def test_undo_puts_the_answer_before_what_was_typed_since() -> None:
    session = begin("a", "b").write("first").reveal(after(1))
    review = grade(session, Grade.GOOD, after(1))
    again = session.graded(review, after(1)).go("a", after(2)).write("second").undone(review, after(3))
    assert again.draft == "first\n\nsecond"


@pytest.mark.parametrize("queue", [("a",), ("a", "b"), ("a", "b", "c")])
def test_redo_returns_to_where_undo_was_pressed(queue: tuple[str, ...]) -> None:
    session = begin(*queue).write("an answer").reveal(after(3)).tick("size")
    review = grade(session, Grade.GOOD, after(4))
    before = session.graded(review, after(4))
    again = before.undone(review, after(4)).redone(review, after(4))
    assert again == before


def test_redo_keeps_what_was_typed_since_and_what_is_before_the_learner() -> None:
    session = begin("a", "b", "c").write("an answer").reveal(after(3))
    review = grade(session, Grade.GOOD, after(4))
    undone = session.graded(review, after(4)).undone(review, after(5))
    longer = undone.resume(after(6)).write("an answer, and more").redone(review, after(7))
    assert (longer.current, longer.drafts) == ("b", {"a": "an answer, and more"})
    elsewhere = undone.go("c", after(6)).write("half").redone(review, after(7))
    assert (elsewhere.current, elsewhere.upcoming, elsewhere.draft) == ("c", ("b",), "half")
    assert elsewhere.reviews == (review,)


def test_redo_of_another_sessions_grade_is_not_counted_as_ones_own() -> None:
    other = grade(Session.begin("other", ("a",), NOW, {}).reveal(after(1)), Grade.GOOD, after(2))
    session = begin("b").undone(other, after(3)).redone(other, after(4))
    assert (session.current, session.reviews) == ("b", ())


def test_undo_returns_from_done() -> None:
    session = begin("a").write("mine").reveal(after(4), frozenset({"range"}))
    review = grade(session, Grade.GOOD, after(4))
    finished = session.graded(review, after(5))
    assert finished.phase is SessionPhase.DONE
    assert finished.undone(review, after(60)) == session
