"""Replay of the history: equal to incremental updates, independent of entry order, exact undo and redo."""

from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import NOW, RULES, TODAY, Log, card_of, grades, logs, one_topic, review, rules
from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.card import Card, OutOfOrder
from tpm_tui.core.cards.events import HistoryEntry, Redo, Review, SessionEnd, SessionStart, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, extend, replay
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.session.undo import ActionStack

ABC = ("a", "b", "c")


def comparable(cards: Cards) -> Cards:
    """Return the cards without the fields that an undo clears, and without new cards."""
    bare = {q: replace(card, before=None, practised=()) for q, card in cards.items()}
    return {q: card for q, card in bare.items() if card != Card(q)}


def extend_one_by_one(entries: Sequence[HistoryEntry], rules: Rules) -> Iterator[Cards]:
    """Yield the cards after each entry, with a replay if an entry is out of order."""
    cards: Cards = {}
    for count, entry in enumerate(entries, 1):
        before = dict(cards)
        try:
            extend(cards, entry, rules)
        except OutOfOrder:
            assert cards == before
            cards = replay(entries[:count], rules)
        yield cards


def extend_all(entries: Sequence[HistoryEntry], rules: Rules) -> Cards:
    """Return the cards after the last entry, extended entry by entry."""
    return list(extend_one_by_one(entries, rules))[-1] if entries else {}


@given(logs(clock_back=True), rules)
def test_extend_equals_replay_after_each_entry(log: Log, any_rules: Rules) -> None:
    for count, cards in enumerate(extend_one_by_one(log.entries, any_rules), 1):
        assert comparable(cards) == comparable(replay(log.entries[:count], any_rules))


@given(logs(undo=False, clock_back=True), rules)
def test_extend_equals_replay_exactly_without_undo(log: Log, any_rules: Rules) -> None:
    assert extend_all(log.entries, any_rules) == replay(log.entries, any_rules)


@given(logs(), rules, st.integers(1, 4))
def test_agenda_is_same_after_extend_and_replay(log: Log, any_rules: Rules, budget: int) -> None:
    one, other = extend_all(log.entries, any_rules), replay(log.entries, any_rules)
    questions, settings = one_topic(ABC), PlanSettings(budget=budget, rules=any_rules)
    assert build_agenda(questions, one, log.day, settings) == build_agenda(
        questions, other, log.day, settings
    )


@given(logs(clock_back=True), st.sampled_from(ABC), grades, rules)
def test_undo_directly_after_answer_needs_no_replay(
    log: Log, question: str, grade: Grade, any_rules: Rules
) -> None:
    cards = replay(log.entries, any_rules)
    before = dict(cards)
    extend(cards, log.answer(question, grade), any_rules)
    undo = log.undo()
    assert undo is not None
    extend(cards, undo, any_rules)
    assert comparable(cards) == comparable(before)


@given(
    logs(clock_back=True), st.lists(st.tuples(st.sampled_from(ABC), grades), min_size=1, max_size=5), rules
)
def test_undos_revert_as_many_answers(log: Log, answers: list[tuple[str, Grade]], any_rules: Rules) -> None:
    before = replay(log.entries, any_rules)
    for question, grade in answers:
        log.answer(question, grade)
    for _ in answers:
        log.undo()
    after = replay(log.entries, any_rules)
    assert all(card_of(after, question) == card_of(before, question) for question in ABC)


@given(logs(clock_back=True), st.lists(st.booleans(), max_size=12), rules)
def test_undo_and_redo_restore_earlier_states_exactly(log: Log, back: list[bool], any_rules: Rules) -> None:
    seen = {tuple(log.active): replay(log.entries, any_rules)}
    for each in back:
        if each:
            log.undo()
        else:
            log.redo()
        state = replay(log.entries, any_rules)
        assert seen.setdefault(tuple(log.active), state) == state
        redoable = ActionStack(date.min, date.max, log.entries).last_undone()
        assert redoable == (log.undone[-1] if log.undone else None)


@given(logs(clock_back=True, max_size=12), st.integers(1, 6), rules)
def test_all_undone_reviews_can_be_redone(log: Log, steps: int, any_rules: Rules) -> None:
    log.undone.clear()
    before = replay(log.entries, any_rules)
    undone = [entry for _ in range(steps) if (entry := log.undo())]
    redone_entries = [redone for _ in undone if (redone := log.redo())]
    assert [redone.review for redone in redone_entries] == [entry.review for entry in reversed(undone)]
    assert replay(log.entries, any_rules) == before


