"""The form in which a story is written: a box or an editor for each field."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Static

from tpm_tui.core.stories.story import STORY_PARTS
from tpm_tui.core.stories.texts import StoryTexts
from tpm_tui.core.text.speech import count_words
from tpm_tui.exchange.phrases import plural, spoken_length
from tpm_tui.exchange.stories.sentences import (
    DISCARD_AGAIN,
    FIGURES,
    PART_LABELS,
    RESTORED_TEXT,
    STORY_TITLE,
    TAGS,
)
from tpm_tui.practice.stories.form import StoryForm
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.keys.bindings import KEY_ALIASES
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.screens.stories.fields import FieldBox, make_field
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.editor import AnswerEditor

FIELD_LABELS = {"title": STORY_TITLE, **PART_LABELS, "figures": FIGURES, "tags": TAGS}
LINES = ("title", "tags")
"""The fields with one line."""

SHARES = {"context": 3, "action": 5, "result": 3, "learning": 2, "figures": 2}
"""How the rows of the screen are shared by the editors."""

CHROME_ROWS, LEAST_ROWS, MOST_ROWS = 3, 2, 12
"""Rows of label and footer; the least and the most rows of an editor."""

GAPS_FROM = 28
"""Rows of the screen from which there is a blank row below each field."""


def editor_rows(height: int) -> dict[str, int]:
    """Return the rows of each editor for the rows of the screen; if they do not fit, the form scrolls."""
    gaps = len(FIELD_LABELS) if height >= GAPS_FROM else 0
    room = height - CHROME_ROWS - len(LINES) - gaps
    total = sum(SHARES.values())
    return {name: max(LEAST_ROWS, min(MOST_ROWS, room * share // total)) for name, share in SHARES.items()}


class StoryFormScreen(Dialog[bool]):
    """The form; its result is whether the story is to be saved. It stays open while it cannot be saved."""

    BINDINGS = [
        Binding("escape,f2,ctrl+j", "save", "save", priority=True),
        Binding("ctrl+g", "discard", "discard changes", priority=True),
        Binding("tab", "step(1)", "next field", priority=True),
        Binding("shift+tab", "step(-1)", "previous field", priority=True),
        Binding(",".join(KEY_ALIASES["ctrl+underscore"]), "edit('undo')", "undo"),
        Binding("ctrl+y", "edit('redo')", "redo"),
    ]

    def __init__(self, form: StoryForm, save: Callable[[], None], on_typed: Callable[[], None]) -> None:
        """
        Args:
            form: the open story.
            save: saves it; may raise `StorageError`.
            on_typed: called at once after every change, so that a draft is saved soon.
        """
        super().__init__()
        self._form = form
        self._save = save
        self._label = Static(id="label", markup=False)
        self._fields = {name: make_field(name, self.announce_change) for name in FIELD_LABELS}
        self._on_typed = on_typed
        self._is_restored = form.is_changed
        """Whether the form opened with what was typed before."""
        self._asked_to_discard = False

    def compose(self) -> ComposeResult:
        """Create the label, the fields and the footer."""
        yield self._label
        with VerticalScroll(id="fields", can_focus=False):
            for name, field in self._fields.items():
                field.add_class("field")
                with Horizontal(id=f"row-{name}", classes="row -line" if name in LINES else "row"):
                    yield Static(join((FIELD_LABELS[name].upper(), "$dim")), classes="name", markup=False)
                    yield field
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the texts, with the cursor in the title."""
        for name, field in self._fields.items():
            text = getattr(self._form.texts, name)
            if isinstance(field, FieldBox):
                with self.prevent(Input.Changed):
                    field.value = text
            else:
                field.load_draft(text)
        self.set_focus(self._fields["title"])
        self.call_after_refresh(self._show_beginnings)
        self._show_label(RESTORED_TEXT if self._is_restored else "")

    def on_resize(self) -> None:
        """Share the rows of the screen, and fit the footer to the width."""
        self.query_one("#fields").set_class(self.size.height < GAPS_FROM, "-compact")
        for name, rows in editor_rows(self.size.height).items():
            self.query_one(f"#row-{name}").styles.height = rows
        keys = [FooterKey("tab", "next field"), FooterKey("esc", "save"), FooterKey("^G", "discard changes")]
        self.query_one("#keys", KeyBar).update(footer_text(keys, self.size.width - 2))

    def _show_beginnings(self) -> None:
        """Show each text from its beginning; typing goes on at its end."""
        for field in self._fields.values():
            if isinstance(field, AnswerEditor) and field is not self.focused:
                field.scroll_to(y=0, animate=False, force=True)

    def read_editor(self) -> None:
        """Pass the texts to the form."""
        self._form.write(
            StoryTexts(
                **{
                    name: field.value if isinstance(field, FieldBox) else field.draft
                    for name, field in self._fields.items()
                }
            )
        )

    @on(Input.Changed)
    def announce_change(self) -> None:
        """Save the draft soon, and show the change."""
        self._on_typed()
        self.show_change()

    def show_change(self) -> None:
        """Hide the notice, and show how long the story is."""
        if not self._is_closed:
            self._asked_to_discard = False
            self.read_editor()
            self._show_label()

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show the notice of a field in place of the label, until the next change."""
        self._show_label(event.text)

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Go to the next field with Enter in a box."""
        self.action_step(1)

    def action_step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) field."""
        fields: list[Widget] = list(self._fields.values())
        place = fields.index(self.focused) if self.focused in fields else 0
        self.set_focus(fields[(place + step) % len(fields)])

    def action_edit(self, action: str) -> None:
        """Undo or redo a change in the editor with the focus."""
        if isinstance(self.focused, AnswerEditor):
            self.focused.undo() if action == "undo" else self.focused.redo()

    def action_save(self) -> None:
        """Save and close; stay open with the reason if that is not possible."""
        self.read_editor()
        try:
            self._save()
        except StorageError as error:
            self._show_label(str(error))
            return
        self.dismiss(True)

    def action_discard(self) -> None:
        """Close without saving, if nothing is changed or on the second press."""
        self.read_editor()
        if self._form.is_changed and not self._asked_to_discard:
            self._asked_to_discard = True
            self._show_label(DISCARD_AGAIN)
            return
        self.dismiss(False)

    def _show_label(self, notice: str = "") -> None:
        """Show the notice, or else which story this is and how long it is."""
        if notice:
            self._label.update(line(notice, "$lost"))
            return
        story, texts = self._form.story, self._form.texts
        words = sum(count_words(getattr(texts, part)) for part in STORY_PARTS)
        length = f"{plural(words, 'word')}, {spoken_length(words)}" if words else ""
        kind = "STORY" if story is not None else "NEW STORY"
        self._label.update(join((kind, "$dim"), "  ", (length, "$dim")))
