"""The fields of a form: tab goes to the next one, also when it arrives together with typed text."""

from __future__ import annotations

from collections.abc import Callable

from textual.events import Key

from tpm_tui.exchange.stories.sentences import FORM_HINTS
from tpm_tui.ui.widgets.text.editor import AnswerEditor
from tpm_tui.ui.widgets.text.line_box import LineBox
from tpm_tui.ui.widgets.text.text_entry import TAB


class FieldEditor(AnswerEditor):
    """An editor for a field with several lines."""

    def text_of(self, key: Key) -> str:
        """Return the text that a key types; a tab types none. Pasted tabs are text."""
        return "" if key.key == TAB else super().text_of(key)


class FieldBox(LineBox):
    """A box for a field with one line."""

    def text_of(self, key: Key) -> str:
        """Return the character of a key; a tab is none."""
        return "" if key.key == TAB else super().text_of(key)


def make_field(name: str, on_typed: Callable[[], None]) -> FieldBox | FieldEditor:
    """Return the field of a story; an empty one says what belongs there.

    Args:
        name: the name of the field in `StoryTexts`.
        on_typed: called at once after every change of an editor.
    """
    match name:
        case "title":
            return FieldBox(placeholder="Words you will recognize", id="field-title")
        case "tags":
            return FieldBox(placeholder="recovery, conflict, ...", id="field-tags")
    return FieldEditor(FORM_HINTS[name], on_typed, id=f"field-{name}")
