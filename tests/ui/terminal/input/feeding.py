"""Feeding bytes to the input parser, and short descriptions of the events."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.ui.terminal.input.events import AltChord, KeyPress, Paste, TerminalEvent
from tpm_tui.ui.terminal.input.parser import InputParser


def run(*parts: bytes | float, escape_delay: float = 0.1) -> list[TerminalEvent]:
    """Return the events of packets; a number is a pause in seconds before the next packet."""
    parser = InputParser(escape_delay)
    events: list[TerminalEvent] = []
    now = 0.0
    for part in parts:
        if isinstance(part, bytes):
            events += parser.feed(part, now)
        else:
            now += part
            events += parser.tick(now)
    return events + finish(parser)


def finish(parser: InputParser) -> list[TerminalEvent]:
    """Return the events of the silence after the last byte."""
    events: list[TerminalEvent] = []
    while parser.deadline is not None:
        events += parser.tick(parser.deadline)
    return events


def names(events: Iterable[TerminalEvent]) -> list[str]:
    """Return the names of keys and chords; a paste is in quotes, another event is the name of its class."""
    return [
        event.key
        if isinstance(event, KeyPress | AltChord)
        else repr(event.text)
        if isinstance(event, Paste)
        else type(event).__name__
        for event in events
    ]


def typed(events: Iterable[TerminalEvent]) -> str:
    """Return the text that the events enter: typed and pasted."""
    return "".join(
        event.text if isinstance(event, Paste) else event.character or ""
        for event in events
        if isinstance(event, KeyPress | Paste)
    )


def keys(*parts: bytes | float) -> list[str]:
    """Return the names of the events of packets."""
    return names(run(*parts))
