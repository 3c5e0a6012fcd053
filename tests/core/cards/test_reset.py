"""Reset of a card and undo of a reset, exact with any answers before and after."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import RULES, Log, card_of, grades, logs, rules
from tpm_tui.core.cards.active import active_actions, is_reset
from tpm_tui.core.cards.events import CardAction, CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules, Schedule
from tpm_tui.core.cards.replay import replay

LATE = ("late",)


@given(logs(clock_back=True), rules)
def test_undone_reset_restores_card(log: Log, any_rules: Rules) -> None:
    before = replay(log.entries, any_rules)
    log.act("a", CardActionKind.RESET)
    assert card_of(replay(log.entries, any_rules), "a").schedule == Schedule()
    log.act("a", CardActionKind.UNRESET)
    assert card_of(replay(log.entries, any_rules), "a") == card_of(before, "a")


@given(logs(questions=LATE, act=False), st.lists(grades, max_size=3), rules)
def test_answers_after_undone_reset_add_to_earlier_ones(
    log: Log, since: list[Grade], any_rules: Rules
) -> None:
    without_reset = Log(log.day, list(log.entries), list(log.active))
    log.act("late", CardActionKind.RESET)
    for each in (log, without_reset):
        for grade in since:
            each.wait(1)
            each.answer("late", grade)
    log.act("late", CardActionKind.UNRESET)
    one, other = (card_of(replay(each.entries, any_rules), "late") for each in (log, without_reset))
    assert (one.box, one.schedule.lapses, one.attempts) == (other.box, other.schedule.lapses, other.attempts)


def test_unreset_undoes_newest_reset_of_its_question() -> None:
    log = Log()
    log.act("a", CardActionKind.UNRESET)
    first, _, other = (
        log.act("a", CardActionKind.RESET),
        log.act("a", CardActionKind.RESET),
        log.act("b", CardActionKind.RESET),
    )
    log.act("a", CardActionKind.UNRESET)
    star = log.act("a", CardActionKind.STAR)
    assert active_actions(reversed(log.entries)) == [first, other, star]


def test_card_is_reset_until_answer_or_undo_of_reset() -> None:
    log = Log()
    states = [is_reset(log.entries)]
    for step in (
        lambda: log.answer("a", Grade.GOOD),
        lambda: log.act("a", CardActionKind.RESET),
        lambda: log.act("a", CardActionKind.STAR),
        lambda: log.answer("a", Grade.GOOD),
        lambda: log.undo(),
        lambda: log.act("a", CardActionKind.UNRESET),
    ):
        step()
        states.append(is_reset(log.entries))
    assert states == [False, False, True, True, False, True, False]


def test_reset_clears_leech() -> None:
    log = Log()
    for grade in [Grade.GOOD, *[Grade.AGAIN] * 4]:
        log.answer("a", grade)
        log.wait(1)
    assert replay(log.entries, RULES)["a"].leech
    assert isinstance(log.act("a", CardActionKind.RESET), CardAction)
    assert not replay(log.entries, RULES)["a"].leech
