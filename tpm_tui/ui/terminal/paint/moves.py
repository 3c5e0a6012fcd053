"""The shortest sequence that moves the cursor."""

from __future__ import annotations

MAX_REPEATED = 4
"""Rows or columns that are moved one by one; beyond that, a number is shorter."""


def move_cursor(x: int | None, y: int | None, to_x: int, to_y: int, newline: str = "\r\n") -> str:
    """Return the shortest sequence that moves the cursor; empty if it is there.

    Args:
        x: the column of the cursor, counted from 0; None if it is unknown, as after the last column.
        y: the row of the cursor, likewise.
        to_x: the new column.
        to_y: the new row.
        newline: what moves the cursor to the first column of the next row.
    """
    if y is None:
        return absolute(to_x, to_y)
    if y == to_y:
        return "" if x == to_x else _along_row(x, to_x)
    ways = [absolute(to_x, to_y)]
    rows = to_y - y
    if x is not None:
        ways.append((_down(rows) if rows > 0 else _up(-rows)) + ("" if x == to_x else _along_row(x, to_x)))
    if 0 < rows <= MAX_REPEATED:
        ways.append(newline * rows + _right(to_x))
    return min(ways, key=len)


def absolute(x: int, y: int) -> str:
    """Return the sequence that moves the cursor to a cell from anywhere."""
    if x:
        return f"\x1b[{y + 1 if y else ''};{x + 1}H"
    return f"\x1b[{y + 1}H" if y else "\x1b[H"


def _along_row(x: int | None, to_x: int) -> str:
    if to_x == 0:
        return "\r"
    to_column = f"\x1b[{to_x + 1}G"
    if x is None:
        return to_column
    if to_x > x:
        return min(_right(to_x - x), to_column, key=len)
    if x - to_x <= MAX_REPEATED:
        return "\b" * (x - to_x)
    return min(f"\x1b[{x - to_x}D", to_column, key=len)


def _right(columns: int) -> str:
    return "" if columns == 0 else "\x1b[C" if columns == 1 else f"\x1b[{columns}C"


def _up(rows: int) -> str:
    return "\x1bM" if rows == 1 else f"\x1b[{rows}A"


def _down(rows: int) -> str:
    return "\x1bD" if rows == 1 else f"\x1b[{rows}B"
