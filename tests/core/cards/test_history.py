"""Merging of histories, and sequence numbers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import NOW, RULES, TODAY, Log, logs, review
from tpm_tui.core.cards.events import HistoryEntry, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import merge_entries, missing_entries, next_seq
from tpm_tui.core.cards.replay import replay

Entries = list[HistoryEntry]


@st.composite
def machines(draw: st.DrawFn) -> tuple[Entries, Entries, Entries]:
    """Three copies of a history, each continued separately, some with entries with the same id."""
    common = draw(logs(clock_back=True, max_size=8)).entries
    copies: list[Entries] = []
    for name in "xyz":
        log = Log(entries=list(common))
        for question, grade in draw(
            st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(Grade)), max_size=4)
        ):
            log.answer(question, grade)
        own = [replace(entry, id=f"{name}-{entry.id}") for entry in log.entries[len(common) :]]
        has_collision = draw(st.booleans())
        if own and has_collision:  # same id and different content, as after damage or tampering
            own[0] = replace(own[0], id="same")
        copies.append(draw(st.permutations([*common, *own])))
    return copies[0], copies[1], copies[2]


@given(machines())
def test_merge_is_commutative(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, _ = logs
    assert merge_entries(one, two) == merge_entries(two, one) == merge_entries([*one, *two])


@given(machines())
def test_merge_is_associative(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, three = logs
    assert (
        merge_entries(merge_entries(one, two), three)
        == merge_entries(one, merge_entries(two, three))
        == merge_entries(*logs)
    )


@given(machines())
def test_merge_is_idempotent(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, _ = logs
    both = merge_entries(one, two)
    assert merge_entries(both, one) == merge_entries(both, two) == merge_entries(both, both) == both
    assert merge_entries(one, []) == merge_entries(one)


@given(machines())
def test_merge_contains_every_entry_once_in_order(logs: tuple[Entries, Entries, Entries]) -> None:
    both = merge_entries(*logs)
    assert {entry.id for entry in both} == {entry.id for log in logs for entry in log}
    assert len({entry.id for entry in both}) == len(both)
    assert [(e.seq, e.id) for e in both] == sorted((e.seq, e.id) for e in both)


@given(machines())
def test_cards_do_not_depend_on_merge_order(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, three = logs
    cards = replay(merge_entries(one, two, three), RULES)
    assert replay([*three, *one, *two], RULES) == cards
    assert replay(merge_entries(merge_entries(three, two), one), RULES) == cards


@given(machines())
def test_appending_missing_entries_is_a_merge(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, _ = logs
    added = missing_entries(one, two)
    assert merge_entries([*one, *added]) == merge_entries(one, two)
    assert missing_entries([*one, *added], two) == []
    assert missing_entries(one, one) == missing_entries(one, []) == []


def test_entries_with_same_seq_are_ordered_by_id() -> None:
    mine, yours = review("a", Grade.EASY, TODAY, "b", 7), review("a", Grade.AGAIN, TODAY, "a", 7)
    assert merge_entries([mine], [yours]) == merge_entries([yours], [mine]) == [yours, mine]


def test_separate_histories_interleave_by_time() -> None:
    def write(days: int, name: str, newest: int) -> Review:
        at = NOW + timedelta(days=days)
        one = review("a", Grade.GOOD, at.date(), name, next_seq(newest, at))
        return replace(one, at=at)

    laptop = [write(0, "l0", 0)]
    laptop.append(write(6, "l1", laptop[-1].seq))
    desktop = [write(2, "d0", 0)]
    desktop.append(write(14, "d1", desktop[-1].seq))
    assert [entry.id for entry in merge_entries(desktop, laptop)] == ["l0", "d0", "l1", "d1"]
    assert replay(merge_entries(laptop, desktop), RULES)["a"].box == 5


@given(st.integers(0, 2**40), st.datetimes(timezones=st.just(timezone(timedelta(hours=-11)))))
def test_next_seq_is_above_newest_at_any_time(newest: int, at: datetime) -> None:
    assert next_seq(newest, at) > newest


def test_next_seq_is_time_in_seconds_or_newest_plus_one() -> None:
    assert next_seq(0, datetime.fromisoformat("1970-01-01T01:00:09.9+01:00")) == 9
    now = next_seq(0, NOW)
    assert next_seq(now, NOW) == now + 1
    assert next_seq(now, NOW - timedelta(days=400)) == now + 1
