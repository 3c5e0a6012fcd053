"""Something wrong in a file, with its place and the remedy."""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line

MAX_PROBLEMS = 100
"""So many are told of one file; a hostile file could hold one in every byte."""


class Problem(Struct, frozen=True):
    """One fault of a file that a person wrote. Line and column count from 1; 0 is the file as a whole."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    warning: bool = False
    """Told, but nothing was set aside for it."""

    def __str__(self) -> str:
        """`file:line:column: message: hint` on one line, safe to print whatever the file is called."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return clean_line(": ".join(part for part in (place, self.message, self.hint) if part))


class ProblemList:
    """Collects the problems of one file, in any order, up to a limit."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []

    @property
    def errors(self) -> int:
        """How many errors there are so far."""
        return len(self._errors)

    @property
    def full(self) -> bool:
        """Whether it is time to stop looking for more errors."""
        return self.errors >= MAX_PROBLEMS

    def error(self, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Note what cannot be used, at a (line, column), both from 1; (0, 0) is the file as a whole."""
        if not self.full:
            self._errors.append(Problem(self.file, *place, message, hint))

    def warn(self, place: tuple[int, int], message: str, hint: str = "") -> None:
        """Note what was mended or guessed."""
        if len(self._warnings) < MAX_PROBLEMS:
            self._warnings.append(Problem(self.file, *place, message, hint, warning=True))

    def problems(self) -> tuple[Problem, ...]:
        """All that was noted, in the order of the file; at a limit the last says that there may be more."""
        found = sorted(self._errors + self._warnings, key=lambda problem: (problem.line, problem.column))
        if self.full or len(self._warnings) >= MAX_PROBLEMS:
            found.append(Problem(self.file, 0, 0, "there may be more", "mend these first", not self._errors))
        return tuple(found)
