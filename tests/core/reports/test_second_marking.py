"""Which old answer is offered to be marked again, and how second markings differ from first ones."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.events import HistoryEntry, Review, SecondMarking, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.reports.second_marking import (
    MarkingDrift,
    choose_old_answer,
    compute_drift,
    find_marking,
    is_marking_due,
    newest_markings,
)
from tpm_tui.core.session.undo import redo_entry, undo_entry

POINTS = ("notice", "owner", "range")
QUESTION = Question(
    id="late", prompt="Late?", topic="work", key_points=tuple(KeyPoint(name) for name in POINTS)
)
BANK = Bank(
    questions=(QUESTION, Question(id="hand", prompt="By hand?", topic="work")), topics=(Topic("work", "W"),)
)
TODAY = date(2026, 12, 3)
AT = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)


def answer(
    id: str, ticked: int = 1, *, days: int = 20, question: str = "late", text: str = "We were."
) -> Review:
    """Return an answer of some days ago, with the first points ticked."""
    return Review(
        id=id,
        seq=len(id) + int("".join(filter(str.isdigit, id)) or 0),
        at=AT - timedelta(days=days),
        day=TODAY - timedelta(days=days),
        session="s",
        question=question,
        prompt="Late?",
        answer=text,
        grade=Grade.GOOD,
        covered=POINTS[:ticked],
        missed=POINTS[ticked:],
    )


def marking(review: str, ticked: int, *, seq: int = 1000, days: int = 0) -> SecondMarking:
    return SecondMarking(
        id=f"m-{review}-{seq}",
        seq=seq,
        at=AT,
        day=TODAY - timedelta(days=days),
        question="late",
        review=review,
        covered=POINTS[:ticked],
        missed=POINTS[ticked:],
    )


@pytest.mark.parametrize(
    "review",
    [
        answer("a1", days=13),
        answer("a1", text=" \n"),
        answer("a1", question="hand"),
        answer("a1", question="removed"),
        replace(answer("a1"), covered=(), missed=()),
    ],
    ids=["too new", "without words", "without key points", "removed", "never ticked"],
)
def test_answer_that_cannot_be_compared_is_not_offered(review: Review) -> None:
    assert choose_old_answer([review], (), BANK, TODAY) is None
    assert choose_old_answer([review, answer("a2", days=14)], (), BANK, TODAY) == answer("a2", days=14)


def test_one_answer_a_week_is_due() -> None:
    assert is_marking_due((), TODAY)
    assert not is_marking_due((marking("a1", 1, days=6),), TODAY)
    assert is_marking_due((marking("a1", 1, days=7),), TODAY)


def test_answers_not_marked_again_come_first() -> None:
    reviews = [answer(f"a{n}") for n in range(5)]
    markings = tuple(marking(f"a{n}", 1, seq=1000 + n, days=30) for n in range(4))
    chosen = choose_old_answer(reviews, markings, BANK, TODAY)
    assert chosen is not None
    assert chosen.id == "a4"


def test_answer_marked_in_this_week_is_opened_again() -> None:
    reviews = [answer(f"a{n}") for n in range(5)]
    for review in reviews:
        assert choose_old_answer(reviews, (marking(review.id, 1),), BANK, TODAY) == review


@given(st.integers(0, 1000), st.integers(0, 6))
def test_choice_is_the_same_in_any_order_and_all_week(seed: int, weekday: int) -> None:
    reviews = [answer(f"a{n}", days=40) for n in range(8)]
    monday = TODAY - timedelta(days=TODAY.weekday())
    chosen = choose_old_answer(reviews, (), BANK, monday)
    random.Random(seed).shuffle(reviews)
    assert choose_old_answer(reviews, (), BANK, monday + timedelta(days=weekday)) == chosen


def test_drift_is_the_mean_of_second_minus_first() -> None:
    entries: list[HistoryEntry] = [answer("a1", 1), answer("a2", 2), answer("a3", 1), answer("a4", 3)]
    entries += [marking("a1", 3, seq=1001), marking("a2", 2, seq=1002), marking("a3", 2, seq=1003)]
    assert compute_drift(entries, BANK) == MarkingDrift((2 + 0 + 1) / 3, 3)
    stricter = [*entries, marking("a4", 0, seq=1004)]
    assert compute_drift(stricter, BANK) == MarkingDrift((2 + 0 + 1 - 3) / 4, 4)


def test_nothing_is_said_from_two_markings() -> None:
    entries: list[HistoryEntry] = [
        answer("a1", 1),
        answer("a2", 2),
        marking("a1", 3),
        marking("a2", 3, seq=1001),
    ]
    assert compute_drift(entries, BANK) is None
    again = [*entries, marking("a1", 2, seq=1002)]  # the same answer
    assert compute_drift(again, BANK) is None


def test_newest_marking_counts_and_undone_answers_do_not() -> None:
    entries: list[HistoryEntry] = [answer(f"a{n}", 1) for n in range(1, 5)]
    entries += [marking(f"a{n}", 3, seq=1000 + n) for n in range(1, 5)]
    entries.append(marking("a1", 1, seq=1010))
    assert compute_drift(entries, BANK) == MarkingDrift(6 / 4, 4)
    undo = Undo(id="u", seq=1011, at=AT, day=TODAY, review="a1", question="late")
    assert compute_drift([*entries, undo], BANK) == MarkingDrift(2, 3)


def test_only_points_in_both_markings_count() -> None:
    points = (KeyPoint("a single owner", formerly=("owner",)), KeyPoint("new one"))
    fewer = replace(QUESTION, key_points=points)
    bank = Bank(questions=(fewer,), topics=(Topic("work", "W"),))
    entries: list[HistoryEntry] = []
    for n in range(1, 4):
        entries.append(answer(f"a{n}", 1))
        covered = ("a single owner", "new one")
        entries.append(replace(marking(f"a{n}", 0, seq=1000 + n), covered=covered, missed=()))
    assert compute_drift(entries, bank) == MarkingDrift(1, 3)


ticks = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=10)


@given(ticks, st.integers(0, 100))
def test_drift_is_signed_bounded_and_the_same_after_any_merge(
    pairs: list[tuple[int, int]], seed: int
) -> None:
    entries: list[HistoryEntry] = [answer(f"a{n}", first) for n, (first, _) in enumerate(pairs)]
    entries += [marking(f"a{n}", second, seq=1000 + n) for n, (_, second) in enumerate(pairs)]
    drift = compute_drift(merge_entries(entries), BANK)
    assert drift is not None
    assert drift.mean == pytest.approx(sum(second - first for first, second in pairs) / len(pairs))
    assert abs(drift.mean) <= len(POINTS)
    shuffled = list(entries)
    random.Random(seed).shuffle(shuffled)
    half = len(shuffled) // 2
    assert compute_drift(merge_entries(shuffled[half:], shuffled[:half], shuffled), BANK) == drift
    swapped: list[HistoryEntry] = [answer(f"a{n}", second) for n, (_, second) in enumerate(pairs)]
    swapped += [marking(f"a{n}", first, seq=1000 + n) for n, (first, _) in enumerate(pairs)]
    opposite = compute_drift(merge_entries(swapped), BANK)
    assert opposite is not None
    assert opposite.mean == pytest.approx(-drift.mean)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=8))
def test_second_markings_move_no_box(given_ticks: list[tuple[int, int]]) -> None:
    entries: list[HistoryEntry] = [answer(f"a{n}") for n in range(5)]
    marked = [marking(f"a{n}", ticked, seq=1000 + place) for place, (n, ticked) in enumerate(given_ticks)]
    assert replay([*entries, *marked], Rules()) == replay(entries, Rules())
    assert len(newest_markings(marked)) == len({m.review for m in marked})


def changed(entry: HistoryEntry, seq: int) -> HistoryEntry:
    return replace(entry, seq=seq)


@given(st.permutations(range(4)))
def test_marking_before_an_undone_one_counts_again(order: list[int]) -> None:
    first, second = marking("a1", 3, seq=1001, days=30), marking("a1", 1, seq=1002)
    undo = changed(undo_entry(second, (), "u", AT, TODAY), 1003)
    redo = changed(redo_entry(second, "r", AT, TODAY), 1004)

    def newest(*entries: HistoryEntry) -> list[str]:
        shuffled = [entries[place] for place in order if place < len(entries)]
        return [each.id for each in newest_markings(shuffled)]

    assert newest(first, second) == [second.id]
    assert newest(first, second, undo) == [first.id]
    assert newest(first, second, undo, redo) == [second.id]


def test_answer_is_offered_again_after_an_undo() -> None:
    only = marking("a1", 1)
    undo = changed(undo_entry(only, (), "u", AT, TODAY), 1003)
    markings = newest_markings([only, undo])
    assert is_marking_due(markings, TODAY)
    assert find_marking(markings, "a1") is None
    assert find_marking(newest_markings([only]), "a1") == only


def test_undone_markings_do_not_count_in_the_drift() -> None:
    entries: list[HistoryEntry] = [answer(f"a{n}", 1) for n in range(1, 5)]
    entries += [marking(f"a{n}", 3, seq=1000 + n) for n in range(1, 5)]
    last = marking("a4", 0, seq=1010)
    undo = changed(undo_entry(last, (), "u", AT, TODAY), 1011)
    assert compute_drift([*entries, last, undo], BANK) == compute_drift(entries, BANK)
