"""The session state machine: transitions, drafts, the clock, undo and redo."""

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


def typing(*queue: str) -> Session:
    """Return a session whose answer was begun at the start."""
    return begin(*queue).press_key(NOW, typed=True)


def make_review(
    session: Session, choice: Grade, now: datetime, id: str = "r", card: Card | None = None
) -> Review:
    current = session.current
    return session.review(question(current), card or Card(current), choice, now, TODAY, id, RULES)


def grade_current(session: Session, now: datetime, id: str = "r") -> Session:
    return session.apply_review(make_review(session, Grade.GOOD, now, id))


asking = begin("a", "b")
revealed = asking.reveal(after(1))
done = begin()
a_review = make_review(revealed, Grade.GOOD, after(1))

Transition = Callable[[Session], Session]
TRANSITIONS: dict[str, Transition] = {
    "write": lambda s: s.write("text"),
    "reveal": lambda s: s.reveal(after(2)),
    "resume": lambda s: s.resume(),
    "tick": lambda s: s.tick("size"),
    "apply_review": lambda s: s.apply_review(a_review),
    "apply_undo": lambda s: s.apply_undo(a_review, after(2)),
    "apply_redo": lambda s: s.apply_redo(a_review, after(2)),
    "skip": lambda s: s.skip(after(2)),
    "go_to_question": lambda s: s.go_to_question("c", after(2)),
    "replace_queue": lambda s: s.replace_queue(("c",), after(2)),
    "extend": lambda s: s.extend(("c",)),
    "end": lambda s: s.end(after(2)),
}
TABLE: dict[str, tuple[SessionPhase | None, SessionPhase | None, SessionPhase | None]] = {
    # transition: from asking, from revealed, from done; None raises
    "write": (SessionPhase.ASKING, SessionPhase.REVEALED, None),
    "reveal": (SessionPhase.REVEALED, None, None),
    "resume": (None, SessionPhase.ASKING, None),
    "tick": (None, SessionPhase.REVEALED, None),
    "apply_review": (None, SessionPhase.ASKING, None),
    "apply_undo": (SessionPhase.REVEALED, SessionPhase.REVEALED, SessionPhase.REVEALED),
    "apply_redo": (SessionPhase.ASKING, SessionPhase.ASKING, SessionPhase.DONE),
    "skip": (SessionPhase.ASKING, SessionPhase.ASKING, None),
    "go_to_question": (SessionPhase.ASKING, SessionPhase.ASKING, SessionPhase.ASKING),
    "replace_queue": (SessionPhase.ASKING, SessionPhase.ASKING, SessionPhase.ASKING),
    "extend": (SessionPhase.ASKING, SessionPhase.REVEALED, SessionPhase.ASKING),
    "end": (SessionPhase.DONE, SessionPhase.DONE, SessionPhase.DONE),
}


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(
    ("start", "column"), [(asking, 0), (revealed, 1), (done, 2)], ids=["asking", "revealed", "done"]
)
def test_transition_reaches_its_phase_or_raises(name: str, start: Session, column: int) -> None:
    expected = TABLE[name][column]
    if expected is None:
        with pytest.raises(PhaseError, match=start.phase.value):
            TRANSITIONS[name](start)
    else:
        assert TRANSITIONS[name](start).phase is expected


@pytest.mark.parametrize("start", [asking, done], ids=["asking", "done"])
def test_review_requires_a_reveal(start: Session) -> None:
    with pytest.raises(PhaseError):
        make_review(start, Grade.GOOD, after(1))


def test_session_asks_its_queue_in_order() -> None:
    session = begin("a", "b")
    assert (session.current, session.left, session.draft) == ("a", 2, "")
    session = grade_current(session.write("mine").reveal(after(5)), after(6), "r1")
    assert (session.current, session.left) == ("b", 1)
    session = grade_current(session.reveal(after(7)), after(8), "r2")
    assert (session.phase, session.current, session.left) == (SessionPhase.DONE, "", 0)
    assert [review.answer for review in session.reviews] == ["mine", ""]


def test_empty_queue_is_done_immediately() -> None:
    assert (begin().phase, begin().left) == (SessionPhase.DONE, 0)


def test_duplicate_question_is_asked_once() -> None:
    assert begin("a", "b", "a").upcoming == ("b",)
    assert begin("a").extend(("b", "a", "b")).upcoming == ("b",)


