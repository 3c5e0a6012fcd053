"""Plain text in columns for a terminal: cell widths, truncating, wrapping, tables, bars.

Widths are those of `wcwidth`. It is imported only for text that is not ASCII, as importing it is slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

INDENT = "  "


def cells(text: str) -> int:
    """Return the terminal cells of a sanitized line: a wide character takes 2, as does an emoji sequence."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    # By grapheme, since wcswidth leaves out any character after a zero-width joiner, which terminals show.
    return sum(max(0, wcswidth(grapheme)) for grapheme in _graphemes(text))


def fit(text: str, width: int) -> str:
    """Return the text padded or truncated (with `..`) to exactly `width` cells."""
    if cells(text) <= width:
        return text + " " * (width - cells(text))
    mark = ".."[: max(0, width)]
    start = _longest_start(text, width - len(mark))
    return start + mark + " " * (width - len(mark) - cells(start))


def wrap(text: str, width: int) -> list[str]:
    """Return lines of at most `width` cells, broken at spaces. Line breaks in the text are kept.

    A word longer than a line is split between characters as the reader sees them (grapheme clusters).
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and cells(line) + 1 + cells(word) > width:
                lines.append(line)
                line = ""
            *full, line = [f"{line} {word}"] if line else _pieces(word, width)
            lines += full
        lines.append(line)
    return lines


def wrap_row(row: str, width: int, lead: str, hanging: str) -> list[str]:
    """Return a row of a table in lines of at most `width` cells; spaces are kept, except at a break.

    Args:
        row: the row, without spaces at its ends.
        width: cells of a line.
        lead: begins the first line.
        hanging: begins the further lines.
    """
    lines: list[str] = []
    line, gap = lead, ""
    for part in re.findall(" +|[^ ]+", row):
        if part.startswith(" "):
            gap = part
            continue
        if gap and cells(line + gap + part) > width:
            lines.append(line)
            line, gap = hanging, ""
        line += gap
        *full, rest = _pieces(part, width - cells(line))
        if full:
            # The word is longer than a line.
            lines.append(line + full[0])
            full = _pieces("".join([*full[1:], rest]), width - cells(hanging))
            lines += [hanging + piece for piece in full[:-1]]
            line, rest = hanging, full[-1]
        line, gap = line + rest, ""
    return [*lines, line.rstrip()]


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most `width` cells, or of one grapheme cluster that is wider."""
    if word.isascii():
        step = max(1, width)
        return [word[start : start + step] for start in range(0, len(word), step)]
    pieces, used = [""], 0
    for grapheme in _graphemes(word):
        size = cells(grapheme)
        if pieces[-1] and used + size > width:
            pieces.append("")
            used = 0
        pieces[-1] += grapheme
        used += size
    return pieces


def table(rows: Sequence[Sequence[str]], width: int, right: frozenset[int] = frozenset()) -> list[str]:
    """Return rows as aligned lines of at most `width` cells, with two spaces between columns.

    The first column is truncated if a row does not fit.

    Args:
        rows: rows with the same number of texts.
        width: cells of a line.
        right: indexes of right-aligned columns, such as numbers.
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
    """Return a bar for a count: one mark per unit if the largest count fits in `width`, else proportional.

    A count above 0 always has at least one mark.
    """
    if count <= 0 or most <= 0:
        return ""
    return mark * (count if most <= width else max(1, round(count * width / most)))


def _graphemes(text: str) -> Iterator[str]:
    if text.isascii():
        return iter(text)
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def _longest_start(text: str, width: int) -> str:
    """Return the longest start of at most `width` cells that splits no grapheme cluster."""
    end = used = 0
    for grapheme in _graphemes(text):
        used += cells(grapheme)
        if used > width:
            break
        end += len(grapheme)
    return text[:end]
