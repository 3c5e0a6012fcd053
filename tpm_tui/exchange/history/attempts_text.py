"""The attempts at one question as a table, and their grades as a line."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.reports.history.attempts import Attempt
from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.own_answers.sections import MY_VERSION
from tpm_tui.exchange.phrases import plural
from tpm_tui.exchange.text_table import cells, fit, table

HEADER = ("#", "date", "grade", "points", "time", "answer")
RIGHT_ALIGNED = frozenset({0, 3, 4})
"""Indexes of the columns with numbers."""
MAX_TABLE_WIDTH = 1_000


def grades_line(attempts: Sequence[Attempt], width: int) -> str:
    """Return the grades from the oldest to the newest; the oldest ones are left out if they do not fit.

    Args:
        attempts: the attempts, oldest first.
        width: cells of the line.
    """
    words = [attempt.grade.word for attempt in attempts]
    line = ", ".join(words)
    while len(words) > 1 and cells(line) > width:
        del words[0]
        line = "..., " + ", ".join(words)
    return line


def attempts_table(attempts: Sequence[Attempt], width: int, version: OwnVersion | None = None) -> list[str]:
    """Return a header and a line for each attempt; columns that do not fit are left out from the right.

    Args:
        attempts: the attempts, oldest first.
        width: cells of a line.
        version: the own version, whose attempt is marked.
    """
    rows: list[tuple[str, ...]] = [HEADER]
    for attempt in attempts:
        *cells_before, length = attempt_row(attempt)
        is_version = version is not None and version.is_attempt(attempt)
        rows.append((*cells_before, f"{length}, {MY_VERSION}" if is_version else length))
    for columns in range(len(HEADER), 1, -1):
        lines = table([row[:columns] for row in rows], MAX_TABLE_WIDTH, RIGHT_ALIGNED)
        if max(map(cells, lines)) <= width:
            return lines
    return [fit(line, width).rstrip() for line in lines]


def attempt_row(attempt: Attempt) -> tuple[str, str, str, str, str, str]:
    """Return the cells of an attempt: number, date, grade, points, time, and words or "spoken"."""
    return (
        str(attempt.number),
        attempt.day.isoformat(),
        attempt.grade.word,
        points_text(attempt),
        format_clock(attempt.review.seconds),
        length_text(attempt),
    )


def points_text(attempt: Attempt) -> str:
    """Return the points that were made, such as `3 of 6`; `-` if the question had none."""
    return f"{attempt.made} of {attempt.points}" if attempt.points else "-"


def length_text(attempt: Attempt) -> str:
    """Return `spoken` for a spoken answer, otherwise the number of words that were typed."""
    return "spoken" if attempt.is_spoken else plural(attempt.review.words, "word")


def mode_text(attempt: Attempt) -> str:
    """Return how the attempt counted: `drill`, `practice`, or the boxes before and after it."""
    review = attempt.review
    if review.practice:
        return "drill" if review.drill else "practice"
    return f"box {review.box_before} -> {review.box_after}"
