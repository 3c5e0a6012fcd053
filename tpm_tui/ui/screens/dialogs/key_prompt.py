"""A one-line prompt above its keys, answered with one key: yes or no, a confidence level."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.events import Key
from textual.widgets import Static

from tpm_tui.ui.render.text import line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_rows

YES_NO = {"y": "yes", "n": "no"}


class KeyPrompt(Dialog[str]):
    """A prompt for one key; its result is the key, or "" for escape. The screen below stays visible."""

    def __init__(self, prompt: str, keys: Mapping[str, str]) -> None:
        """
        Args:
            prompt: the question.
            keys: the accepted keys and their labels.
        """
        super().__init__()
        self.prompt = prompt
        self.keys = keys

    def compose(self) -> ComposeResult:
        """Create the prompt and the footer."""
        yield Static(line(self.prompt), id="question", markup=False)
        yield KeyBar(id="keys", markup=False)

    def on_resize(self) -> None:
        """Show all keys, in as many rows as the width needs."""
        keys = [FooterKey(key, label) for key, label in self.keys.items()]
        self.query_one(KeyBar).update(footer_rows([*keys, FooterKey("esc", "back")], self.size.width - 2))

    def on_key(self, event: Key) -> None:
        """Accept one of the keys."""
        if event.key == "escape":
            event.stop()
            self.dismiss("")
        elif event.character in self.keys:
            event.stop()
            self.dismiss(event.character)
