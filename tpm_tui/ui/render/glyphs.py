"""The one small set of marks, with its ASCII twin for terminals and fonts without them."""

from __future__ import annotations

from msgspec import Struct


class Glyphs(Struct, frozen=True):
    """The marks of the interface, each one cell wide."""

    box_full: str
    box_empty: str
    made: str
    missed: str
    open: str
    closed: str
    cursor: str
    star: str
    dot: str
    """Between pieces of metadata."""
    arrow: str

    def boxes(self, box: int, of: int) -> str:
        """A card's box as a row of marks."""
        return self.box_full * box + self.box_empty * max(0, of - box)


UNICODE = Glyphs("▪", "▫", "✓", "·", "▾", "▸", "▌", "★", "·", "→")
ASCII = Glyphs("#", ".", "x", "-", "v", ">", "|", "*", "-", "->")


def glyphs(ascii: bool) -> Glyphs:
    """The set to use."""
    return ASCII if ascii else UNICODE
