"""How the commands look on a terminal: bold and coloured parts, and the width of their lines."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

from tpm_tui.core.text.style import Role, Style, no_style

SGR = {
    Role.HEADING: "1",
    Role.AGAIN: "31",
    Role.HARD: "33",
    Role.GOOD: "32",
    Role.EASY: "36",
    Role.NEW: "2",
    Role.BOX: "34",
    Role.ERROR: "1;31",
    Role.WARNING: "33",
    Role.NOTE: "2",
}
"""The parameters of the escape sequence for each role. Terminals let their user choose these 16 colours."""

MIN_WIDTH = 40
"""Cells of the narrowest terminal that the texts are written for."""


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
    return max(MIN_WIDTH, min(limit, shutil.get_terminal_size().columns))


def _ansi_style(text: str, role: Role) -> str:
    return f"\x1b[{SGR[role]}m{text}\x1b[0m" if text else ""
