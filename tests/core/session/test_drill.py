"""Drills on the weakest points and questions, which change no box."""

from __future__ import annotations

from hypothesis import given

from tests.core.strategies import NOW, RULES, TODAY, Log, card_of, grades, logs, rules
from tests.exchange.histories import BANK, History
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.session.drill import find_weak_points, questions_with_points
from tpm_tui.core.session.session import DRILL, Session

BOTH = ("size and cause first", "early plain notice")
QUESTION = Question(id="a", prompt="?", key_points=(KeyPoint(name="p"),))


@given(logs(clock_back=True), grades, rules)
def test_drill_changes_only_the_number_of_attempts(log: Log, grade: Grade, any_rules: Rules) -> None:
    before = card_of(replay(log.entries, any_rules), "a")
    log.drill("a", grade)
    after = card_of(replay(log.entries, any_rules), "a")
    assert after.attempts == before.attempts + 1
    assert (after.schedule, after.before, after.practised) == (
        before.schedule,
        before.before,
        before.practised,
    )


def test_first_answer_after_a_drill_counts() -> None:
    log = Log()
    log.drill("a", Grade.EASY)
    assert replay(log.entries, RULES)["a"].box == 0
    log.answer("a", Grade.GOOD)
    assert replay(log.entries, RULES)["a"].box == 2


def test_session_drills_only_the_drill_queue() -> None:
    session = Session.begin("s", ["a", "b"], NOW, {}, DRILL)
    assert session.mode == "drill"
    revealed = session.reveal(NOW)
    review = revealed.review(QUESTION, Card("a"), Grade.GOOD, NOW, TODAY, "r", RULES)
    assert (review.drill, review.practice, review.box_after, review.due) == (True, True, 0, None)
    following = revealed.apply_review(review)
    assert following.drilled == {"b"}
    assert following.apply_undo(review, NOW).drilled == {"a", "b"}
    assert (
        following.go_to_question("a", NOW)
        .reveal(NOW)
        .review(QUESTION, Card("a"), Grade.GOOD, NOW, TODAY, "r2", RULES)
        .box_after
        == 2
    )
    assert following.replace_queue(["c"], NOW).drilled == frozenset()
    assert following.replace_queue(["c"], NOW, drill=True).drilled == {"c"}


def test_questions_added_after_a_drill_are_not_drilled() -> None:
    ended = Session.begin("s", ["a"], NOW, {}, DRILL).skip(NOW)
    assert "a" not in ended.extend(["a", "b"]).drilled


def test_undo_of_normal_answer_in_a_drill_is_not_a_drill() -> None:
    normal = Session.begin("s", ["a"], NOW, {}).reveal(NOW)
    review = normal.review(QUESTION, Card("a"), Grade.GOOD, NOW, TODAY, "r", RULES)
    assert Session.begin("s2", ["a"], NOW, {}, DRILL).apply_undo(review, NOW).drilled == frozenset()


def test_weak_points_are_missed_at_least_half_the_time() -> None:
    history = History()
    for missed in (BOTH, BOTH, BOTH[1:], BOTH[1:], ()):
        made = tuple(point for point in BOTH if point not in missed)
        history.answer("dates", covered=made, missed=missed)
    history.answer("conflict", covered=BOTH[:1], missed=BOTH[1:])
    history.answer("late-program", covered=(), missed=BOTH)
    history.answer("late-program", covered=BOTH, missed=())
    weak = [(p.question, p.name, p.missed, p.answers) for p in find_weak_points(history.entries, BANK)]
    assert weak == [
        ("dates", BOTH[1], 4, 5),
        ("conflict", BOTH[1], 1, 1),
        ("late-program", BOTH[1], 1, 2),
        ("late-program", BOTH[0], 1, 2),
    ]
    points = find_weak_points(history.entries, BANK)
    assert questions_with_points(points, BANK.order) == ["dates", "conflict", "late-program"]
    assert questions_with_points(points, ["conflict"]) == ["conflict"]


def test_covered_point_is_no_longer_weak() -> None:
    history = History()
    history.answer("dates", covered=(), missed=BOTH)
    assert len(find_weak_points(history.entries, BANK)) == 2
    for _ in range(2):
        history.answer("dates", covered=BOTH, missed=())
    assert find_weak_points(history.entries, BANK) == []
