"""The only door by which foreign text reaches the screen.

Textual takes a `str` for markup in nearly every widget: `list[int]` would lose its `[int]`, `[/]` would
end the app, and `[@click=...]` would run an action. So everything that a bank, an import, a file name
or a learner wrote is passed on as `Content`, made here, cleaned of controls and bidi overrides.
`ControlFilter` is the second wall, at the screen itself.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from tpm_tui.core.text.sanitize import clean, clean_line, is_clean

Piece = str | Content | tuple[str, str]
"""Text, ready content, or text with a style."""


def plain(text: str, style: str = "") -> Content:
    """Foreign text of any number of lines, shown as it stands."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def line(text: str, style: str = "") -> Content:
    """Foreign text in a place that holds one line."""
    return Content.styled(clean_line(text), style) if style else Content(clean_line(text))


def join(*pieces: Piece) -> Content:
    """Pieces put together; strings among them are cleaned and never read as markup."""
    return Content("").join(
        piece if isinstance(piece, Content) else plain(piece) if isinstance(piece, str) else plain(*piece)
        for piece in pieces
    )


class ControlFilter(LineFilter):
    """Removes control characters from all that is about to be painted."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with cleaned text; nearly always the very same ones."""
        if all(segment.control or is_clean(segment.text) for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(clean_line_keeping_blanks(segment.text), segment.style)
            for segment in segments
        ]


def clean_line_keeping_blanks(text: str) -> str:
    """Cleaned text for one row of the screen: a line break becomes a blank."""
    return clean(text).replace("\n", " ").replace("\t", " ")
