"""One line over the footer that is answered by one key: yes or no, or how sure one is."""

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
    """Gives the key that was pressed, or "" for escape. All else stays in sight."""

    def __init__(self, asked: str, keys: Mapping[str, str], enter: str = "") -> None:
        """
        Args:
            asked: the question.
            keys: what may be pressed, and what each means.
            enter: which of them the enter key stands for.
        """
        super().__init__()
        self.asked = asked
        self.keys = keys
        self.enter = enter

    def compose(self) -> ComposeResult:
        """The question and its keys."""
        yield Static(line(self.asked), id="asked", markup=False)
        yield KeyBar(id="keys", markup=False)

    def on_resize(self) -> None:
        """Set the keys for the width."""
        keys = [FooterKey(key, label) for key, label in self.keys.items()]
        self.query_one(KeyBar).update(footer_text([*keys, FooterKey("esc", "back")], self.size.width - 2))

    def on_key(self, event: Key) -> None:
        """Take one of the keys."""
        event.stop()
        if event.key == "escape":
            self.dismiss("")
        elif event.key == "enter" and self.enter:
            self.dismiss(self.enter)
        elif event.character in self.keys:
            self.dismiss(event.character)
