"""Session reports as CSV (RFC 4180) for spreadsheets, one row per answer.

Spreadsheets evaluate a cell that begins like a formula (CSV injection), so such text is prefixed with an
apostrophe, which marks it as text.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from tpm_tui.core.reports.graded_answer import GradedAnswer
from tpm_tui.core.reports.session_report import SessionReport

COLUMNS = (
    "session",
    "mode",
    "at",
    "day",
    "question",
    "number",
    "title",
    "topic",
    "grade",
    "practice",
    "drill",
    "sure",
    "box_before",
    "box_after",
    "due",
    "seconds",
    "target_seconds",
    "words",
    "points_made",
    "points",
    "covered",
    "missed",
    "missed_must",
    "prompt",
    "answer",
    "note",
    "spoken",
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001
"""Characters that start a formula in spreadsheets, including the full-width forms."""


BYTE_ORDER_MARK = "\ufeff"


def to_csv(reports: Sequence[SessionReport], *, bom: bool = False) -> str:
    """Return all answers of the sessions, with a header row. Names in one cell are separated by `; `.

    Lines end with a line feed; write the text to a file with `newline=""`.

    Args:
        reports: the sessions.
        bom: begin with a byte order mark, without which Excel takes UTF-8 for the code page of Windows.
    """
    text = StringIO()
    text.write(BYTE_ORDER_MARK if bom else "")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(report, review) for report in reports for review in report.reviews)
    return text.getvalue()


def escape_formula(text: str) -> str:
    """Return the text as a cell that no spreadsheet evaluates."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS) else text


def _row(report: SessionReport, review: GradedAnswer) -> list[str | int | float]:
    return [
        escape_formula(report.session),
        escape_formula(report.mode),
        review.at.isoformat(),
        review.day.isoformat(),
        escape_formula(review.question),
        "" if review.number is None else review.number,
        escape_formula(review.title),
        escape_formula(review.topic),
        review.grade.word,
        "yes" if review.practice else "no",
        "yes" if review.drill else "no",
        "" if review.sure is None else review.sure,
        review.box_before,
        review.box_after,
        review.due.isoformat() if review.due else "",
        review.seconds,
        "" if review.target_seconds is None else review.target_seconds,
        review.words,
        len(review.covered),
        review.point_count,
        escape_formula("; ".join(point.name for point in review.covered)),
        escape_formula("; ".join(point.name for point in review.missed)),
        escape_formula("; ".join(point.name for point in review.missed if point.must)),
        escape_formula(review.prompt),
        escape_formula(review.answer),
        escape_formula(review.note),
        "yes" if review.spoken else "no",
    ]
