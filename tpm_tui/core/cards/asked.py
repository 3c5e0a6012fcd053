"""The questions that were asked in interviews, as the learner remembers them.

An entry about the same words in the same interview replaces the previous one, so that a question can be
assigned later. An undo removes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec.structs import replace

from tpm_tui.core.cards.events import AskedQuestion, HistoryEntry
from tpm_tui.core.text.sanitize import clean_line

_BULLETS = "-*\u2022\u2013\u2014"
"""Characters that begin the lines of a pasted list."""


def current_asked(entries: Iterable[HistoryEntry]) -> tuple[AskedQuestion, ...]:
    """Return the questions that were asked: by interview, then in the order of noting them."""
    ordered = sorted(
        (entry for entry in entries if isinstance(entry, AskedQuestion)), key=lambda each: (each.seq, each.id)
    )
    first: dict[tuple[date, str, str], int] = {}
    current: dict[tuple[date, str, str], AskedQuestion] = {}
    for place, entry in enumerate(ordered):
        key = entry.interview, entry.name, _key(entry.text)
        if entry.undoes:
            current.pop(key, None)
            first.pop(key, None)
        else:
            first.setdefault(key, place)
            current[key] = entry
    return tuple(current[key] for key in sorted(current, key=lambda key: (key[:2], first[key])))


def asked_in(asked: Iterable[AskedQuestion], interview: date, name: str) -> tuple[AskedQuestion, ...]:
    """Return the questions of one interview.

    Args:
        asked: the result of `current_asked`.
        interview: the day of the interview.
        name: its name in the settings.
    """
    return tuple(each for each in asked if (each.interview, each.name) == (interview, name))


def asked_lines(text: str) -> tuple[str, ...]:
    """Return the questions in a text, one per line, without the marks of a list; each once."""
    lines = (_without_mark(clean_line(line).strip()) for line in text.splitlines())
    return tuple({_key(line): line for line in lines if line}.values())


def changes_to(
    before: Sequence[AskedQuestion], lines: Sequence[str]
) -> tuple[tuple[AskedQuestion, ...], tuple[str, ...]]:
    """Return what an edited list changes: the questions that it lacks, and the lines that are new.

    Args:
        before: the questions of the interview.
        lines: the questions as they are now, from `asked_lines`.
    """
    after, known = {_key(line) for line in lines}, {_key(each.text) for each in before}
    removed = tuple(each for each in before if _key(each.text) not in after)
    return removed, tuple(line for line in lines if _key(line) not in known)


def removal_of(asked: AskedQuestion, id: str, at: datetime, day: date) -> AskedQuestion:
    """Return the entry that removes a question.

    Args:
        asked: the question.
        id: a new random id.
        at: the current time.
        day: the study day.
    """
    return replace(asked, id=id, seq=0, after=0, at=at, day=day, undoes=asked.id, redoes="")


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _without_mark(line: str) -> str:
    """Return a line of a list without its bullet or number, unless nothing else is in it."""
    rest = line.lstrip(_BULLETS)
    head, dot, tail = line.partition(" ")
    if head[:-1].isdecimal() and head[-1:] in ".)" and dot:
        rest = tail
    return rest.strip() or line
