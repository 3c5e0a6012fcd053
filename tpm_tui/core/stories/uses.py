"""Which answers a story was used in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.events import HistoryEntry, StoryUse


class StoryUsage(Struct, frozen=True):
    """How often a story was used."""

    count: int
    """Number of answers."""
    last: date
    """The study day of the last one."""


def active_uses(entries: Iterable[HistoryEntry]) -> list[StoryUse]:
    """Return the active uses, oldest first.

    A use with a review is active if that review is: it is written before the review, so that a process that
    is killed between the two has used nothing, and undo and redo of the grade apply to it.

    Args:
        entries: all uses of stories, and all reviews, undos and redos.
    """
    found = list(entries)
    reviews = {review.id for review in active_reviews(found)}
    uses = sorted((e for e in found if isinstance(e, StoryUse)), key=lambda e: (e.seq, e.id))
    undone: dict[str, bool] = {}
    for use in uses:
        if use.is_reversal:
            undone[use.undoes or use.redoes] = bool(use.undoes)
    return [
        use
        for use in uses
        if not (use.is_reversal or use.removed or undone.get(use.id))
        and (not use.review or use.review in reviews)
    ]


def usage_by_story(uses: Iterable[StoryUse]) -> dict[str, StoryUsage]:
    """Return how often each story was used, by its id; a story that was never used is not in it.

    Args:
        uses: the active uses.
    """
    days: defaultdict[str, list[date]] = defaultdict(list)
    for use in uses:
        days[use.story].append(use.day)
    return {story: StoryUsage(len(each), max(each)) for story, each in days.items()}


def repeated_stories(stories: Iterable[str]) -> list[str]:
    """Return the ids of the stories that occur more than once, in the order of their first occurrence.

    Args:
        stories: the story of each answer of an interview; empty for an answer without one.
    """
    counts: dict[str, int] = {}
    for story in filter(None, stories):
        counts[story] = counts.get(story, 0) + 1
    return [story for story, count in counts.items() if count > 1]
