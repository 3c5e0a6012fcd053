"""Decoding of complete escape sequences that are not keys: reports, and replies to queries."""

from __future__ import annotations

import re

from tpm_tui.ui.terminal.input.events import FocusChange, ModeReply, MouseReport, ScreenResize

PASTE_START = b"\x1b[200~"
PASTE_END = b"\x1b[201~"

_FOCUS = {b"\x1b[I": FocusChange(True), b"\x1b[O": FocusChange(False)}
_MOUSE = re.compile(rb"\x1b\[<(\d{1,3});(\d{1,5});(\d{1,5})([Mm])")
_MODE = re.compile(rb"\x1b\[\?(\d{1,5});([0-4])\$y")
_RESIZE = re.compile(
    rb"\x1b\[48;(\d{1,4})(?::\d*)*;(\d{1,4})(?::\d*)*;(\d{1,6})(?::\d*)*;(\d{1,6})(?::\d*)*t"
)

_REPLY = re.compile(
    rb"\x1b\[(?:\?[\d;]+(?:[cnuRS]|\$y)|>[\d;]+[cm]|=[\d;]+c|<[\d;Na-]+[Mm]|[\d;]+(?:[cnRtxyM]|\$y)|M...)",
    re.DOTALL,
)
"""Other reports: device attributes, modes, positions, sizes, and damaged and older mouse reports."""

UNTYPED_FORM = re.compile(rb"\x1b\[(?:[<=>?]\d[\d;:]*|\d*[;:][\d;:]*|\d{5})[ -/]*[@-~]")
"""The form of control sequences that nobody types after Escape, whether they have a meaning or not."""

LATE_STRING = re.compile(rb"\x1b(?:\]\d{1,5};|P(?:[>!]\||[01]?[$+]r|\d\$[us]|\d{1,3}!~|@kitty)|_G)")
"""The beginning of a reply that is a string, as far as it is needed to recognize it without its Escape."""
LATE_STRING_PREFIX = re.compile(rb"\x1b(?:\]\d{0,5}|P(?:[>!]|[$+]|\d{1,3}[!$+]?|@k?i?t?t?)?|_)")
"""A beginning of `LATE_STRING`."""

TerminalReport = MouseReport | FocusChange | ScreenResize | ModeReply


def decode_report(sequence: bytes) -> TerminalReport | None:
    """Return the report of a complete escape sequence; None if it is none, or one without an event."""
    if (focus := _FOCUS.get(sequence)) is not None:
        return focus
    if match := _MOUSE.fullmatch(sequence):
        buttons, x, y = (int(field) for field in match.groups()[:3])
        return MouseReport(buttons, x - 1, y - 1, match[4] == b"M") if x and y else None
    if match := _MODE.fullmatch(sequence):
        return ModeReply(int(match[1]), int(match[2]))
    if match := _RESIZE.fullmatch(sequence):
        rows, columns, height, width = (int(field) for field in match.groups())
        return ScreenResize(columns, rows, width, height) if rows and columns else None
    return None


def is_terminal_report(sequence: bytes) -> bool:
    """Return whether a terminal sends this control sequence, other than for a key."""
    return (
        sequence in (PASTE_START, PASTE_END)
        or decode_report(sequence) is not None
        or _REPLY.fullmatch(sequence) is not None
    )
