"""How the commands look on a terminal: bold and coloured parts, and the width of their lines."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from tpm_tui.core.text.style import Role, Style, no_style
from tpm_tui.exchange.text_table import cells, wrap

SGR = {
    Role.HEADING: "1",
    Role.AGAIN: "31",
    Role.HARD: "33",
    Role.GOOD: "32",
    Role.EASY: "1;32",
    Role.NEW: "2",
    Role.BOX: "32",
    Role.ERROR: "1;31",
    Role.WARNING: "33",
    Role.NOTE: "2",
}
"""The parameters of the escape sequence for each role: bold, dim, or a colour of the terminal's own palette.

Green is good or known, yellow at risk, red missed or wrong. A word always says the same.
"""

MIN_WIDTH = 40
"""Cells of the narrowest terminal that the texts are written for."""

MAX_WIDTH = 1_000
"""Cells of the widest; `COLUMNS` may be any number."""

MIN_LAST_COLUMN = 24
"""Cells of the last column; with fewer, it is shown below the columns before it."""

NARROW_INDENT = 4
"""Cells before a column that is shown below the others."""


def shows_styles(stream: TextIO) -> bool:
    """Return whether output to a stream may be styled.

    It must be a terminal that is not dumb, and the user must not have set `NO_COLOR` (https://no-color.org).
    """
    is_dumb = os.environ.get("TERM", "dumb") in ("", "dumb")
    return stream.isatty() and not is_dumb and not os.environ.get("NO_COLOR")


def stdout_style() -> Style:
    """Return the function that styles text for standard output."""
    return _ansi_style if shows_styles(sys.stdout) else no_style


def text_width(limit: int = 100) -> int:
    """Return the cells of a line: those of the terminal, at most `limit`, and 80 without a terminal."""
    import shutil  # here, as it takes 2 ms and `due` without a terminal has no use for it

    return max(MIN_WIDTH, min(limit, shutil.get_terminal_size().columns))


def terminal_width() -> int | None:
    """Return the cells of a line of the terminal; None if standard output is not a terminal."""
    return text_width(MAX_WIDTH) if sys.stdout.isatty() else None


def wrapped(text: str, *, left: str = "", margin: int = 0) -> str:
    """Return a line as it is, or on a terminal in lines that fit.

    Args:
        text: the line, or its last column.
        left: the columns before it, which are not broken; later lines begin below the text.
        margin: cells that are left free in each line.
    """
    terminal = terminal_width()
    if terminal is None or cells(left + text) <= terminal - margin:
        return left + text
    indent, first = cells(left), left
    if terminal - margin - indent < MIN_LAST_COLUMN:
        indent = NARROW_INDENT
        first = f"{left.rstrip()}\n{' ' * indent}"
    return first + f"\n{' ' * indent}".join(wrap(text, terminal - margin - indent))


def _ansi_style(text: str, role: Role) -> str:
    return f"\x1b[{SGR[role]}m{text}\x1b[0m" if text else ""
