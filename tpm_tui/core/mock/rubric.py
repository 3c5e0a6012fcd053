"""The rubric of a mock interview: six dimensions, four anchored marks each, and the overall mark.

Structured interviews rate observable behaviour against anchors, so that two listeners agree. The overall
mark is the median of the dimensions, with two caps for what interviewers do not forgive: at most 2 if a must
point was missed, and at most 3 without a figure with its base.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from statistics import median_low

from msgspec import Struct

from tpm_tui.core.bank.question import Kind

MARKS = ("weak", "mixed", "strong", "outstanding")
"""Names of the marks 1 to 4."""

MUST_CAP = 2
"""Highest overall mark if a must point was missed."""

FIGURE_CAP = 3
"""Highest overall mark without a figure with its base."""


class Dimension(Enum):
    """A dimension of the rubric."""

    STRUCTURE = "structure"
    OWNERSHIP = "ownership"
    JUDGEMENT = "judgement"
    DEPTH = "depth"
    EVIDENCE = "evidence"
    CANDOUR = "candour"

    @property
    def label(self) -> str:
        """Display name."""
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
        "an alternative rejected, with reason and cost",
        "reversibility, second-order effects, what would change the decision",
    ),
    Dimension.DEPTH: (
        "words only",
        "correct, but superficial",
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
        "a story without any mistake",
        "a token weakness",
        "a real error, its price, a changed habit",
        "shared openly with others, with later proof of the habit",
    ),
}
"""Description of each mark from 1 to 4, by dimension."""

_NOT_RATED: dict[Kind, Dimension] = {
    "behavioural": Dimension.DEPTH,
    "technical": Dimension.OWNERSHIP,
}


class OverallMark(Struct, frozen=True):
    """The overall mark of an answer, and how it was computed."""

    mark: int
    """1 to 4."""
    median: int
    """Lower median of the marks, before the caps."""
    rated: int
    """Number of rated dimensions."""
    applicable: int
    """Number of dimensions that apply."""
    must_missing: bool
    """Whether the cap for a missed must point lowered the mark."""
    no_figure: bool
    """Whether the cap for a missing figure lowered the mark."""


def dimensions(kind: Kind) -> tuple[Dimension, ...]:
    """Return the dimensions for a kind: behavioural without depth, technical without ownership."""
    return tuple(dimension for dimension in Dimension if dimension is not _NOT_RATED.get(kind))


def overall_mark(
    kind: Kind, marks: Mapping[Dimension, int], *, must_missing: bool, figure: bool
) -> OverallMark | None:
    """Compute the overall mark of an answer; None if no dimension of its kind is rated.

    For an even number of marks, the median is the lower of the two middle marks, as self-ratings tend to be
    too high.

    Args:
        kind: the question's kind, which decides the dimensions.
        marks: marks from 1 to 4 by dimension; dimensions that do not apply to the kind are ignored.
        must_missing: whether a must point was missed.
        figure: whether a figure with its base was given.
    """
    applicable = dimensions(kind)
    given = [marks[dimension] for dimension in applicable if dimension in marks]
    if not given:
        return None
    median = median_low(given)
    cap = MUST_CAP if must_missing else FIGURE_CAP if not figure else len(MARKS)
    return OverallMark(
        mark=min(median, cap),
        median=median,
        rated=len(given),
        applicable=len(applicable),
        must_missing=must_missing and median > MUST_CAP,
        no_figure=not must_missing and not figure and median > FIGURE_CAP,
    )
