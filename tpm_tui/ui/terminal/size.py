"""The size of the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

DEFAULT_SIZE = (80, 24)


def terminal_size(environ: Mapping[str, str]) -> tuple[int, int]:
    """Return columns and rows as `shutil.get_terminal_size` does.

    `shutil` imports the libraries of three compression formats, which takes 1 % of the start.

    Args:
        environ: the environment, of which `COLUMNS` and `LINES` count first.
    """
    columns, rows = (_positive(environ.get(name, "")) for name in ("COLUMNS", "LINES"))
    if not (columns and rows):
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):  # stdout is missing, closed or no terminal
            size = os.terminal_size(DEFAULT_SIZE)
        columns, rows = columns or size.columns or DEFAULT_SIZE[0], rows or size.lines or DEFAULT_SIZE[1]
    return columns, rows


def _positive(text: str) -> int:
    try:
        return max(int(text), 0)
    except ValueError:
        return 0
