"""Conversion of mouse reports to Textual's events."""

from __future__ import annotations

from textual import events

from tpm_tui.ui.terminal.input.events import MouseReport, ScreenResize

_SHIFT, _META, _CTRL, _MOTION, _WHEEL = 4, 8, 16, 32, 64
"""Bits of the buttons in a report."""

_WHEEL_EVENTS: tuple[type[events.MouseEvent], ...] = (
    events.MouseScrollUp,
    events.MouseScrollDown,
    events.MouseScrollLeft,
    events.MouseScrollRight,
)


class Mouse:
    """The position of the mouse, in cells."""

    def __init__(self) -> None:
        self._x = 0.0
        self._y = 0.0
        self._cell = (1.0, 1.0)
        """Width and height of a cell in the unit of the reports."""

    def set_cell_size(self, size: ScreenResize) -> None:
        """Expect positions in pixels, as they are reported with an in-band resize."""
        if size.width and size.height:
            self._cell = size.width / size.columns, size.height / size.rows

    def make(self, report: MouseReport) -> events.MouseEvent:
        """Return the event of a report."""
        x, y = report.x / self._cell[0], report.y / self._cell[1]
        delta_x, delta_y = int(x) - int(self._x), int(y) - int(self._y)
        self._x, self._y = x, y
        buttons = report.buttons
        button = 0 if buttons & _WHEEL else (buttons + 1) & 3
        kind: type[events.MouseEvent]
        if buttons & _WHEEL:
            kind = _WHEEL_EVENTS[buttons & 3]
        elif buttons & _MOTION or button == 0:
            kind = events.MouseMove
        else:
            kind = events.MouseDown if report.pressed else events.MouseUp
        return kind(
            None,
            x,
            y,
            delta_x,
            delta_y,
            button,
            bool(buttons & _SHIFT),
            bool(buttons & _META),
            bool(buttons & _CTRL),
            screen_x=x,
            screen_y=y,
        )
