"""A merge of stories keeps every text, prefers the newest one, and changes nothing when it is repeated."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.stories.merging import KeptCopy, comparable, merge_stories
from tpm_tui.core.stories.own_lists import LIST_NAMES, OwnLists, merged_lists, with_others_changes
from tpm_tui.core.stories.story import Story

START = datetime(2026, 11, 1, tzinfo=UTC)


def story(id: str, text: str, day: int | None = None) -> Story:
    updated = START + timedelta(days=day) if day is not None else None
    return Story(id=id, title=text, updated=updated)


stories = st.lists(
    st.builds(
        story,
        st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b"]),
        st.sampled_from("uvwxyz"),
        st.none() | st.integers(0, 3),
    ),
    max_size=5,
    unique_by=lambda each: each.id,
)


def test_newest_text_wins_and_the_other_is_kept() -> None:
    old, new = story("a", "old", 1), story("a", "new", 2)
    for ours, theirs in ((old, new), (new, old)):
        merged = merge_stories([ours], [theirs])
        assert merged.stories == (new, replace(old, id="a-2"))
        assert merged.kept == (KeptCopy("a", "a-2"),)


def test_text_without_a_time_counts_as_oldest() -> None:
    assert merge_stories([story("a", "undated")], [story("a", "dated", 0)]).stories[0].title == "dated"


def test_later_merge_of_an_edited_copy_keeps_both_times() -> None:
    first = merge_stories([story("a", "one", 1)], [story("a", "two", 2)])
    again = merge_stories(first.stories, [story("a", "one", 3)])
    assert [(each.id, each.title) for each in again.stories] == [("a", "one"), ("a-2", "one"), ("a-3", "two")]


def test_text_that_has_a_copy_already_is_not_kept_twice() -> None:
    merged = merge_stories([story("a", "one", 1), story("a-2", "one", 1)], [story("a", "two", 2)])
    assert [(each.id, each.title) for each in merged.stories] == [("a", "two"), ("a-2", "one")]
    assert merge_stories(merged.stories, [story("a-3", "one", 1)]).stories == merged.stories


def test_id_of_an_entry_with_an_error_is_not_given_again() -> None:
    merged = merge_stories([], [story("a", "text")], taken=["a", "a-2"])
    assert [each.id for each in merged.stories] == ["a-3"]
    assert merge_stories(merged.stories, [story("a", "text")], taken=["a", "a-2"]).stories == merged.stories


@given(stories, stories)
@example([story("a", "u", 1), story("a-2", "v", 1)], [story("a", "v", 2), story("a-2", "u", 3)])
def test_merge_twice_changes_nothing_more(ours: list[Story], theirs: list[Story]) -> None:
    once = merge_stories(ours, theirs)
    again = merge_stories(once.stories, theirs)
    assert again.stories == once.stories
    assert (again.added, again.replaced, again.kept) == (0, 0, ())


@given(stories, stories)
def test_no_text_is_lost(ours: list[Story], theirs: list[Story]) -> None:
    merged = merge_stories(ours, theirs).stories
    assert {each.title for each in merged} == {each.title for each in [*ours, *theirs]}
    assert len({each.id for each in merged}) == len(merged)
    by_id = {each.id: each for each in merged}
    for each in [*ours, *theirs]:
        newest = max(
            (o for o in [*ours, *theirs] if o.id == each.id),
            key=lambda o: o.updated or datetime.min.replace(tzinfo=UTC),
        )
        if each.id in by_id and newest.updated:
            assert by_id[each.id].updated is not None


@given(stories, stories)
def test_both_sides_agree_on_the_newest_text(ours: list[Story], theirs: list[Story]) -> None:
    here = {each.id: each for each in merge_stories(ours, theirs).stories}
    there = {each.id: each for each in merge_stories(theirs, ours).stories}
    for id in {each.id for each in ours} & {each.id for each in theirs}:
        assert comparable(here[id]) == comparable(there[id])


lists = st.builds(
    OwnLists,
    st.lists(st.sampled_from("abcde"), max_size=4, unique=True).map(tuple),
    st.lists(st.sampled_from("abcde"), max_size=4, unique=True).map(tuple),
)


@given(lists, lists)
def test_merged_lists_are_the_union_in_either_order(one: OwnLists, other: OwnLists) -> None:
    merged = merged_lists(one, other)
    assert merged_lists(other, one) == merged
    for name in LIST_NAMES:
        texts = getattr(merged, name)
        assert set(texts) == {*getattr(one, name), *getattr(other, name)}
        assert len(set(texts)) == len(texts)
    for each in (one, other, merged):
        assert merged_lists(merged, each) == merged
        assert merged_lists(each, merged) == merged


@given(st.permutations("abcdefg"), st.sets(st.sampled_from("abcdefg")), st.sets(st.sampled_from("abcdefg")))
def test_merge_keeps_an_order_in_which_both_lists_agree(
    order: list[str], mine: set[str], theirs: set[str]
) -> None:
    one, other = (tuple(text for text in order if text in each) for each in (mine, theirs))
    merged = merged_lists(OwnLists(one), OwnLists(other)).questions
    for texts in (one, other):
        assert tuple(text for text in merged if text in texts) == texts


@given(lists, lists, lists)
def test_three_machines_agree_on_the_order(one: OwnLists, other: OwnLists, third: OwnLists) -> None:
    here = merged_lists(merged_lists(one, other), third)
    there = merged_lists(merged_lists(third, other), one)
    assert merged_lists(here, there) == merged_lists(there, here)


def test_new_text_stands_behind_the_text_before_it() -> None:
    mine, theirs = OwnLists(("one", "mine", "two", "three")), OwnLists(("first", "one", "two", "last"))
    expected = ("first", "one", "mine", "two", "three", "last")
    assert merged_lists(mine, theirs).questions == expected
    assert merged_lists(OwnLists(("a", "b")), OwnLists(("c",))).questions == ("a", "b", "c")


@given(lists, lists, lists)
def test_changes_of_both_sides_are_kept(mine: OwnLists, before: OwnLists, theirs: OwnLists) -> None:
    new = with_others_changes(mine, before, theirs)
    assert set(new.questions) >= (set(theirs.questions) - set(before.questions))
    assert not set(new.questions) & (set(before.questions) - set(theirs.questions))
    assert with_others_changes(mine, before, before) == mine