def test_skip_omits_the_question_and_keeps_its_draft() -> None:
    session = begin("a", "b").write("half a thought").skip(after(3))
    assert (session.current, session.upcoming) == ("b", ())
    assert session.drafts == {"a": "half a thought"}


def test_go_to_question_asks_current_question_next() -> None:
    session = begin("a", "b", "c").go_to_question("c", after(1))
    assert (session.current, session.upcoming) == ("c", ("a", "b"))
    assert session.go_to_question("c", after(2)) == session


def test_go_to_question_works_outside_queue_and_when_done() -> None:
    assert begin("a").go_to_question("x", after(1)).upcoming == ("a",)
    assert begin().go_to_question("x", after(1)).current == "x"


def test_replace_queue_keeps_drafts() -> None:
    session = begin("a", "b").write("half").replace_queue(("c", "d", "c"), after(2))
    assert (session.current, session.upcoming, session.drafts) == ("c", ("d",), {"a": "half"})
    assert session.replace_queue((), after(3)).phase is SessionPhase.DONE


def test_extend_appends_or_restarts() -> None:
    assert begin("a").extend(("b",)).upcoming == ("b",)
    again = begin().extend(("a", "b"))
    assert (again.phase, again.current, again.upcoming) == (SessionPhase.ASKING, "a", ("b",))
    assert begin().extend(()).phase is SessionPhase.DONE


def test_empty_text_is_no_draft() -> None:
    assert begin("a").write("x").write("").drafts == {}
    assert begin("a", drafts={"a": "from before"}).draft == "from before"


def test_text_typed_while_grade_is_written_stays_a_draft() -> None:
    session = begin("a", "b").write("graded").reveal(after(1))
    review = make_review(session, Grade.GOOD, after(2))
    assert session.write("graded, and more").apply_review(review).drafts == {"a": "graded, and more"}


def test_ticks_start_with_covered_points_and_toggle() -> None:
    session = begin("a").reveal(after(1), frozenset({"size"}))
    assert session.tick("range").ticked == {"size", "range"}
    assert session.tick("size").ticked == set()
    assert session.resume().ticked == set()


def test_review_contains_prompt_answer_and_ticks() -> None:
    session = typing("a").write("two words").reveal(after(61.26), frozenset({"notice"}))
    review = make_review(session, Grade.EASY, after(99), card=Card("a", attempts=1))
    assert (review.prompt, review.answer, review.words) == ("a again?", "two words", 2)
    assert (review.covered, review.missed) == (("notice",), ("size", "range"))
    assert (review.seconds, review.at, review.session, review.day) == (61.3, after(99), "s", TODAY)
    assert (review.box_before, review.box_after, review.practice) == (0, 3, False)
    assert review.due == TODAY + timedelta(days=4)


def test_second_answer_of_the_day_is_practice() -> None:
    card = answer({}, "a", Grade.EASY, TODAY, RULES)["a"]
    review = make_review(begin("a").reveal(after(1)), Grade.AGAIN, after(2), card=card)
    assert (review.box_before, review.box_after, review.practice) == (3, 3, True)


@given(grades, st.integers(0, 5))
def test_review_box_equals_applied_grade(choice: Grade, days_ago: int) -> None:
    card = answer({}, "a", Grade.GOOD, TODAY - timedelta(days=days_ago), RULES)["a"]
    review = make_review(begin("a").reveal(after(1)), choice, after(2), card=card)
    assert answer({"a": card}, "a", choice, TODAY, RULES)["a"].box == review.box_after


def test_question_without_key_points_has_no_suggestion() -> None:
    by_hand = Question(id="a", prompt="a?")
    session = begin("a").reveal(after(1))
    assert session.suggestion(by_hand, after(2)) is None
    review = session.review(by_hand, Card("a"), Grade.GOOD, after(2), TODAY, "r", RULES)
    assert (review.grade, review.covered, review.missed) == (Grade.GOOD, (), ())


def test_suggestion_depends_on_ticks_and_time() -> None:
    session = typing("a").reveal(after(60), frozenset({"size", "notice", "range"}))
    assert session.suggestion(question("a"), after(1_000)) is Grade.EASY
    assert session.tick("size").suggestion(question("a"), after(1_000)) is Grade.HARD
    late = typing("a").press_key(after(100)).reveal(after(181), session.ticked)
    assert late.suggestion(question("a"), after(1_000)) is Grade.GOOD


