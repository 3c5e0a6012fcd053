"""A list to choose one item from: a theme, a study set, a drill."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding

from tpm_tui.ui.render.layout import Block, layout
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text

MARGIN_COLUMNS, RULE_ROWS = 4, 1
"""Columns beside the text of a list, and rows of the rule above it."""


class ChoiceScreen(Dialog[str]):
    """A list dialog; its result is the chosen item, or None."""

    BINDINGS = [
        Binding("escape,q", "dismiss", "close"),
        Binding("enter,space", "choose", "choose"),
        Binding("j,down", "move(1)", "down"),
        Binding("k,up", "move(-1)", "up"),
    ]

    KEYS: ClassVar[Sequence[FooterKey]] = (
        FooterKey("enter", "choose"),
        FooterKey("j", "down"),
        FooterKey("k", "up"),
        FooterKey("esc", "close"),
    )
    """The keys in the footer."""

    AT_BOTTOM: ClassVar[bool] = False
    """Whether the list leaves the upper part of the screen below visible, also without a preview."""

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
        self.at_bottom = self.AT_BOTTOM or preview is not None
        super().__init__(classes="-bottom" if self.at_bottom else None)
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
        self._fit()
        self.query_one(Page).show(self._blocks, cursor=self.current)

    def on_resize(self) -> None:
        """Fit the list and the footer to the size."""
        self._fit()
        self.query_one(KeyBar).update(footer_text(self.KEYS, self.size.width - 2))

    @on(Page.Moved)
    def show_preview(self, event: Page.Moved) -> None:
        """Preview the item under the cursor."""
        if self.preview is not None:
            self.preview(event.item)

    @property
    def _blocks(self) -> list[Block]:
        return [Block(join((self.heading, "bold"))), *self.items]

    def _fit(self) -> None:
        """Make a list at the bottom as high as its rows."""
        if self.at_bottom:
            rows = len(layout(self._blocks, self.size.width - MARGIN_COLUMNS))
            self.query_one(Page).styles.height = rows + RULE_ROWS

    def action_move(self, step: int) -> None:
        """Go to the next (1) or previous (-1) item."""
        self.query_one(Page).move(step)

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        self.dismiss(self.query_one(Page).cursor or None)


class OfferScreen(ChoiceScreen, inherit_bindings=False):
    """A list that the program opens without being asked: words that are being typed do not choose from it."""

    BINDINGS = [
        *Dialog.BINDINGS,
        Binding("escape", "dismiss", "not now"),
        Binding("enter", "choose", "choose"),
        Binding("down,tab", "move(1)", "down"),
        Binding("up,shift+tab", "move(-1)", "up"),
    ]

    AT_BOTTOM = True

    KEYS = (FooterKey("enter", "choose"), FooterKey("up/down", "move"), FooterKey("esc", "not now"))
