"""What is worth a last look before an interview: the best stories, gaps, questions to put, company notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.reports.graded_answer import title_of
from tpm_tui.core.stories.matrix import StoryMatrix
from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.core.stories.story import Story

MAX_SHEET_STORIES = 5
MAX_TITLES = 4
"""Questions that are named for a story."""
MAX_GAPS = 8
"""Questions of which missed points are listed."""
MAX_LIST_TEXTS_SHOWN = 8
"""Texts of each list, so that the sheet stays on one page."""


class SheetStory(Struct, frozen=True):
    """A story, and the titles of the questions that it serves."""

    story: Story
    titles: tuple[str, ...] = ()


class MissedMusts(Struct, frozen=True):
    """A question, and the must points that the newest answer to it missed."""

    title: str
    points: tuple[str, ...]


class CheatSheet(Struct, frozen=True):
    """The content of the sheet."""

    day: date
    """The day on which it was made."""
    interview: date | None = None
    stories: tuple[SheetStory, ...] = ()
    missed: tuple[MissedMusts, ...] = ()
    lists: OwnLists = OwnLists()


def select_stories(
    stories: Sequence[Story], matrix: StoryMatrix, titles: Mapping[str, str]
) -> tuple[SheetStory, ...]:
    """Return the stories that serve most questions, at most `MAX_SHEET_STORIES`.

    Args:
        stories: all stories.
        matrix: which questions they serve.
        titles: the title of each question by its id.
    """
    rows = {row.story: row for row in matrix.stories}

    def rank(story: Story) -> tuple[int, float, int]:
        serves = rows[story.id].serves
        return -len(serves), -sum(fit.share for fit in serves), -len(story.figures)

    return tuple(
        SheetStory(story, tuple(titles[fit.question] for fit in rows[story.id].serves[:MAX_TITLES]))
        for story in sorted(stories, key=rank)[:MAX_SHEET_STORIES]
    )


def missed_musts(reviews: Iterable[Review], bank: Bank) -> tuple[MissedMusts, ...]:
    """Return the must points that the newest answers missed, those missed most often first.

    Args:
        reviews: the active answers in their order.
        bank: the bank; questions that are no longer in it are left out.
    """
    newest: dict[str, Review] = {}
    misses: Counter[tuple[str, str]] = Counter()
    for review in reviews:
        if review.question in bank.by_id:
            current = with_current_points(review, bank)
            newest[review.question] = current
            misses.update((review.question, name) for name in set(current.missed))
    found: list[tuple[int, MissedMusts]] = []
    for id, review in newest.items():
        question = bank.by_id[id]
        names = [point.name for point in question.key_points if point.must and point.name in review.missed]
        if names:
            most = max(misses[id, name] for name in names)
            found.append((most, MissedMusts(title_of(question, id), tuple(names))))
    return tuple(missed for _, missed in sorted(found, key=lambda each: -each[0]))
