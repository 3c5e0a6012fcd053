"""One line to write, over everything else."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tpm_tui.ui.render.text import clean_line_keeping_blanks, line
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text


class LinePrompt(ModalScreen[str | None]):
    """Gives the line, or None where it is to stay as it was. All else stays in sight."""

    BINDINGS = [
        Binding("escape", "dismiss", "as it was"),
        Binding("enter", "take", "take", priority=True),
    ]

    def __init__(
        self,
        asked: str,
        text: str,
        typed: Callable[[str], None] | None = None,
        fault: Callable[[str], str] | None = None,
    ) -> None:
        """
        Args:
            asked: what is to be written.
            text: what is there already.
            typed: told of every change, so that none is lost with the line.
            fault: says why a line cannot be taken; empty for one that can. The line stays to be mended.
        """
        super().__init__()
        self.fault = fault
        self.asked = asked
        self.typed = typed
        self.text = clean_line_keeping_blanks(text)

    def compose(self) -> ComposeResult:
        """What is asked, the line, and the keys."""
        yield Static(line(self.asked), id="asked", markup=False)
        box = Input(self.text, compact=True, select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Begin to write at the end."""
        self.query_one(Input).focus()

    @on(Input.Changed)
    def changed(self, event: Input.Changed) -> None:
        """Pass on what was typed; what was wrong with it before is no more to be said."""
        self.query_one("#asked", Static).update(line(self.asked))
        if self.typed is not None and event.value != self.text:
            self.typed(event.value)

    def on_resize(self) -> None:
        """Set the keys for the width."""
        keys = [FooterKey("enter", "take"), FooterKey("esc", "as it was")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    def action_take(self) -> None:
        """Give the line, or say what is wrong with it."""
        written = self.query_one(Input).value
        if self.fault is not None and (told := self.fault(written)):
            self.query_one("#asked", Static).update(line(told, "$lost"))
        else:
            self.dismiss(written)
