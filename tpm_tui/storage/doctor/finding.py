"""What an examination of the learner's files finds."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line


class Finding(Struct, frozen=True):
    """One thing to tell."""

    check: str
    """What was examined: log, boxes, drafts, privacy, leftovers, copies, locks, backups, restore, bank,
    themes, config or orphans."""
    place: str
    """The file, or the id of the question."""
    message: str
    remedy: str = ""
    wrong: bool = True
    """False for what is only good to know."""
    repair: bool = False
    """Whether a repair mends it."""

    def __str__(self) -> str:
        """On one line, safe to print whatever the files in it are called."""
        told = f"{self.place}: {self.message}" if self.place else self.message
        return clean_line(f"{told}; {self.remedy}" if self.remedy else told)


def join_first(names: Sequence[str], most: int = 3) -> str:
    """A few names of many, for a message."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def counted(number: int, one: str, many: str = "") -> str:
    """`1 line`, `2 lines`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
