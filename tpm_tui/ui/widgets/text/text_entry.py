"""Which keys type text, and what a widget needs that takes it."""

from __future__ import annotations

from typing import Protocol, TypeGuard, runtime_checkable

from textual.events import Key

from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.ui.widgets.protocol_check import class_has_protocol

LINE_END_KEYS = ("enter", "line_separator")
"""Enter, and a line separator of Unicode that was typed."""

TAB = "tab"
"""Tab types text: a table that is pasted without brackets must not leave the editor, nor join its words."""


@runtime_checkable
class TextEntry(Protocol):
    """A widget that text can be typed into."""

    def text_of(self, key: Key) -> str:
        """Return the text that a key types here; empty if it types none."""
        ...

    def type_text(self, text: str) -> None:
        """Insert typed text at the cursor."""
        ...


def is_text_entry(widget: object) -> TypeGuard[TextEntry]:
    """Return whether text can be typed into a widget."""
    return class_has_protocol(type(widget), TextEntry)


def typed_text(key: Key) -> str:
    """Return the text that a key types into an editor; empty if it types none.

    Textual would leave out what `str.isprintable` denies: the no-break space, joiners, the wide space.
    """
    if key.key in LINE_END_KEYS:
        return "\n"
    if key.key == TAB:
        return "\t"
    character = key.character or ""
    return character if character >= " " and is_clean(character) else ""
