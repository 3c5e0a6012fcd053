"""The events of complete escape sequences, and of incomplete ones that are given up."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.ui.terminal.input.events import KeyPress, TerminalEvent
from tpm_tui.ui.terminal.input.key_reports import chord, decode_keys
from tpm_tui.ui.terminal.input.key_table import CONTROL_KEYS, SPECIAL_SEQUENCES
from tpm_tui.ui.terminal.input.reports import decode_report
from tpm_tui.ui.terminal.input.sequence import EscapeSequence
from tpm_tui.ui.terminal.input.typed_text import typed_keys

ESCAPE_KEY = KeyPress("escape")


def complete_events(sequence: EscapeSequence) -> Sequence[TerminalEvent]:
    """Return the events of a complete control sequence, or of Escape and a key of one byte."""
    data, alt = bytes(sequence.data), sequence.after_escape
    if data[1] not in b"[O" and data not in SPECIAL_SEQUENCES:
        return chord_events(data[1:].decode("ascii"), alt=alt)
    keys = decode_keys(data)
    if keys is None:
        report = decode_report(data)
        return [*[ESCAPE_KEY] * alt, *([report] if report is not None else [])]
    events: list[TerminalEvent] = []
    for key in keys:
        events += [chord(key)] if alt and isinstance(key, KeyPress) else [ESCAPE_KEY] * alt + [key]
    return events


def chord_events(character: str, *, alt: bool = False) -> list[TerminalEvent]:
    """Return the events of Escape and one more character.

    Args:
        character: the character.
        alt: another Escape came before it.
    """
    code = ord(character)
    keys = [KeyPress(CONTROL_KEYS[code])] if code in CONTROL_KEYS else typed_keys(character)
    events: list[TerminalEvent] = [ESCAPE_KEY] * alt
    events.extend(chord(key) for key in keys)
    return events if keys else [*events, ESCAPE_KEY]


def incomplete_events(sequence: EscapeSequence) -> Sequence[TerminalEvent]:
    """Return the events of a sequence that stays incomplete: keys that a person pressed, or nothing."""
    data, alt = sequence.data, sequence.after_escape
    if len(data) == 1:
        return [ESCAPE_KEY] * (1 + alt)
    if len(data) == 2 and sequence.is_control and not sequence.from_c1:
        return chord_events(chr(data[1]), alt=alt)
    return [ESCAPE_KEY] * alt