@given(logs(clock_back=True), st.sampled_from(ABC), grades)
def test_nothing_can_be_redone_after_new_answer(log: Log, question: str, grade: Grade) -> None:
    log.undo()
    log.answer(question, grade)
    assert ActionStack(date.min, date.max, log.entries).last_undone() is None


def test_later_of_undo_and_redo_on_two_machines_wins() -> None:
    graded = review("a", Grade.GOOD, TODAY, "r1", 1)
    here = Undo(id="u1", seq=2, at=NOW, day=TODAY, review="r1", question="a")
    there = Undo(id="u2", seq=2, at=NOW, day=TODAY, review="r1", question="a")
    again = Redo(id="v1", seq=3, at=NOW, day=TODAY, review="r1", question="a")
    assert replay([graded, here], RULES) == {}
    assert replay([graded, here, there, again], RULES)["a"].box == 2
    assert replay([again, there, here, graded], RULES)["a"].box == 2


@given(st.data(), logs(clock_back=True), rules)
def test_replay_ignores_entry_order_and_duplicates(data: st.DataObject, log: Log, any_rules: Rules) -> None:
    repeated = data.draw(st.lists(st.sampled_from(log.entries), max_size=5)) if log.entries else []
    mixed = data.draw(st.permutations([*log.entries, *repeated]))
    assert replay(mixed, any_rules) == replay(log.entries, any_rules)


@given(logs(clock_back=True), rules)
def test_entries_of_different_questions_commute(log: Log, any_rules: Rules) -> None:
    by_question = sorted(log.entries, key=lambda entry: getattr(entry, "question", ""))
    resequenced = [replace(entry, seq=place) for place, entry in enumerate(by_question)]
    assert replay(resequenced, any_rules) == replay(log.entries, any_rules)


@given(logs(clock_back=True))
def test_attempts_equal_active_reviews(log: Log) -> None:
    cards = replay(log.entries, RULES)
    active = active_reviews(log.entries)
    assert active == log.active
    for question in ABC:
        assert card_of(cards, question).attempts == sum(r.question == question for r in active)


@given(logs(act=False), rules, rules)
def test_other_rules_keep_attempts_and_dates(log: Log, one: Rules, other: Rules) -> None:
    first = replay(log.entries, one)
    again = replay(log.entries, other)
    assert replay(log.entries, one) == first
    for question in ABC:
        old, new = card_of(first, question), card_of(again, question)
        assert (old.attempts, old.schedule.last) == (new.attempts, new.schedule.last)


def test_rules_decide_boxes_of_existing_history() -> None:
    entries = [review("a", Grade.EASY, TODAY, "r1", 1)]
    assert replay(entries, RULES)["a"].box == 3
    assert replay(entries, Rules(intervals=(1, 2)))["a"].box == 2


def test_order_is_by_seq_and_then_by_id() -> None:
    late = review("a", Grade.EASY, TODAY, "r1", 2)
    early = review("a", Grade.AGAIN, TODAY, "r2", 1)
    assert replay([late, early], RULES)["a"].schedule.review == "r2"
    tied = replace(late, seq=1)
    assert replay([tied, early], RULES)["a"].schedule.review == "r1"
    assert replay([early, tied], RULES)["a"].schedule.review == "r1"


def test_undo_of_counted_answer_makes_next_practice_count() -> None:
    log = Log()
    first = log.answer("a", Grade.AGAIN)
    log.answer("a", Grade.EASY)
    undo = Undo(id="u", seq=9, at=NOW, day=TODAY, review=first.id, question="a")
    assert replay([*log.entries, undo], RULES)["a"].box == 3


def test_undo_of_unknown_review_changes_nothing() -> None:
    log = Log()
    log.answer("a", Grade.GOOD)
    stray = Undo(id="u", seq=9, at=NOW, day=TODAY, review="elsewhere", question="a")
    assert replay([*log.entries, stray], RULES) == replay(log.entries, RULES)


@pytest.mark.parametrize(
    "entry",
    [
        SessionStart(id="s1", seq=1, at=NOW, day=TODAY, session="s", mode="practice", queue=("a",)),
        SessionEnd(id="s2", seq=2, at=NOW, day=TODAY, session="s"),
    ],
)
def test_session_entries_change_no_card(entry: HistoryEntry) -> None:
    cards: Cards = {}
    extend(cards, entry, RULES)
    assert cards == replay([entry], RULES) == {}


def test_active_reviews_exclude_undone_reviews() -> None:
    log = Log()
    active = log.answer("a", Grade.GOOD)
    log.answer("b", Grade.GOOD)
    log.undo()
    assert active_reviews(log.entries) == [active]
    assert all(isinstance(entry, Review) for entry in active_reviews(log.entries))
