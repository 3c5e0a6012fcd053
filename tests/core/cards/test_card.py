"""Cards: counted and practice answers, undo, card actions and leeches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import NOW, RULES, TODAY, Log, card_of, grades, logs, review, rules
from tpm_tui.core.cards.card import Card, OutOfOrder, apply_entry, is_counted
from tpm_tui.core.cards.events import CardAction, CardActionKind, Review, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule
from tpm_tui.core.cards.replay import replay

TOMORROW = TODAY + timedelta(days=1)


def undo(id: str) -> Undo:
    return Undo(id=f"undo-{id}", seq=99, at=NOW, day=TODAY, review=id, question="late")


def act(action: CardActionKind, day: date = TODAY) -> CardAction:
    return CardAction(id=action.value, seq=50, at=NOW, day=day, question="late", action=action)


def reviewed(*grades: Grade, day: date = TODAY) -> Card:
    card = Card("late")
    for number, grade in enumerate(grades, 1):
        card = apply_entry(card, review("late", grade, day, f"r{number}", number), RULES)
    return card


def test_first_answer_of_day_counts_and_later_are_practice() -> None:
    card = reviewed(Grade.GOOD, Grade.AGAIN, Grade.EASY)
    assert card.schedule == reviewed(Grade.GOOD).schedule
    assert card.practised == ("r2", "r3")
    assert card.attempts == 3


def test_first_answer_of_the_next_day_counts_again() -> None:
    card = reviewed(Grade.GOOD, Grade.AGAIN)
    assert not is_counted(card, TODAY)
    assert is_counted(card, TOMORROW)
    later = apply_entry(card, review("late", Grade.AGAIN, TOMORROW, "r3", 3), RULES)
    assert (later.box, later.practised, later.attempts) == (1, (), 3)


def test_second_answer_after_clock_set_back_is_practice() -> None:
    card = reviewed(Grade.EASY, day=TOMORROW)
    once = apply_entry(card, review("late", Grade.GOOD, TODAY, "r2", 2), RULES)
    assert once.schedule.last == TOMORROW
    assert once.answered_on(TODAY)
    twice = apply_entry(once, review("late", Grade.AGAIN, TODAY, "r3", 3), RULES)
    assert twice.schedule == once.schedule


@given(logs(questions=("late",), clock_back=True), grades, grades, rules)
def test_second_answer_of_day_keeps_schedule(log: Log, first: Grade, second: Grade, any_rules: Rules) -> None:
    card = card_of(replay(log.entries, any_rules), "late")
    once = apply_entry(card, review("late", first, log.day, "once"), any_rules)
    twice = apply_entry(once, review("late", second, log.day, "twice"), any_rules)
    assert twice.schedule == once.schedule
    assert twice.schedule_before(log.day) == once.schedule_before(log.day)


@given(logs(questions=("late",), clock_back=True, undo=False), rules)
def test_answer_moves_box_within_limits(log: Log, any_rules: Rules) -> None:
    card = Card("late")
    for entry in log.entries:
        before, card = card, apply_entry(card, entry, any_rules)  # type: ignore[arg-type]
        assert 0 <= card.box <= any_rules.boxes
        assert card.box - before.box <= (2 if before.schedule.seen else 3)
        if before.schedule.seen and card.schedule.seen:
            assert before.schedule.last is not None
            assert card.schedule.last is not None
            assert card.schedule.last >= before.schedule.last


@given(logs(questions=("late",), clock_back=True), grades, rules)
def test_undo_restores_previous_card(log: Log, grade: Grade, any_rules: Rules) -> None:
    before = card_of(replay(log.entries, any_rules), "late")
    after = apply_entry(before, review("late", grade, log.day, "new"), any_rules)
    restored = apply_entry(after, undo("new"), any_rules)
    assert replace(restored, before=None, practised=()) == replace(before, before=None, practised=())


def test_undo_of_practice_keeps_counted_answer() -> None:
    card = apply_entry(reviewed(Grade.GOOD, Grade.AGAIN), undo("r2"), RULES)
    assert card == reviewed(Grade.GOOD)


def test_schedule_before_is_schedule_at_start_of_day() -> None:
    card = reviewed(Grade.GOOD, Grade.AGAIN)
    assert card.schedule_before(TODAY) == Schedule()
    assert card.schedule_before(TOMORROW) == card.schedule


@pytest.mark.parametrize(
    ("card", "undone_review"),
    [
        pytest.param(Card("late"), "r1", id="nothing to undo"),
        pytest.param(Card("late"), "", id="nothing to undo, empty id"),
        pytest.param(reviewed(Grade.GOOD), "r0", id="another review"),
        pytest.param(reviewed(Grade.GOOD, Grade.HARD), "r1", id="followed by practice that now counts"),
        pytest.param(
            apply_entry(reviewed(Grade.GOOD), act(CardActionKind.RESET), RULES), "r1", id="before a reset"
        ),
        pytest.param(apply_entry(reviewed(Grade.GOOD), undo("r1"), RULES), "r1", id="already undone"),
        pytest.param(
            apply_entry(
                apply_entry(reviewed(Grade.GOOD), review("late", Grade.GOOD, TOMORROW, "r2"), RULES),
                undo("r2"),
                RULES,
            ),
            "r1",
            id="the second undo in a row",
        ),
    ],
)
def test_undo_unknown_to_the_card_is_out_of_order(card: Card, undone_review: str) -> None:
    with pytest.raises(OutOfOrder):
        apply_entry(card, undo(undone_review), RULES)


def test_action_changes_only_its_flag() -> None:
    card = reviewed(Grade.GOOD)
    assert apply_entry(card, act(CardActionKind.STAR), RULES) == replace(card, starred=True)
    assert apply_entry(card, act(CardActionKind.SUSPEND), RULES) == replace(card, suspended=True)
    assert apply_entry(card, act(CardActionKind.BURY), RULES) == replace(card, buried=TODAY)
    for flag, back in [
        (CardActionKind.STAR, CardActionKind.UNSTAR),
        (CardActionKind.SUSPEND, CardActionKind.UNSUSPEND),
        (CardActionKind.BURY, CardActionKind.UNBURY),
    ]:
        assert apply_entry(apply_entry(card, act(flag), RULES), act(back), RULES) == card


def test_reset_clears_box_and_keeps_attempts_and_flags() -> None:
    card = apply_entry(reviewed(Grade.GOOD, Grade.HARD), act(CardActionKind.STAR), RULES)
    reset = apply_entry(card, act(CardActionKind.RESET), RULES)
    assert reset == Card("late", attempts=2, starred=True)
    assert is_counted(reset, TODAY)


@given(st.data(), logs(questions=("late",)), rules)
def test_flags_do_not_change_schedule(data: st.DataObject, log: Log, any_rules: Rules) -> None:
    card = card_of(replay(log.entries, any_rules), "late")
    action = data.draw(
        st.sampled_from(
            [a for a in CardActionKind if a not in (CardActionKind.RESET, CardActionKind.UNRESET)]
        )
    )
    flagged = apply_entry(card, act(action, log.day), any_rules)
    assert (flagged.schedule, flagged.before, flagged.attempts) == (card.schedule, card.before, card.attempts)


def lapsed(times: int) -> tuple[Card, Review]:
    """Return a card with this many lapses after its first answer, and the review of the last lapse."""
    card, miss = apply_entry(Card("late"), review("late", Grade.GOOD, TODAY, "first"), RULES), review()
    for number in range(1, times + 1):
        miss = review("late", Grade.AGAIN, TODAY + timedelta(days=number), f"miss{number}")
        card = apply_entry(card, miss, RULES)
    return card, miss


@pytest.mark.parametrize("times", range(1, 10))
def test_leech_is_reported_on_lapses_4_6_and_8(times: int) -> None:
    card, miss = lapsed(times)
    assert card.leech is (times >= 4)
    assert card.made_leech_by(miss) is (times in (4, 6, 8))


def test_leech_is_reported_only_on_lapse_and_undone_with_it() -> None:
    card, miss = lapsed(4)
    good = review("late", Grade.GOOD, TODAY + timedelta(days=9), "good")
    assert not apply_entry(card, good, RULES).made_leech_by(good)
    practice = review("late", Grade.AGAIN, miss.day, "practice")
    assert not apply_entry(card, practice, RULES).made_leech_by(practice)
    assert not apply_entry(card, undo(miss.id), RULES).leech