# The clock.


def test_clock_stops_at_reveal_and_continues_with_a_key() -> None:
    session = typing("a").reveal(after(10))
    assert session.seconds(after(500)) == 10
    session = session.resume()
    assert session.seconds(after(505)) == 10
    assert session.press_key(after(505), typed=True).seconds(after(510)) == 15


def test_clock_is_stopped_while_another_question_is_asked() -> None:
    session = typing("a", "b").go_to_question("b", after(10)).press_key(after(20), typed=True)
    session = session.go_to_question("a", after(40)).press_key(after(40), typed=True)
    assert session.seconds(after(45)) == 15
    assert session.skip(after(45)).seconds(after(45)) == 20


def test_clock_set_back_keeps_time_spent() -> None:
    session = typing("a").reveal(after(10)).resume().press_key(after(20), typed=True)
    assert session.seconds(after(-3_600)) == 10
    assert session.reveal(after(-3_600)).seconds(after(-3_600)) == 10


def test_undo_adds_time_spent_since_the_grade() -> None:
    session = typing("a").reveal(after(10))
    review = make_review(session, Grade.GOOD, after(10))
    again = session.apply_review(review).go_to_question("a", after(12)).press_key(after(20), typed=True)
    again = again.apply_undo(review, after(27))
    assert again.seconds(after(99)) == 17
    assert again.apply_redo(review, after(99)).spent == {"a": 7}


moments = st.floats(0, 5, allow_nan=False)


@given(st.lists(st.tuples(st.sampled_from(["look", "toggle", "away", "back"]), moments)))
def test_time_spent_never_decreases(steps: list[tuple[str, float]]) -> None:
    session, clock, seen = begin("a", "b"), 0.0, 0.0
    for step, seconds in steps:
        clock += seconds
        session = session.press_key(after(clock), typed=step == "look")
        match step:
            case "toggle" if session.current == "a":
                asks = session.phase is SessionPhase.ASKING
                session = session.reveal(after(clock)) if asks else session.resume()
            case "away":
                session = session.go_to_question("b", after(clock))
            case "back":
                session = session.go_to_question("a", after(clock))
        if session.current == "a":
            assert session.seconds(after(clock)) >= seen
            seen = session.seconds(after(clock))


# Any sequence of transitions.


@dataclass
class SessionModel:
    """A session with a separate record of the text that must be kept and the reviews that can be undone."""

    session: Session = field(default_factory=lambda: begin(*IDS))
    now: datetime = NOW
    typed: dict[str, str] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)

    def step(self, name: str, text: str, id: str, point: str, seconds: float) -> None:
        """Apply the transition if the phase allows it."""
        self.now += timedelta(seconds=seconds)
        session, now = self.session, self.now
        try:
            match name:
                case "write":
                    self.session = session.press_key(now, typed=True).write(text)
                    self.typed[session.current] = text
                case "reveal":
                    self.session = session.reveal(now, frozenset({point}))
                case "resume":
                    self.session = session.resume()
                case "tick":
                    self.session = session.tick(point)
                case "grade":
                    review = make_review(session, Grade.GOOD, now, f"r{len(self.reviews)}-{now.timestamp()}")
                    self.session = session.apply_review(review)
                    self.reviews.append(review)
                    self.typed.pop(session.current, None)
                case "undo" if self.reviews:
                    review = self.reviews.pop()
                    self.session = session.apply_undo(review, now)
                    self._assert_text_kept(review.answer, review.question)
                    self.typed[review.question] = self.session.draft
                case "skip":
                    self.session = session.skip(now)
                case "go":
                    self.session = session.go_to_question(id, now)
                case "extend":
                    self.session = session.extend((id,))
                case "replace queue":
                    self.session = session.replace_queue((id, *session.upcoming), now)
                case "end":
                    self.session = session.end(now)
        except PhaseError:
            assert self.session is session

    def check(self) -> None:
        for id, text in self.typed.items():
            assert self.session.drafts.get(id, "") == text
        session = self.session
        queued = [session.current, *session.upcoming] if session.phase is not SessionPhase.DONE else []
        assert len(set(queued)) == len(queued) == session.left
        assert (session.phase is SessionPhase.DONE) == (session.current == "")
        assert session.phase is SessionPhase.REVEALED or not session.ticked
        assert session.phase is SessionPhase.ASKING or session.clock.since is None

    def _assert_text_kept(self, answered: str, id: str) -> None:
        """Assert that the graded answer and the text typed since are both in the draft."""
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
    "replace queue",
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
    model = SessionModel()
    for step in made:
        model.step(*step)
        model.check()


