"""The rubric of a mock interview: six dimensions, four anchored marks each, and the overall mark.

Structured interviews score what can be observed against anchors, so that two listeners agree. The overall
mark is the median of the dimensions. A median of all marks alone would forgive what interviewers do not, so
two caps hold: a missed must-point keeps it at 2, and an answer without a figure and its base at 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from statistics import median_low

from msgspec import Struct

from tpm_tui.core.bank.question import Kind

MARKS = ("weak", "mixed", "strong", "outstanding")
"""Words of the marks 1 to 4."""

MUST_CAP = 2
"""The best overall mark while a must-point is missing."""

FIGURE_CAP = 3
"""The best overall mark without a figure that has a base."""


class Dimension(Enum):
    """What a listener judges."""

    STRUCTURE = "structure"
    OWNERSHIP = "ownership"
    JUDGEMENT = "judgement"
    DEPTH = "depth"
    EVIDENCE = "evidence"
    CANDOUR = "candour"

    @property
    def label(self) -> str:
        """The name as it is printed."""
        return "Candour and learning" if self is Dimension.CANDOUR else self.value.capitalize()


ANCHORS: dict[Dimension, tuple[str, str, str, str]] = {
    Dimension.STRUCTURE: (
        "wanders, no headline",
        "some order, the point comes late",
        "headline, clear parts, ends on time",
        "as 3, with signposts, and adapts when interrupted",
    ),
    Dimension.OWNERSHIP: (
        'says "we", an observer\'s account',
        "own acts and the team's are mixed",
        "own acts and decisions apart from the team's",
        "as 3, and changed the system others worked in",
    ),
    Dimension.JUDGEMENT: (
        "one option, a recipe",
        "options without criteria",
        "an alternative refused, with reason and cost",
        "reversibility, second-order effects, what would flip it",
    ),
    Dimension.DEPTH: (
        "words only",
        "a correct surface",
        "mechanism, number, failure mode",
        "estimates aloud, knows the limits, teaches it simply",
    ),
    Dimension.EVIDENCE: (
        "no result",
        "a result without a base",
        "baseline, change, period",
        "as 3, with a counter-measure and doubt about the cause",
    ),
    Dimension.CANDOUR: (
        "a flawless tale",
        "a token weakness",
        "a real error, its price, a changed habit",
        "told openly to others, with later proof of the habit",
    ),
}
"""What each mark from 1 to 4 sounds like."""

_NOT_ASKED: dict[Kind, Dimension] = {
    "behavioural": Dimension.DEPTH,
    "technical": Dimension.OWNERSHIP,
}


class Overall(Struct, frozen=True):
    """The overall mark of an answer, and how it came about."""

    mark: int
    """1 to 4."""
    median: int
    """The lower median of the marks given, before the caps."""
    rated: int
    asked: int
    """Of how many dimensions so many were rated."""
    must_missing: bool
    """The cap for a missed must-point took something off."""
    no_figure: bool
    """Likewise the cap for a missing figure."""


def dimensions(kind: Kind) -> tuple[Dimension, ...]:
    """What an answer of that kind is judged by: behavioural without depth, technical without ownership."""
    return tuple(dimension for dimension in Dimension if dimension is not _NOT_ASKED.get(kind))


def overall(
    kind: Kind, marks: Mapping[Dimension, int], *, must_missing: bool, figure: bool
) -> Overall | None:
    """The overall mark of an answer; None while no dimension of its kind is rated.

    Args:
        kind: the question's kind, which decides the dimensions.
        marks: 1 to 4 by dimension, those rated so far; marks of other dimensions do not count.
        must_missing: a must-point was not made.
        figure: a figure with its base was given.

    Of an even count the lower of the two middle marks is taken, since one judges oneself kindly.
    """
    asked = dimensions(kind)
    given = [marks[dimension] for dimension in asked if dimension in marks]
    if not given:
        return None
    median = median_low(given)
    cap = MUST_CAP if must_missing else FIGURE_CAP if not figure else len(MARKS)
    return Overall(
        mark=min(median, cap),
        median=median,
        rated=len(given),
        asked=len(asked),
        must_missing=must_missing and median > MUST_CAP,
        no_figure=not must_missing and not figure and median > FIGURE_CAP,
    )
