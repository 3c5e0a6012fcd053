"""A prompt for one line of text, above the footer."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tpm_tui.ui.render.text import clean_row, line
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text


class LinePrompt(ModalScreen[str | None]):
    """A prompt for a line; its result is the line, or None if cancelled. The screen below stays visible."""

    BINDINGS = [
        Binding("escape", "dismiss", "cancel"),
        Binding("enter", "accept", "accept", priority=True),
    ]

    def __init__(
        self,
        prompt: str,
        text: str,
        on_change: Callable[[str], None] | None = None,
        validate: Callable[[str], str] | None = None,
    ) -> None:
        """
        Args:
            prompt: what to type.
            text: the initial text.
            on_change: called with the text after every change, so that it can be saved as a draft.
            validate: returns the error in a line, or "". An invalid line stays open for correction.
        """
        super().__init__()
        self.validate = validate
        self.prompt = prompt
        self.on_change = on_change
        self.text = clean_row(text)

    def compose(self) -> ComposeResult:
        """Create the prompt, the input and the footer."""
        yield Static(line(self.prompt), id="question", markup=False)
        box = Input(self.text, compact=True, select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Focus the input with the cursor at its end."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def pass_on_change(self, event: Input.Changed) -> None:
        """Clear the error and call `on_change` with the new text."""
        self.query_one("#question", Static).update(line(self.prompt))
        if self.on_change is not None and event.value != self.text:
            self.on_change(event.value)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [FooterKey("enter", "accept"), FooterKey("esc", "cancel")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def action_accept(self) -> None:
        """Close with the line if it is valid, else show the error."""
        text = self.query_one(Input).value
        if self.validate is not None and (error := self.validate(text)):
            self.query_one("#question", Static).update(line(error, "$lost"))
        else:
            self.dismiss(text)