@given(sessions, st.sampled_from(["", "an answer"]), st.floats(0, 99, allow_nan=False), grades)
def test_undo_restores_the_session_exactly(
    made: list[tuple[str, str, str, str, float]], text: str, seconds: float, choice: Grade
) -> None:
    model = SessionModel()
    for step in made:
        model.step(*step)
    session = model.session
    if session.phase is SessionPhase.DONE:
        session = session.go_to_question("a", model.now)
    if session.phase is SessionPhase.ASKING:
        session = session.write(text).reveal(model.now + timedelta(seconds=seconds), frozenset({"size"}))
    later = model.now + timedelta(seconds=seconds)
    review = make_review(session, choice, later, "the last")
    assert session.apply_review(review).apply_undo(review, later) == session


def test_undo_of_another_sessions_grade_reveals_its_question() -> None:
    earlier = make_review(begin("x").write("then").reveal(after(9)), Grade.HARD, after(9))
    session = begin("a", "b").write("now").apply_undo(earlier, after(2))
    assert (session.phase, session.current, session.upcoming) == (SessionPhase.REVEALED, "x", ("a", "b"))
    assert session.drafts == {"a": "now", "x": "then"}
    assert session.reviews == ()


def test_undo_puts_answer_before_newer_text() -> None:
    session = begin("a", "b").write("first").reveal(after(1))
    review = make_review(session, Grade.GOOD, after(1))
    again = (
        session.apply_review(review)
        .go_to_question("a", after(2))
        .write("second")
        .apply_undo(review, after(3))
    )
    assert again.draft == "first\n\nsecond"


@pytest.mark.parametrize("queue", [("a",), ("a", "b"), ("a", "b", "c")])
def test_redo_restores_the_session_before_undo(queue: tuple[str, ...]) -> None:
    session = begin(*queue).write("an answer").reveal(after(3)).tick("size")
    review = make_review(session, Grade.GOOD, after(4))
    before = session.apply_review(review)
    again = before.apply_undo(review, after(4)).apply_redo(review, after(4))
    assert again == before


def test_redo_removes_only_the_graded_text() -> None:
    session = begin("a", "b").write("first").reveal(after(1))
    review = make_review(session, Grade.GOOD, after(1))
    typed_since = session.apply_review(review).go_to_question("a", after(2)).write("second")
    again = typed_since.apply_undo(review, after(3)).apply_redo(review, after(4))
    assert again.drafts == {"a": "second"}


def test_redo_keeps_newer_text_and_current_question() -> None:
    session = begin("a", "b", "c").write("an answer").reveal(after(3))
    review = make_review(session, Grade.GOOD, after(4))
    undone = session.apply_review(review).apply_undo(review, after(5))
    longer = undone.resume().write("an answer, and more").apply_redo(review, after(7))
    assert (longer.current, longer.drafts) == ("b", {"a": "an answer, and more"})
    elsewhere = undone.go_to_question("c", after(6)).write("half").apply_redo(review, after(7))
    assert (elsewhere.current, elsewhere.upcoming, elsewhere.draft) == ("c", ("b",), "half")
    assert elsewhere.reviews == (review,)


def test_redo_of_another_sessions_grade_is_not_counted() -> None:
    other = make_review(Session.begin("other", ("a",), NOW, {}).reveal(after(1)), Grade.GOOD, after(2))
    session = begin("b").apply_undo(other, after(3)).apply_redo(other, after(4))
    assert (session.current, session.reviews) == ("b", ())


def test_undo_works_when_session_is_done() -> None:
    session = begin("a").write("mine").reveal(after(4), frozenset({"range"}))
    review = make_review(session, Grade.GOOD, after(4))
    finished = session.apply_review(review)
    assert finished.phase is SessionPhase.DONE
    assert finished.apply_undo(review, after(60)) == session
