"""The bottom row: the most important keys, or a notice in their place until the next key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tpm_tui.ui.keys.actions import Action, Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.widgets.status import FooterKey, footer_text

HELP_ID = "help"
"""The id of the action that lists all keys."""

PADDING = 2
"""Columns of the row that show no text."""


class NoticeRequested(Message):
    """A widget has a notice to show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def make_footer_key(action: Action, keymap: Keymap, scope: Scope, label: str = "") -> FooterKey:
    """Return the key of an action for the footer of a scope.

    Args:
        action: the action.
        keymap: the learner's keys.
        scope: the current scope.
        label: its label here; by default that of the action.
    """
    key = keymap.display_key(action, scope)
    return FooterKey(key, label or action.label, kept=action.kept, is_help=action.id == HELP_ID)


class Footer(Static):
    """The keys, or a notice."""

    def __init__(self) -> None:
        super().__init__(id="footer", markup=False)
        self.keys = Content("")
        """The keys, also while they are hidden by a notice."""
        self.notice = Content("")
        """The notice; empty if none is shown."""

    def show_keys(self, keys: Sequence[FooterKey]) -> None:
        """Show as many keys as fit, unless a notice is shown."""
        text = footer_text(keys, self.screen.size.width - PADDING)
        if not text.is_same(self.keys):
            self.keys = text
            if not self.notice:
                self.update(text)

    def show_notice(self, text: str, *, error: bool = False) -> None:
        """Show a notice in place of the keys.

        Args:
            text: one or two sentences.
            error: show it in the error style.
        """
        notice = line(text, "bold $lost" if error else "$dim")
        self.notice = notice
        self.add_class("-noticed")
        self.update(notice)

    def hide_notice(self) -> None:
        """Show the keys again."""
        if self.notice:
            self.notice = Content("")
            self.remove_class("-noticed")
            self.update(join(self.keys))
