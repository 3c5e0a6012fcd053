"""Conversion of input events to Textual's messages."""

from __future__ import annotations

import os
from functools import partial

from textual import constants, events, messages
from textual.app import App
from textual.message import Message

from tpm_tui.ui.terminal.input.events import (
    AltChord,
    FocusChange,
    KeyPress,
    ModeReply,
    MouseReport,
    Paste,
    ScreenResize,
    TerminalEvent,
)
from tpm_tui.ui.terminal.mouse import Mouse

SYNCHRONIZED_OUTPUT = 2026
IN_BAND_RESIZE = 2048
"""The private modes that the driver queries."""

_SUPPORTED = (1, 2, 3)
"""Settings of a mode that the terminal can set."""


class MessageFactory:
    """Makes Textual's messages of the input events that the app awaits; the others have none."""

    def __init__(self, app: App[None], *, mouse: bool) -> None:
        """
        Args:
            app: receives the messages.
            mouse: whether mouse reports are enabled.
        """
        self._app = app
        self._mouse = Mouse() if mouse else None
        self._awaited: set[int] = set()
        """The private modes that were queried and have not been reported."""
        self._in_band_resize = False
        """Whether the terminal reports its size in-band."""

    def expect_replies(self) -> None:
        """Expect one reply to each of the driver's queries."""
        self._awaited = {SYNCHRONIZED_OUTPUT, IN_BAND_RESIZE}

    def make(self, event: TerminalEvent) -> Message | None:
        """Return the message of an event; None if it has none."""
        match event:
            case KeyPress():
                return events.Key(event.key, event.character)
            case AltChord():
                return events.Callback(partial(press_chord, self._app, event))
            case Paste():
                return events.Paste(event.text)
            case FocusChange():
                return events.AppFocus() if event.focused else events.AppBlur()
            case MouseReport():
                return self._mouse.make(event) if self._mouse is not None else None
            case ScreenResize():
                return self._make_resize(event) if self._in_band_resize else None
            case ModeReply():
                return self._make_mode(event)

    def _make_resize(self, event: ScreenResize) -> Message:
        resize = events.Resize.from_dimensions((event.columns, event.rows), (event.width, event.height))
        if self._mouse is not None:
            self._mouse.set_cell_size(event)
        return resize

    def _make_mode(self, event: ModeReply) -> Message | None:
        if event.mode not in self._awaited:
            return None
        self._awaited.remove(event.mode)
        if event.setting not in _SUPPORTED:
            return None
        if event.mode == SYNCHRONIZED_OUTPUT:
            return messages.TerminalSupportsSynchronizedOutput()
        if constants.SMOOTH_SCROLL and not _is_iterm():
            self._in_band_resize = True
            return messages.InBandWindowResize.from_setting_parameter(event.setting)
        return None


async def press_chord(app: App[None], chord: AltChord) -> None:
    """Press a chord of alt if a binding is available for it, otherwise Escape and then the key.

    The key does not type its character, whatever has focus after Escape.
    """
    if chord.key in app.screen.active_bindings:
        await app.on_event(events.Key(chord.key, None))
        return
    await app.on_event(events.Key("escape", None))
    key = events.Key(chord.plain.key, None)
    key.character = None
    await app.on_event(key)


def _is_iterm() -> bool:
    """Return whether the terminal is iTerm2, whose in-band resize has errors."""
    return os.environ.get("LC_TERMINAL") == "iTerm2" or os.environ.get("TERM_PROGRAM") == "iTerm.app"
