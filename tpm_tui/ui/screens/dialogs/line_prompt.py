"""A prompt for one line of text, above the footer."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from tpm_tui.ui.render.text import line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text
from tpm_tui.ui.widgets.text.line_box import LineBox


class LinePrompt(Dialog[str]):
    """A prompt for a line; its result is the line, or None if cancelled. The screen below stays visible."""

    BINDINGS = [
        Binding("escape", "dismiss", "cancel"),
        Binding("enter", "accept", "accept", priority=True),
    ]

    def __init__(
        self,
        prompt: str,
        text: str,
        write: Callable[[str], None] | None = None,
        on_typed: Callable[[], None] | None = None,
        validate: Callable[[str], str] | None = None,
    ) -> None:
        """
        Args:
            prompt: what to type.
            text: the initial text.
            write: called with the text after a change and before it is saved; may be called in any thread.
            on_typed: called after every change, so that a draft is saved.
            validate: returns the error in a line, or "". An invalid line stays open for correction.
        """
        super().__init__()
        self.validate = validate
        self.prompt = prompt
        self.box = LineBox(text)
        self._written = self.box.value
        self._invalid: str | None = None
        """The line whose error is shown."""
        self._write = write
        self._on_typed = on_typed

    def compose(self) -> ComposeResult:
        """Create the prompt, the input and the footer."""
        yield Static(line(self.prompt), id="question", markup=False)
        yield self.box
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Focus the input; a text that is only a proposal is selected, so that typing replaces it."""
        self.set_focus(self.box, scroll_visible=False)
        if self.validate is not None and self._write is None:
            self.box.select_all()

    def read_editor(self) -> None:
        """Pass the text to the session, if it was changed."""
        if self._write is not None and self.box.value != self._written:
            self._written = self.box.value
            self._write(self._written)

    @on(Input.Changed)
    def pass_on_change(self) -> None:
        """Clear the error, and pass on the new text, which is saved soon."""
        if self._is_closed:  # by a key that came with the text
            return
        # Else Enter came in the same moment as the last character.
        if self._invalid is not None and self.box.value != self._invalid:
            self._invalid = None
            self.query_one("#question", Static).update(line(self.prompt))
        changed = self.box.value != self._written
        self.read_editor()
        if changed and self._on_typed is not None:
            self._on_typed()

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show the notice of the box in place of the prompt."""
        self._show_error(event.text)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [FooterKey("enter", "accept"), FooterKey("esc", "cancel")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def action_accept(self) -> None:
        """Close with the line if it is valid, else show the error."""
        text = self.box.value
        if self.validate is not None and (error := self.validate(text)):
            self._show_error(error)
        else:
            self.dismiss(text)

    def _show_error(self, text: str) -> None:
        self._invalid = self.box.value
        self.query_one("#question", Static).update(line(text, "$lost"))
