"""A row of cells."""

from __future__ import annotations

from tpm_tui.ui.terminal.paint.cells import BLANK, CONTINUED
from tpm_tui.ui.terminal.paint.look import Look


class CellRow:
    """The cells of a row. It is not modified: a changed row is a new object."""

    __slots__ = ("chars", "is_ascii", "looks")

    def __init__(self, chars: list[str], looks: list[Look]) -> None:
        """
        Args:
            chars: the text of each cell; empty in the second cell of a wide character.
            looks: the look of each cell.
        """
        self.chars = chars
        self.looks = looks
        self.is_ascii = "".join(chars).isascii()
        """Whether the width of every cell is sure without a look at it."""

    @staticmethod
    def blank(width: int, look: Look) -> CellRow:
        """Return a row of blanks."""
        return CellRow([BLANK] * width, [look] * width)

    def equals(self, other: CellRow) -> bool:
        """Return whether two rows have the same cells."""
        return self.chars == other.chars and self.looks == other.looks

    def replaced(self, x: int, chars: list[str], looks: list[Look]) -> CellRow:
        """Return the row with other cells from a column on; this row if they are the same.

        What does not fit into the row is cut off. Half a wide character becomes a blank.
        """
        width = len(self.chars)
        end = min(x + len(chars), width)
        if x >= end or (self.chars[x:end] == chars[: end - x] and self.looks[x:end] == looks[: end - x]):
            return self
        new_chars = self.chars[:x] + chars[: end - x] + self.chars[end:]
        if new_chars[x] != CONTINUED and self.chars[x] == CONTINUED and x:
            new_chars[x - 1] = BLANK
        if new_chars[x] == CONTINUED:
            new_chars[x] = BLANK
        if end < width:
            if new_chars[end] == CONTINUED:
                new_chars[end] = BLANK
        elif end - x < len(chars) and chars[end - x] == CONTINUED:
            new_chars[end - 1] = BLANK
        return CellRow(new_chars, self.looks[:x] + looks[: end - x] + self.looks[end:])
