"""Merging is union: whoever merges whom, and how often, all come to the same history."""

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
    """Three copies of one history, each gone on with by itself, some with entries that collide."""
    common = draw(logs(clock_back=True, max_size=8)).entries
    copies: list[Entries] = []
    for name in "xyz":
        log = Log(entries=list(common))
        for question, grade in draw(
            st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(Grade)), max_size=4)
        ):
            log.answer(question, grade)
        own = [replace(entry, id=f"{name}-{entry.id}") for entry in log.entries[len(common) :]]
        collides = draw(st.booleans())
        if own and collides:  # the same id and another content, as damage or malice might have it
            own[0] = replace(own[0], id="same")
        copies.append(draw(st.permutations([*common, *own])))
    return copies[0], copies[1], copies[2]


@given(machines())
def test_merging_commutes(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, _ = logs
    assert merge_entries(one, two) == merge_entries(two, one) == merge_entries([*one, *two])


@given(machines())
def test_merging_is_associative(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, three = logs
    assert (
        merge_entries(merge_entries(one, two), three)
        == merge_entries(one, merge_entries(two, three))
        == merge_entries(*logs)
    )


@given(machines())
def test_merging_again_changes_nothing(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, _ = logs
    both = merge_entries(one, two)
    assert merge_entries(both, one) == merge_entries(both, two) == merge_entries(both, both) == both
    assert merge_entries(one, []) == merge_entries(one)


@given(machines())
def test_nothing_is_lost_and_nothing_doubled(logs: tuple[Entries, Entries, Entries]) -> None:
    both = merge_entries(*logs)
    assert {entry.id for entry in both} == {entry.id for log in logs for entry in log}
    assert len({entry.id for entry in both}) == len(both)
    assert [(e.seq, e.id) for e in both] == sorted((e.seq, e.id) for e in both)


@given(machines())
def test_cards_do_not_depend_on_who_merged_whom(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, three = logs
    cards = replay(merge_entries(one, two, three), RULES)
    assert replay([*three, *one, *two], RULES) == cards
    assert replay(merge_entries(merge_entries(three, two), one), RULES) == cards


@given(machines())
def test_writing_down_what_is_missing_is_a_merge(logs: tuple[Entries, Entries, Entries]) -> None:
    one, two, _ = logs
    added = missing_entries(one, two)
    assert merge_entries([*one, *added]) == merge_entries(one, two)
    assert missing_entries([*one, *added], two) == []
    assert missing_entries(one, one) == missing_entries(one, []) == []


def test_entries_with_one_number_are_ordered_by_their_ids_on_both_sides() -> None:
    mine, yours = review("a", Grade.EASY, TODAY, "b", 7), review("a", Grade.AGAIN, TODAY, "a", 7)
    assert merge_entries([mine], [yours]) == merge_entries([yours], [mine]) == [yours, mine]


def test_histories_that_knew_nothing_of_each_other_interleave_as_they_happened() -> None:
    def kept(days: int, name: str, newest: int) -> Review:
        at = NOW + timedelta(days=days)
        one = review("a", Grade.GOOD, at.date(), name, next_seq(newest, at))
        return replace(one, at=at)

    laptop = [kept(0, "l0", 0)]
    laptop.append(kept(6, "l1", laptop[-1].seq))
    desktop = [kept(2, "d0", 0)]
    desktop.append(kept(14, "d1", desktop[-1].seq))
    assert [entry.id for entry in merge_entries(desktop, laptop)] == ["l0", "d0", "l1", "d1"]
    assert replay(merge_entries(laptop, desktop), RULES)["a"].box == 5


@given(st.integers(0, 2**40), st.datetimes(timezones=st.just(timezone(timedelta(hours=-11)))))
def test_a_number_is_beyond_all_known_ones_whatever_the_clock_says(newest: int, at: datetime) -> None:
    assert next_seq(newest, at) > newest


def test_a_number_is_the_time_in_seconds_and_within_one_second_the_next() -> None:
    assert next_seq(0, datetime.fromisoformat("1970-01-01T01:00:09.9+01:00")) == 9
    now = next_seq(0, NOW)
    assert next_seq(now, NOW) == now + 1
    assert next_seq(now, NOW - timedelta(days=400)) == now + 1
