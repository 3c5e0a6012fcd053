"""The time spent on each part of a spoken answer.

The learner notes when a part is finished; the last part that was begun ends with the answer. So the times of
the parts add up to the time of the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from tpm_tui.core.cards.events import PartTime, Review

PartEnds = Mapping[str, tuple[float, ...]]
"""When each part but the last was finished, in seconds of the answer, by question id."""


def time_by_part(names: Sequence[str], ends: Sequence[float], seconds: float) -> tuple[PartTime, ...]:
    """Return the parts that were begun, with their times; empty if none was finished.

    Args:
        names: the parts of the answer; there is at least one.
        ends: when each part but the last was finished; those that there are no names for are ignored.
        seconds: the time of the answer.
    """
    if not ends:
        return ()
    used = ends[: len(names) - 1]
    stops = accumulate((*(min(end, seconds) for end in used), seconds), max)
    times: list[PartTime] = []
    start = 0.0
    for name, stop in zip(names, stops, strict=False):
        times.append(PartTime(name, round(stop - start, 1)))
        start = stop
    return tuple(times)


def part_ends(parts: Iterable[PartTime]) -> tuple[float, ...]:
    """Return when each part but the last was finished, in seconds of the answer."""
    ends = accumulate(part.seconds for part in parts)
    return tuple(round(end, 1) for end in ends)[:-1]


def with_parts(ends: PartEnds, review: Review) -> PartEnds:
    """Return the ends with those of a review, which an undo makes a draft again, before the newer ones."""
    newer = tuple(round(review.seconds + end, 1) for end in ends.get(review.question, ()))
    return set_ends(ends, review.question, (*part_ends(review.parts or ()), *newer))


def without_parts(ends: PartEnds, review: Review) -> PartEnds:
    """Return the ends without those of a review, which `with_parts` has added."""
    newer = ends.get(review.question, ())[len(part_ends(review.parts or ())) :]
    return set_ends(ends, review.question, tuple(round(max(0.0, end - review.seconds), 1) for end in newer))


def set_ends(ends: PartEnds, question: str, new: tuple[float, ...]) -> PartEnds:
    """Return the ends with those of one question replaced; without any, the question is left out."""
    others = {each: times for each, times in ends.items() if each != question}
    return {**others, question: new} if new else others
