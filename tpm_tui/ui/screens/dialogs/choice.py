"""A list to choose one thing from: a theme, a study set."""

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

FRAME = 2
"""Rows of a short list that are no items: the title and the rule above it."""


class ChoiceScreen(ModalScreen[str | None]):
    """Gives the chosen item, or None."""

    BINDINGS = [
        Binding("escape,q", "dismiss", "close"),
        Binding("enter,space", "choose", "choose"),
        Binding("j,down", "move(1)", "down"),
        Binding("k,up", "move(-1)", "up"),
    ]

    def __init__(
        self, title: str, items: Sequence[Block], current: str, seen: Callable[[str], None] | None = None
    ) -> None:
        """
        Args:
            title: what is chosen.
            items: one block each, named by its item.
            current: the item to begin at.
            seen: told of each item that the cursor comes to, to show what it would be like: on the screen
                beneath, of which the list then leaves the upper part in sight.
        """
        super().__init__(classes="-beneath" if seen else None)
        self.heading = title
        self.items = items
        self.current = current
        self.seen = seen

    def compose(self) -> ComposeResult:
        """The list and its keys."""
        yield Page(id="reading")
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Fill the list."""
        if self.seen is not None:
            self.query_one(Page).styles.height = len(self.items) + FRAME
        self.query_one(Page).show([Block(join((self.heading, "bold"))), *self.items], cursor=self.current)

    def on_resize(self) -> None:
        """Set the footer for the width."""
        keys = [
            FooterKey("enter", "choose"),
            FooterKey("j", "down"),
            FooterKey("k", "up"),
            FooterKey("esc", "close"),
        ]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))

    @on(Page.Moved)
    def moved(self, event: Page.Moved) -> None:
        """Show what the item would be like."""
        if self.seen is not None:
            self.seen(event.item)

    def action_move(self, step: int) -> None:
        """To the next or the last item."""
        self.query_one(Page).move(step)

    def action_choose(self) -> None:
        """Take the item under the cursor."""
        self.dismiss(self.query_one(Page).cursor or None)
