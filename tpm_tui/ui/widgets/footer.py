"""The bottom row: the most important keys, or a notice in their place until the next key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from tpm_tui.ui.render.text import line
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, Notice, footer_text

PADDING = 2
"""Columns of the row that show no text."""


class NoticeRequested(Message):
    """A widget has a notice to show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Footer(Vertical):
    """The keys and the notice."""

    def __init__(self) -> None:
        super().__init__(id="footer")
        self._keys = KeyBar(id="keys", markup=False)
        self._notice = Notice(id="notice", markup=False)

    def compose(self) -> ComposeResult:
        """Create the two rows, of which one is visible."""
        yield self._notice
        yield self._keys

    def show_keys(self, keys: Sequence[FooterKey]) -> None:
        """Show as many keys as fit; they become visible when the notice is hidden."""
        self._keys.update(footer_text(keys, self.screen.size.width - PADDING))

    def show_notice(self, text: str, *, error: bool = False) -> None:
        """Show a notice in place of the keys.

        Args:
            text: one or two sentences.
            error: show it in the error style.
        """
        self._notice.update(line(text, "bold $lost" if error else "$dim"))
        self.add_class("-noticed")

    def hide_notice(self) -> None:
        """Show the keys again."""
        self.remove_class("-noticed")
