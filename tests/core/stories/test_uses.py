"""Which uses of stories count."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, TODAY, Log
from tpm_tui.core.cards.events import StoryUse
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.stories.uses import StoryUsage, active_uses, repeated_stories, usage_by_story


def use(story: str, review: str = "", *, seq: int = 0, day: date = TODAY, undoes: str = "") -> StoryUse:
    return StoryUse(
        id=f"use-{seq}",
        seq=seq,
        at=NOW,
        day=day,
        session="s",
        question="late",
        story=story,
        review=review,
        undoes=undoes,
        removed=bool(undoes),
    )


def test_use_is_undone_and_redone_with_its_grade() -> None:
    log = Log()
    entry = use("crane", log.answer("late", Grade.GOOD).id)
    assert active_uses([entry, *log.entries]) == [entry]
    log.undo()
    assert active_uses([entry, *log.entries]) == []
    log.redo()
    assert active_uses([entry, *log.entries]) == [entry]


def test_use_without_its_review_does_not_count() -> None:
    assert active_uses([use("crane", "r-lost")]) == []


def test_use_in_an_uncounted_answer_of_a_mock_counts() -> None:
    assert active_uses([use("crane")]) == [use("crane")]


def test_use_is_undone_by_an_entry_of_its_own() -> None:
    assert active_uses([use("crane", seq=1), use("crane", seq=2, undoes="use-1")]) == []


@given(st.lists(st.sampled_from(["answer", "undo", "redo"]), max_size=20))
def test_uses_are_those_of_the_active_reviews(steps: list[str]) -> None:
    log, uses = Log(), []
    for step in steps:
        if step == "answer":
            review = log.answer("late", Grade.GOOD)
            uses.append(use("crane", review.id, seq=review.seq))
        else:
            getattr(log, step)()
    active = {review.id for review in log.active}
    assert [each.review for each in active_uses([*uses, *log.entries])] == [
        each.review for each in uses if each.review in active
    ]


def test_usage_has_count_and_last_day() -> None:
    uses = [use("crane", day=date(2026, 11, 3)), use("crane", day=date(2026, 11, 5)), use("tide")]
    usage = usage_by_story(uses)
    assert usage["crane"] == StoryUsage(2, date(2026, 11, 5))
    assert usage["tide"].count == 1


def test_only_stories_with_two_answers_are_repeated() -> None:
    assert repeated_stories(["crane", "", "tide", "crane", ""]) == ["crane"]
