"""A compositor that renders only the widgets, and the rows of them, that can be seen."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tpm_tui.ui.render.row_cache import use_row_cache


class RowCompositor(Compositor):
    """Textual 8.2.8 renders all rows of each widget that an update overlaps, also if others cover it.

    For a partial update, that takes a third of the time of a typed character; for the whole screen, a third
    of the rows are those of covered containers. This works around it through one private method.
    """

    full_updates = 0
    """How often the whole screen was rendered."""
    _updated: frozenset[Region] = frozenset()
    """The regions of a partial update."""

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """Render the whole screen; no widget has to be rendered again for changes before that.

        At a start, Textual 8.2.8 would render the whole screen twice more: every new widget reports that it
        has changed, after it was painted.
        """
        self.full_updates += 1
        update = super().render_full_update(simplify)
        if not simplify:  # which is for a file
            for widget in self.visible_widgets:
                widget._repaint_required = False
                widget._exchange_repaint_regions()
        return update

    def render_partial_update(self) -> ChopsUpdate | None:
        """Render the regions that have changed."""
        self._updated = frozenset(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._updated = frozenset()

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield the region, the visible part and the rows of each widget, from front to back.

        Args:
            crop: what is updated; None for the whole screen.
        """
        crop = crop or self.size.region
        uncovered = [each.intersection(crop) for each in self._updated or [crop]]
        for widget, (region, clip) in self.visible_widgets.items():
            whole = region.intersection(clip)
            shown = [each for each in uncovered if each.overlaps(whole)]
            if not shown:
                continue
            top, bottom = min(each.y for each in shown), max(each.bottom for each in shown)
            part = clip.intersection(Region(0, top, self.size.width, bottom - top))
            x, y, width, height = region.intersection(part)
            use_row_cache(widget)
            yield region, part, widget.render_lines(Region(x - region.x, y - region.y, width, height))
            uncovered = [part for each in uncovered for part in subtract(each, whole)]
            if not uncovered:
                return  # nothing behind it can be seen


def subtract(region: Region, hole: Region) -> list[Region]:
    """Return the parts of a region that are not in another one."""
    x, y, width, _ = region
    inner = region.intersection(hole)
    if not inner:
        return [region]
    parts = (
        Region(x, y, width, inner.y - y),
        Region(x, inner.bottom, width, region.bottom - inner.bottom),
        Region(x, inner.y, inner.x - x, inner.height),
        Region(inner.right, inner.y, region.right - inner.right, inner.height),
    )
    return [part for part in parts if part]
