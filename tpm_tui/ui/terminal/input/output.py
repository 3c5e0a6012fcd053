"""The events found so far, and the text of a paste that stopped before its end."""

from __future__ import annotations

from tpm_tui.ui.terminal.input.events import AltChord, KeyPress, Paste, TerminalEvent
from tpm_tui.ui.terminal.input.paste import clean_paste

_TEXT_KEYS = {"enter": "\r", "ctrl+j": "\n", "tab": "\t"}
"""Keys that are characters of a pasted text."""


class EventOutput:
    """Collects events.

    A paste whose end does not arrive is shown after a moment, and what follows is its text as well, as far
    as it is text: a slow connection must not turn the rest of a paste into commands. Any other key ends it.
    """

    def __init__(self) -> None:
        self._events: list[TerminalEvent] = []
        self._rest: list[str] | None = None
        """The text since the interruption; None if no paste was interrupted."""

    @property
    def has_rest(self) -> bool:
        """Whether there is text of an interrupted paste to show."""
        return bool(self._rest)

    def take(self) -> list[TerminalEvent]:
        """Return the events and remove them."""
        events, self._events = self._events, []
        return events

    def emit(self, *events: TerminalEvent) -> None:
        """Add events."""
        for event in events:
            if self._rest is not None and not isinstance(event, Paste):
                self._add_to_interrupted(event)
            else:
                self._events.append(event)

    def type(self, keys: list[KeyPress]) -> None:
        """Add typed text."""
        if self._rest is None:
            self._events += keys
        else:
            self.emit(*keys)

    def paste(self, text: str) -> None:
        """Add a paste, unless nothing of it is left after sanitizing."""
        if text := clean_paste(text):
            self._events.append(Paste(text))

    def interrupt_paste(self, text: str) -> None:
        """Add the text of a paste that has stopped; what is typed from now on belongs to it."""
        self.paste(text)
        self._rest = []

    def show_rest(self) -> None:
        """Add the text that followed an interrupted paste."""
        if self._rest:
            self.paste("".join(self._rest))
            self._rest = []

    def end_paste(self) -> None:
        """End an interrupted paste."""
        self.show_rest()
        self._rest = None

    def _add_to_interrupted(self, event: TerminalEvent) -> None:
        assert self._rest is not None
        if isinstance(event, KeyPress) and (text := event.character or _TEXT_KEYS.get(event.key)):
            self._rest.append(text)
            return
        if isinstance(event, KeyPress | AltChord):
            self.end_paste()
        self._events.append(event)
