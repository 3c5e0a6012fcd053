"""A one-line prompt above the footer, answered with one key: yes or no, a confidence level."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from tpm_tui.ui.render.text import line
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text

YES_NO = {"y": "yes", "n": "no"}


class KeyPrompt(ModalScreen[str]):
    """A prompt for one key; its result is the key, or "" for escape. The screen below stays visible."""

    def __init__(self, prompt: str, keys: Mapping[str, str], enter: str = "") -> None:
        """
        Args:
            prompt: the question.
            keys: the accepted keys and their labels.
            enter: the key that the enter key means, if any.
        """
        super().__init__()
        self.prompt = prompt
        self.keys = keys
        self.enter = enter

    def compose(self) -> ComposeResult:
        """Create the prompt and the footer."""
        yield Static(line(self.prompt), id="question", markup=False)
        yield KeyBar(id="keys", markup=False)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [FooterKey(key, label) for key, label in self.keys.items()]
        self.query_one(KeyBar).update(footer_text([*keys, FooterKey("esc", "back")], self.size.width - 2))

    def on_key(self, event: Key) -> None:
        """Accept one of the keys."""
        event.stop()
        if event.key == "escape":
            self.dismiss("")
        elif event.key == "enter" and self.enter:
            self.dismiss(self.enter)
        elif event.character in self.keys:
            self.dismiss(event.character)
