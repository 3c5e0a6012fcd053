"""Rows of a widget with their background, padding and border, each distinct row once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from rich.segment import Segment
from rich.terminal_theme import TerminalTheme
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.content import Content
from textual.css.styles import StylesBase
from textual.geometry import Region, Size, Spacing
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

BorderTitle = tuple[Content, Color, Color, Style] | None


class HasStylesCache(Protocol):
    """The part of a widget that renders its rows."""

    _styles_cache: StylesCache


class RowCache(StylesCache):
    """Renders a blank row once for each update.

    Textual 8.2.8 styles, filters and cuts every blank row again: on a large screen most rows are blank, and
    that takes a third of the time to render it.
    """

    _blank_rows: dict[Segment, Strip]

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        """Return rows of a widget."""
        self._blank_rows = {}
        return super().render_widget(widget, crop)

    def render_line(
        self,
        styles: StylesBase,
        y: int,
        size: Size,
        content_size: Size,
        padding: Spacing,
        base_background: Color,
        background: Color,
        render_content_line: Callable[[int], Strip],
        border_title: BorderTitle,
        border_subtitle: BorderTitle,
        opacity: float,
        ansi_theme: TerminalTheme,
        native_ansi: bool,
    ) -> Strip:
        """Return a row: that of another blank one if it looks the same."""
        top = styles.gutter.top
        bottom = size.height - max(styles.gutter.bottom, 1)  # an outline changes the first and last row
        content, segment = None, None
        if max(top, 1) <= y < bottom and y - top < content_size.height:
            content = render_content_line(y - top)
            segments = content._segments
            if len(segments) == 1 and not segments[0].text.strip(" "):
                segment = segments[0]
                if (styled := self._blank_rows.get(segment)) is not None:
                    return styled
        rest = (border_title, border_subtitle, opacity, ansi_theme, native_ansi)
        before = (styles, y, size, content_size, padding, base_background, background)
        render = render_content_line if content is None else _always(content)
        styled = super().render_line(*before, render, *rest)
        if segment is not None:
            self._blank_rows[segment] = styled
        return styled


def _always(strip: Strip) -> Callable[[int], Strip]:
    return lambda _: strip


def use_row_cache(widget: HasStylesCache) -> None:
    """Render the rows of a widget with a `RowCache` from now on."""
    if type(widget._styles_cache) is StylesCache:
        widget._styles_cache = RowCache()
