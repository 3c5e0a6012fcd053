"""Problems found in a file, with place and remedy."""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line

MAX_PROBLEMS = 100
"""Limit per file; an untrusted file could contain one in every byte."""


class Problem(Struct, frozen=True):
    """One problem in a hand-written file. Line and column count from 1; 0 means the whole file."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    warning: bool = False
    """Whether the entry is used in spite of the problem."""

    def __str__(self) -> str:
        """Return `file:line:column: message: hint` on one line, safe to print for any file name."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return clean_line(": ".join(part for part in (place, self.message, self.hint) if part))


class ProblemList:
    """Collects the problems of one file, in any order, up to `MAX_PROBLEMS`."""

    def __init__(self, file: str) -> None:
        self.file = file
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
            self._warnings.append(Problem(self.file, *place, message, hint, warning=True))

    def sorted(self) -> tuple[Problem, ...]:
        """Return the problems in file order; if a limit was reached, the last one says there may be more."""
        found = sorted(self._errors + self._warnings, key=lambda problem: (problem.line, problem.column))
        if self.full or len(self._warnings) >= MAX_PROBLEMS:
            found.append(Problem(self.file, 0, 0, "there may be more", "fix these first", not self._errors))
        return tuple(found)
