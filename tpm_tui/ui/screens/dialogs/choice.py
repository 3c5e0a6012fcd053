"""A list to choose one item from: a theme, a study set, a drill."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text

EXTRA_ROWS = 2
"""Rows of a list that are not items: the title and the rule above it."""


class ChoiceScreen(ModalScreen[str | None]):
    """A list dialog; its result is the chosen item, or None."""

    BINDINGS = [
        Binding("escape,q", "dismiss", "close"),
        Binding("enter,space", "choose", "choose"),
        Binding("j,down", "move(1)", "down"),
        Binding("k,up", "move(-1)", "up"),
    ]

    def __init__(
        self, title: str, items: Sequence[Block], current: str, preview: Callable[[str], None] | None = None
    ) -> None:
        """
        Args:
            title: what is chosen.
            items: one block per item, each with its `item` set.
            current: the item to start at.
            preview: called with each item that the cursor moves to, to preview it on the screen below;
                the list then leaves the upper part of that screen visible.
        """
        super().__init__(classes="-preview" if preview else None)
        self.heading = title
        self.items = items
        self.current = current
        self.preview = preview

    def compose(self) -> ComposeResult:
        """Create the list and the footer."""
        yield Page(id="reading")
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        if self.preview is not None:
            self.query_one(Page).styles.height = len(self.items) + EXTRA_ROWS
        self.query_one(Page).show([Block(join((self.heading, "bold"))), *self.items], cursor=self.current)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        keys = [
            FooterKey("enter", "choose"),
            FooterKey("j", "down"),
            FooterKey("k", "up"),
            FooterKey("esc", "close"),
        ]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    @on(Page.Moved)
    def show_preview(self, event: Page.Moved) -> None:
        """Preview the item under the cursor."""
        if self.preview is not None:
            self.preview(event.item)

    def action_move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) item."""
        self.query_one(Page).move(step)

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        self.dismiss(self.query_one(Page).cursor or None)
