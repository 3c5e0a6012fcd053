"""A compositor that renders only what an update covers."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class RowCompositor(Compositor):
    """Renders only the rows of an update.

    Textual 8.2.8 renders every row of every widget for each update, even if one character was typed: its
    test whether a widget is concerned uses the region that the widget is clipped to, which is the whole
    screen for most of them.
    """

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield the region, the clip region and the rendered rows of each widget in the rows of a region."""
        if crop is None:
            yield from super()._get_renders(None)
            return
        _, y, _, height = crop
        for widget, (region, clip) in self.visible_widgets.items():
            rows = clip.intersection(Region(clip.x, y, clip.width, height))
            part = region.intersection(rows)
            if part:
                yield region, rows, widget.render_lines(part.translate((-region.x, -region.y)))
