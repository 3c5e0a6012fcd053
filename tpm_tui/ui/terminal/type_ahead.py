"""What was typed before the first frame: text, and never a command."""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.ui.terminal.input.events import AltChord, KeyPress, MouseReport, Paste, TerminalEvent

_TEXT_KEYS = {"enter": "\n", "ctrl+j": "\n", "tab": "\t"}
"""What keys without a character type. Enter is ctrl+j before the program has changed the terminal's mode."""


class TypeAhead(Struct, frozen=True):
    """The text typed before the first frame."""

    text: str = ""
    interrupted: bool = False
    """Whether ctrl+c was pressed."""


class TypeAheadCollector:
    """Collects what is typed. Keys that type no text are dropped, except that backspace deletes."""

    def __init__(self) -> None:
        self._text = ""
        self._interrupted = False

    @property
    def type_ahead(self) -> TypeAhead:
        """What was typed so far."""
        return TypeAhead(self._text, self._interrupted)

    def add(self, event: TerminalEvent) -> bool:
        """Add an event; return False if it is a report of the terminal's state, which is none of a person."""
        match event:
            case Paste():
                self._text += event.text
            case KeyPress(key="ctrl+c"):
                self._interrupted = True
            case KeyPress(key="backspace"):
                self._text = self._text[:-1]
            case KeyPress():
                self._text += _TEXT_KEYS.get(event.key) or event.character or ""
            case AltChord() | MouseReport():
                pass
            case _:
                return False
        return True
