"""The events that the input parser makes of the bytes from the terminal."""

from __future__ import annotations

from msgspec import Struct


class KeyPress(Struct, frozen=True, gc=False):
    """A key press, or one character of typed text."""

    key: str
    """The key's name as in Textual, such as `a`, `A`, `ctrl+j`, `shift+up` or `question_mark`."""
    character: str | None = None
    """The text that the key types; None if it types none. A line end of any kind is a line feed."""


class AltChord(Struct, frozen=True):
    """A key pressed with alt, which many terminals send as Escape followed by the key.

    If nothing is bound to the chord, it stands for these two keys.
    """

    key: str
    """The name of the chord, such as `alt+u`."""
    plain: KeyPress
    """The key without alt."""


class Paste(Struct, frozen=True):
    """Pasted text: sanitized, without escape sequences, every line end a line feed."""

    text: str


class MouseReport(Struct, frozen=True):
    """A mouse report in the SGR format."""

    buttons: int
    """The button and the modifiers, as the terminal encodes them."""
    x: int
    """Column, or pixel in the pixel mode, counted from 0."""
    y: int
    """Row, or pixel in the pixel mode, counted from 0."""
    pressed: bool
    """False when a button was released."""


class FocusChange(Struct, frozen=True):
    """The terminal's window gained or lost focus."""

    focused: bool


class ScreenResize(Struct, frozen=True):
    """The terminal's new size, reported in-band instead of by a signal."""

    columns: int
    rows: int
    width: int
    """In pixels; 0 if unknown."""
    height: int
    """In pixels; 0 if unknown."""


class ModeReply(Struct, frozen=True):
    """The reply to the query of a private mode."""

    mode: int
    setting: int
    """0 unknown to the terminal, 1 set, 2 reset, 3 permanently set, 4 permanently reset."""


KeyEvent = KeyPress | AltChord
TerminalEvent = KeyPress | AltChord | Paste | MouseReport | FocusChange | ScreenResize | ModeReply
