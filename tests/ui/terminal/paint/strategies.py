"""Strategies for rows and screens."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.ui.terminal.paint.screens import make_row
from tpm_tui.ui.terminal.paint.row import CellRow

STYLES = (
    "",
    "bold",
    "italic red",
    "white on blue",
    "default on blue",
    "bold #112233 on #445566",
    "#112233 on #445566",
    "underline on #445566",
    "reverse",
    "strike green",
    "blink bold underline color(200) on color(30)",
)

PIECES = ("a", "bc", " ", "   ", "long text of letters", " " * 14, "漢字", "한", "─" * 6, "é", "·", "Жд")
"""Text whose width pyte and Rich agree on, without combining marks."""

COMBINING = ("e\u0301", "x\u0308y", "o\u0302\u0323")

EMOJI = (
    "👩\u200d💻",  # joined
    "❤\ufe0f",  # a variation selector
    "👍🏽",  # a modifier
    "🇩🇪",  # a flag
    "1\ufe0f\u20e3",  # a keycap
    "🫠",  # of a newer version of Unicode
    "☎",
    "✅",
)
"""Emoji and sequences of them: terminals disagree about their width."""


def rows(width: int, pieces: tuple[str, ...] = PIECES) -> st.SearchStrategy[CellRow]:
    """Rows of a width from pieces of text."""
    segment = st.tuples(st.sampled_from(pieces), st.sampled_from(STYLES))
    return st.lists(segment, max_size=8).map(lambda segments: make_row(segments, width))


def screens(width: int, height: int, pieces: tuple[str, ...] = PIECES) -> st.SearchStrategy[list[CellRow]]:
    """Screens of a size; often with the same row several times."""
    return st.lists(rows(width, pieces), min_size=1, max_size=height).flatmap(
        lambda made: st.lists(st.sampled_from(made), min_size=height, max_size=height)
    )
