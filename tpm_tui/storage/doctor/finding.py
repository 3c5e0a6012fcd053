"""Findings about the learner's files."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line


class Finding(Struct, frozen=True):
    """One finding about a file or a question."""

    check: str
    """What was checked: log, boxes, drafts, privacy, leftovers, copies, locks, backups, restore, bank,
    themes, config or orphans."""
    place: str
    """The file, or the id of the question."""
    message: str
    """What was found."""
    remedy: str = ""
    """What to do; what `--repair` does if `repair` is set."""
    wrong: bool = True
    """False if the finding is for information only."""
    repair: bool = False
    """Whether `--repair` fixes it."""

    def __str__(self) -> str:
        """Return the finding on one line, safe to print for any file name."""
        text = f"{self.place}: {self.message}" if self.place else self.message
        return clean_line(f"{text}; {self.remedy}" if self.remedy else text)


def join_first(names: Sequence[str], limit: int = 3) -> str:
    """Join the first names for a message: `a, b, c and 2 more`."""
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more


def pluralize(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: `1 line`, `2 lines`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
