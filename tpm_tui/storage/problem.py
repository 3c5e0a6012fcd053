"""Something wrong in a file, with its place and the remedy."""

from __future__ import annotations

from msgspec import Struct


class Problem(Struct, frozen=True):
    """One fault of a file that a person wrote. Line and column count from 1; 0 is the file as a whole."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return ": ".join(part for part in (place, self.message, self.hint) if part)
