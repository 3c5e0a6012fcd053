"""Whether two reports of a session are about the same answers.

What else a report shows depends on the settings, the bank and the day on which it is written.
"""

from __future__ import annotations

import csv
import json
from io import StringIO

NOT_ABOUT_ANSWERS = ("interview", "days_left")
"""Names in the front matter that depend on the settings."""

ANSWER_FIELDS = ("question", "at", "grade")
"""The fields of JSON and CSV that identify a graded answer."""

MAX_FIELD = 1_000_000_000
"""The csv module's default of 131,072 characters in a cell is less than a long answer has."""


def has_same_answers(one: str, other: str, extension: str) -> bool:
    """Return whether two reports of one session, in the same format, contain the same graded answers.

    Args:
        one: a report, which may be damaged or written by another version.
        other: a report of this version.
        extension: "md", "json" or "csv".
    """
    identify = {"md": _front_matter, "json": _json_answers, "csv": _csv_answers}[extension]
    try:
        return identify(one) == identify(other)
    except (ValueError, TypeError, KeyError, RecursionError, csv.Error):
        return False


def _front_matter(text: str) -> list[str]:
    _, lines, _ = text.split("---\n", 2)
    return [line for line in lines.splitlines() if line.split(":")[0] not in NOT_ABOUT_ANSWERS]


def _json_answers(text: str) -> list[list[object]]:
    return [[review[name] for name in ANSWER_FIELDS] for review in json.loads(text)["reviews"]]


def _csv_answers(text: str) -> tuple[bool, list[list[str]]]:
    """Return the answers, and whether the text has a byte order mark, without which Excel cannot read it."""
    csv.field_size_limit(MAX_FIELD)
    without_mark = text.removeprefix("\ufeff")
    rows = csv.DictReader(StringIO(without_mark, newline=""))
    return without_mark != text, [[row[name] for name in ANSWER_FIELDS] for row in rows]
