"""The screen that the app wants, the one that the terminal shows, and what turns one into the other."""

from __future__ import annotations

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from tpm_tui.ui.terminal.paint.cells import add_cells
from tpm_tui.ui.terminal.paint.encoder import Encoder
from tpm_tui.ui.terminal.paint.look import Look, LookTable
from tpm_tui.ui.terminal.paint.row import CellRow

HIDE_CURSOR, SHOW_CURSOR = "\x1b[?25l", "\x1b[?25h"

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
"""Around an update that the terminal shows as a whole."""

SYNC_LENGTH = 4096
"""The length from which an update is synchronized: a shorter one arrives in one piece."""

HIDE_LENGTH = 256
"""The length from which the cursor is hidden during an update."""


class Painter:
    """Collects what Textual paints, and encodes what of it the terminal does not show yet."""

    def __init__(self, encoder: Encoder, *, is_bright_bold: bool = False) -> None:
        """
        Args:
            encoder: encodes for the terminal.
            is_bright_bold: whether a text colour can change the weight, as on the Linux console.
        """
        self._encoder = encoder
        self._is_bright_bold = is_bright_bold
        self._table: LookTable | None = None
        self._color_system = ColorSystem.TRUECOLOR
        self._wanted: list[CellRow] = []
        self._strips: list[dict[int, Strip]] = []
        """What was put into each row of the wanted screen and is still there, by column."""
        self._shown: list[CellRow] | None = None
        """What the terminal shows; None if that is unknown."""
        self._cursor = (0, 0)
        self._shown_cursor: tuple[int, int] | None = None
        self._is_cursor_visible = False
        self._is_cursor_shown = False
        """Whether the terminal shows the cursor."""
        self.is_updating = False
        """Whether an update was applied since the last one was encoded."""
        self.can_synchronize = False
        """Whether the terminal has synchronized updates."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the wanted screen; zero before the first update."""
        return (len(self._wanted[0].chars), len(self._wanted)) if self._wanted else (0, 0)

    def use_encoder(self, encoder: Encoder) -> None:
        """Use another encoder, and assume nothing about what the terminal shows."""
        self._encoder = encoder
        self.forget()

    def forget(self) -> None:
        """Assume nothing about what the terminal shows, so that all is painted again."""
        self._shown = self._shown_cursor = None
        self._encoder.forget()

    def set_cursor(self, x: int, y: int) -> None:
        """Set where the cursor is after the next update."""
        self._cursor = x, y

    def show_cursor(self, visible: bool) -> None:
        """Show or hide the cursor with the next update."""
        self._is_cursor_visible = visible

    def assume_cursor(self, visible: bool) -> None:
        """Record that the terminal shows or hides the cursor, and that it should."""
        self._is_cursor_visible = self._is_cursor_shown = visible

    def apply(self, update: CompositorUpdate, console: Console) -> bool:
        """Apply an update to the wanted screen; return whether it is of a known kind.

        Args:
            update: what Textual has rendered.
            console: its colours are those of the terminal.
        """
        self.is_updating = True
        if isinstance(update, LayoutUpdate):
            self._use_colors(console)
            _, _, width, height = update.region
            self._resize(width, height)
            for y, strips in enumerate(update.strips, update.region.y):
                x = update.region.x
                for strip in strips:
                    self._replace(y, x, strip)
                    x += strip.cell_length
        elif isinstance(update, ChopsUpdate):
            self._use_colors(console)
            self._resize(update.chop_ends[0][-1], len(update.chops))
            self._apply_chops(update)
        else:
            return False
        return True

    def encode(self) -> str:
        """Return what turns what the terminal shows into the wanted screen; empty if that is the same."""
        self.is_updating = False
        if not self._wanted:
            return self._encode_visibility()
        if self._shown is None or self._cursor != self._shown_cursor or self._has_changed():
            width, height = self.size
            cursor = min(self._cursor[0], width - 1), min(self._cursor[1], height - 1)
            data = self._encoder.encode(self._shown, self._wanted, cursor)
        else:
            data = ""
        self._shown = self._wanted.copy()
        self._shown_cursor = self._cursor
        hides = len(data) > HIDE_LENGTH and self._is_cursor_shown
        if hides:
            self._is_cursor_shown = False
            data = HIDE_CURSOR + data
        data += self._encode_visibility()
        if self.can_synchronize and len(data) > SYNC_LENGTH:
            return SYNC_START + data + SYNC_END
        return data

    def _has_changed(self) -> bool:
        assert self._shown is not None
        return any(row is not shown for row, shown in zip(self._wanted, self._shown, strict=True))

    def _encode_visibility(self) -> str:
        if self._is_cursor_visible == self._is_cursor_shown:
            return ""
        self._is_cursor_shown = self._is_cursor_visible
        return SHOW_CURSOR if self._is_cursor_visible else HIDE_CURSOR

    def _use_colors(self, console: Console) -> None:
        system = COLOR_SYSTEMS.get(console.color_system or "truecolor", ColorSystem.TRUECOLOR)
        if self._table is None or system is not self._color_system:
            self._color_system = system
            self._table = LookTable(system, is_bright_bold=self._is_bright_bold)
            self._strips = [{} for _ in self._wanted]

    def _resize(self, width: int, height: int) -> None:
        if (width, height) != self.size:
            assert self._table is not None
            self._wanted = [CellRow.blank(width, self._table.plain)] * height
            self._strips = [{} for _ in range(height)]
            self.forget()

    def _apply_chops(self, update: ChopsUpdate) -> None:
        """Apply parts of rows, as `ChopsUpdate.render_segments` renders them."""
        for y, first, last in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x > last or end <= first:
                    continue
                if not (last > x >= first and end <= last):
                    strip = strip.crop(0, min(end, last) - x)
                self._replace(y, x, strip)

    def _replace(self, y: int, x: int, strip: Strip) -> None:
        """Put a strip into the wanted screen, unless it is there: Textual caches what it has rendered."""
        if not 0 <= y < len(self._wanted) or self._strips[y].get(x) is strip:
            return
        assert self._table is not None
        chars: list[str] = []
        looks: list[Look] = []
        add_cells(strip, self._table, chars, looks)
        row = self._wanted[y]
        self._wanted[y] = row.replaced(x, chars, looks)
        strips = self._strips[y]
        if self._wanted[y] is not row:
            end = x + len(chars)
            for other in [at for at, each in strips.items() if at < end and x < at + each.cell_length]:
                del strips[other]
        strips[x] = strip
