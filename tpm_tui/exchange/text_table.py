"""Plain text in columns for a terminal: cell widths, cutting, wrapping, bars."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import category, combining, east_asian_width


def cells(text: str) -> int:
    """Terminal cells that a clean line takes: wide characters two, combining and joining ones none."""
    return len(text) if text.isascii() else sum(_cells(char) for char in text)


def fit(text: str, width: int) -> str:
    """The text in exactly so many cells: padded, or cut with `..` at the end."""
    if cells(text) <= width:
        return text + " " * (width - cells(text))
    mark = ".."[: max(0, width)]
    kept = _longest_start(text, width - len(mark))
    return kept + mark + " " * (width - len(mark) - cells(kept))


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most so many cells, broken at blanks; line breaks of the text are kept.

    A word longer than a line is cut.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and cells(line) + 1 + cells(word) > width:
                lines.append(line)
                line = ""
            rest = f"{line} {word}" if line else word
            while cells(rest) > width and len(start := _longest_start(rest, width) or rest[0]) < len(rest):
                lines.append(start)
                rest = rest[len(start) :]
            line = rest
        lines.append(line)
    return lines


def table(rows: Sequence[Sequence[str]], width: int, right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as aligned lines of at most `width` cells, two blanks between columns.

    The first column gives way where they do not fit.

    Args:
        rows: rows of equally many texts.
        width: cells of a line.
        right: indexes of the columns that are aligned to the right, as figures are.
    """
    if not rows:
        return []
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    widths[0] = max(1, min(widths[0], width - sum(widths[1:]) - 2 * (len(widths) - 1)))
    lines = []
    for row in rows:
        parts = [
            " " * max(0, widths[column] - cells(text)) + text
            if column in right
            else fit(text, widths[column])
            for column, text in enumerate(row)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines


def bar(count: int, most: int, width: int, mark: str = "#") -> str:
    """A bar for a count: one mark each while the largest fits in `width`, else in proportion.

    Something never shows as nothing.
    """
    if count <= 0 or most <= 0:
        return ""
    return mark * (count if most <= width else max(1, round(count * width / most)))


def _cells(char: str) -> int:
    if combining(char) or category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in ("W", "F") else 1


def _longest_start(text: str, width: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += _cells(char)
        if used > width:
            return text[:index]
    return text
