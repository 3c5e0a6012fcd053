"""A list from which any number of items is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from textual.binding import Binding

from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

TICKED, UNTICKED = "[x] ", "[ ] "
SEPARATOR = ","


class ManyChoiceScreen(ChoiceScreen, inherit_bindings=False):
    """A list dialog; its result has the ticked items, separated by commas; None if it was cancelled."""

    BINDINGS = [
        *Dialog.BINDINGS,
        Binding("escape,q", "dismiss", "cancel"),
        Binding("enter", "accept", "accept"),
        Binding("space,x", "tick", "tick"),
        Binding("j,down", "move(1)", "down"),
        Binding("k,up", "move(-1)", "up"),
    ]

    KEYS = (
        FooterKey("space", "tick"),
        FooterKey("enter", "start"),
        FooterKey("j", "down"),
        FooterKey("k", "up"),
        FooterKey("esc", "cancel"),
    )

    def __init__(self, title: str, items: Sequence[Block]) -> None:
        """
        Args:
            title: what is chosen.
            items: one block per item, each with its `item` set.
        """
        super().__init__(title, items, items[0].item if items else "")
        self.ticked: frozenset[str] = frozenset()

    def action_tick(self) -> None:
        """Tick or untick the item under the cursor."""
        page = self.query_one(Page)
        self.ticked ^= {page.cursor}
        page.show(self._blocks, keep_scroll=True)

    def action_accept(self) -> None:
        """Close with the ticked items, in the order of the list."""
        self.dismiss(SEPARATOR.join(each.item for each in self.items if each.item in self.ticked))

    @property
    def _blocks(self) -> list[Block]:
        title, *rows = super()._blocks
        return [
            title,
            *(
                replace(row, text=join(TICKED if row.item in self.ticked else UNTICKED, row.text))
                for row in rows
            ),
        ]
