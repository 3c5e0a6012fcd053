"""The marks of the interface in Unicode and ASCII."""

from __future__ import annotations

from msgspec import Struct


class Glyphs(Struct, frozen=True):
    """The marks of the interface, each one cell wide except the ASCII arrow."""

    box_full: str
    box_empty: str
    made: str
    missed: str
    open: str
    closed: str
    cursor: str
    before_quote: str
    """Before a passage that begins within a row; after it is the mark of the cursor."""
    star: str
    dot: str
    """Separator between pieces of metadata."""
    arrow: str
    bar_full: str
    bar_begun: str
    bar_empty: str
    levels: str
    """Marks of rising height, for a line of values."""
    block: str
    """What large digits are drawn with."""

    def boxes(self, box: int, of: int) -> str:
        """Return a card's box as a row of marks: `box` filled ones of `of` in total."""
        return self.box_full * box + self.box_empty * max(0, of - box)


UNICODE = Glyphs("▪", "▫", "✓", "·", "▾", "▸", "▌", "▐", "★", "·", "→", "━", "─", "─", "▁▂▃▄▅▆▇█", "█")
ASCII = Glyphs("#", ".", "x", "-", "v", ">", "|", "|", "*", "-", "->", "=", "~", "-", "_.-~=^#", "#")


def select_glyphs(ascii: bool) -> Glyphs:
    """Return the ASCII or the Unicode marks."""
    return ASCII if ascii else UNICODE
