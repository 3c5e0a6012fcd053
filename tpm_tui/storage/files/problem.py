"""Problems found in a file or folder, with place and remedy."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from tpm_tui.core.text.file_names import escape_undecoded, printable_line

MAX_PROBLEMS = 100
"""Limit per file; an untrusted file could contain one in every byte."""

Severity: TypeAlias = Literal["error", "warning", "note"]
"""An error: something is not used or not safe. A warning: it is used or was handled in spite of the problem.
A note is for information only."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""The most severe first."""


class Problem(Struct, frozen=True):
    """One problem in a file or folder. Line and column count from 1; 0 means the whole file."""

    file: str
    """The file or folder; the id of a question if its progress is meant; "" for all data."""
    line: int
    column: int
    message: str
    """What was found."""
    hint: str = ""
    """How to fix it; what the repair does if `repair` is set."""
    severity: Severity = "error"
    check: str = ""
    """The check of the doctor that found it: log, boxes, drafts, privacy, leftovers, copies, locks, backups,
    restore, bank, stories, themes, config or orphans; "" if it was found while loading."""
    repair: str = ""
    """The id of the repair that fixes it, or ""."""

    @property
    def is_error(self) -> bool:
        """Whether it is an error, not a warning or a note."""
        return self.severity == "error"

    @property
    def place(self) -> str:
        """The file, and the line if it is known: `bank.yaml:3`."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        """Return the problem on one line, safe to print for any file name.

        It is `file:line:column: message: hint`, or `file: message; hint` for a whole file.
        """
        if self.line:
            place, separator = f"{self.place}:{self.column}", ": "
        else:
            place, separator = self.file, "; "
        text = f"{self.message}{separator}{self.hint}" if self.hint else self.message
        return printable_line(f"{place}: {text}" if place else text)


def file_problem(
    file: object,
    message: str,
    hint: str = "",
    severity: Severity = "error",
    *,
    check: str = "",
    repair: str = "",
) -> Problem:
    """Return a problem of a whole file, a folder, or all data; `file` is a path or a name."""
    return problem_at(file, (0, 0), message, hint, severity, check=check, repair=repair)


def problem_at(
    file: object,
    place: tuple[int, int],
    message: str,
    hint: str = "",
    severity: Severity = "error",
    *,
    check: str = "",
    repair: str = "",
) -> Problem:
    """Return a problem at a line and column of a file, with file names in its texts made printable."""
    shown, message, hint = map(escape_undecoded, (str(file), message, hint))
    return Problem(shown, *place, message, hint, severity, check, repair)


class ProblemList:
    """Collects the problems of one file, in any order, up to `MAX_PROBLEMS`."""

    def __init__(self, file: str) -> None:
        self.file = escape_undecoded(file)
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []

    @property
    def errors(self) -> int:
        """The number of errors so far."""
        return len(self._errors)

    @property
    def full(self) -> bool:
        """Whether the limit of errors is reached."""
        return self.errors >= MAX_PROBLEMS

    def error(self, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Add an error at a (line, column), both from 1; (0, 0) means the whole file."""
        if not self.full:
            self._errors.append(Problem(self.file, *place, message, hint))

    def warn(self, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Add a warning about something that was corrected or guessed."""
        if len(self._warnings) < MAX_PROBLEMS:
            self._warnings.append(Problem(self.file, *place, message, hint, "warning"))

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems in file order; if a limit was reached, the last one says there may be more."""
        found = sorted(self._errors + self._warnings, key=lambda problem: (problem.line, problem.column))
        if self.full or len(self._warnings) >= MAX_PROBLEMS:
            severity: Severity = "error" if self._errors else "warning"
            found.append(file_problem(self.file, "there may be more", "fix these first", severity))
        return tuple(found)
