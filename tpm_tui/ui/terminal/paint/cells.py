"""Text as cells of the terminal, and how sure its width is."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from unicodedata import east_asian_width

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment

from tpm_tui.ui.terminal.paint.look import Look, LookTable

CONTINUED = ""
"""The second cell of a wide character."""

BLANK = " "

JOINER = "\u200d"

EMOJI_SELECTOR = "\ufe0f"
"""Makes an emoji of a symbol; some terminals show such symbols as emoji without it."""

MAX_TEXTS = 2048
"""Texts whose cells are remembered."""

_FIRST_EMOJI, _LAST_EMOJI = 0x1F000, 0x1FBFF
"""The planes of emoji and symbols: each version of Unicode adds some, and changes the width of others."""

_FIRST_LINE, _LAST_LINE = 0x2500, 0x259F
"""Lines and blocks: they are ambiguous, too, but most terminals keep them narrow so that boxes fit."""

_SURE_WIDE = (
    (0x1100, 0x115F),
    (0x2E80, 0xA4CF),
    (0xA960, 0xA97C),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x20000, 0x3FFFD),
)
"""Ranges of characters that have been wide in all terminals for long."""


class Width(IntEnum):
    """How sure the width of a cell's text is."""

    SURE = 0
    UNSURE = 1
    """East Asian ambiguous: wide in terminals that are set up so, and then wide everywhere on the screen."""
    DISPUTED = 2
    """Terminals of the same version of Unicode differ: sequences, combining marks, emoji."""


def classify_width(text: str, *, is_asian: bool = False) -> Width:
    """Return how sure the width of a cell's text is.

    Args:
        text: one character with everything that combines with it.
        is_asian: whether the terminal may be set up for wide ambiguous characters.
    """
    if text.isascii() and len(text) <= 1:
        return Width.SURE
    if len(text) > 1:
        return Width.DISPUTED
    code = ord(text)
    if cell_len(text + EMOJI_SELECTOR) > cell_len(text):
        return Width.DISPUTED
    kind = east_asian_width(text)
    if kind == "A":
        if is_asian or code >= _FIRST_EMOJI:
            return Width.DISPUTED
        return Width.SURE if _FIRST_LINE <= code <= _LAST_LINE else Width.UNSURE
    if _FIRST_EMOJI <= code <= _LAST_EMOJI:
        return Width.DISPUTED
    if kind in "WF":
        is_sure = any(first <= code <= last for first, last in _SURE_WIDE)
        return Width.SURE if is_sure else Width.DISPUTED
    return Width.SURE


class WidthTable(dict[str, Width]):
    """How sure the width of each cell's text is."""

    def __init__(self, *, is_asian: bool = False) -> None:
        """
        Args:
            is_asian: whether the terminal may be set up for wide ambiguous characters.
        """
        super().__init__()
        self._is_asian = is_asian

    def __missing__(self, text: str) -> Width:
        """Classify a text."""
        if len(self) > MAX_TEXTS:
            self.clear()
        width = self[text] = classify_width(text, is_asian=self._is_asian)
        return width


@lru_cache(MAX_TEXTS)
def split_cells(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what combines with the character before a text, and the texts of its cells."""
    before = ""
    if text.startswith(JOINER):  # Rich splits such a text into more cells than it counts
        before, text = text[:2], text[2:]
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        if width:
            cells.append(text[start:end])
            cells += [CONTINUED] * (width - 1)
        elif cells:
            cells[-1 if cells[-1] else -2] += text[start:end]
        else:
            before += text[start:end]
    return before, tuple(cells)


def add_cells(segments: Iterable[Segment], table: LookTable, chars: list[str], looks: list[Look]) -> None:
    """Append the cells of segments.

    Args:
        segments: styled text.
        table: the look of each style.
        chars: the texts of the cells.
        looks: the looks of the cells.
    """
    for text, style, _ in segments:
        look = table.plain if style is None else table[style]
        if text.isascii():
            chars += text
            looks += [look] * len(text)
            continue
        before, cells = split_cells(text)
        if before and chars:
            _combine(chars, before)
        chars += cells
        looks += [look] * len(cells)


def _combine(chars: list[str], text: str) -> None:
    """Combine the last cell with a text, unless that would make it wider."""
    last = -1 if chars[-1] else -2
    combined = chars[last] + text
    if cell_len(combined) == -last:
        chars[last] = combined
