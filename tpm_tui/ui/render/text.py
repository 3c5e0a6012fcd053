"""Conversion of untrusted text to `Content`; all such text reaches the screen through this module.

Textual parses a `str` as markup in nearly every widget: `list[int]` would lose its `[int]`, `[/]` would crash
the app, and `[@click=...]` would run an action. Therefore all text from a bank, an import, a file name or the
learner is converted to `Content` here, without control characters and bidi overrides. `ControlFilter` is a
second check on everything that is painted.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from tpm_tui.core.text.sanitize import clean, clean_line, is_clean

Piece = str | Content | tuple[str, str]
"""Text, content, or text with a style."""


def plain(text: str, style: str = "") -> Content:
    """Return untrusted text of any number of lines as content that is not parsed as markup."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def line(text: str, style: str = "") -> Content:
    """Return untrusted text as one line of content that is not parsed as markup."""
    return Content.styled(clean_line(text), style) if style else Content(clean_line(text))


def join(*pieces: Piece) -> Content:
    """Join pieces to one content; strings are cleaned and not parsed as markup."""
    return Content("").join(
        piece if isinstance(piece, Content) else plain(piece) if isinstance(piece, str) else plain(*piece)
        for piece in pieces
    )


class ControlFilter(LineFilter):
    """Line filter that removes control characters from everything that is painted."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without control characters; the same list if there are none."""
        if all(segment.control or is_clean(segment.text) for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(clean_row(segment.text), segment.style)
            for segment in segments
        ]


def clean_row(text: str) -> str:
    """Return cleaned text for one row of the screen, with line breaks and tabs replaced by spaces."""
    return clean(text).replace("\n", " ").replace("\t", " ")
