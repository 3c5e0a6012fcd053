"""A thin bar for a share; without colour, its two parts are different marks."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import join


def thin_bar(share: float, width: int, glyphs: Glyphs) -> Content:
    """Return a bar; a share above 0 has a filled cell at least, and one below 1 an empty one.

    Args:
        share: how much of it is filled, 0 to 1.
        width: columns, at least 2.
        glyphs: the marks.
    """
    filled = round(share * width)
    if 0 < share < 1:
        filled = min(width - 1, max(1, filled))
    return join((glyphs.bar_full * filled, "$box"), (glyphs.bar_empty * (width - filled), "$box-empty"))
