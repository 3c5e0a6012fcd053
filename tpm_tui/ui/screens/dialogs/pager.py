"""A page on top of the main screen, to read and close, such as help."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding

from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.footer import Footer
from tpm_tui.ui.widgets.page import BlocksOf, Page
from tpm_tui.ui.widgets.status import FooterKey

CLOSE_KEY = FooterKey("q", "close", kept=True)
HELP_KEY = FooterKey("?", "keys", kept=True, is_help=True)
MOVE_KEYS = (FooterKey("j", "down"), FooterKey("k", "up"), FooterKey("space", "page"))
PAGER_KEYS = (CLOSE_KEY, *MOVE_KEYS, HELP_KEY)
"""The keys in the footer."""


class PagerScreen(Dialog[None]):
    """A pager with the movement keys of `less`; q and escape close it."""

    BINDINGS = [
        Binding("escape,q", "dismiss", "close"),
        Binding("question_mark,f1", "app.show_keys", "keys"),
        Binding("j,down,enter", "down", "down"),
        Binding("k,up", "up", "up"),
        Binding("space,pagedown,ctrl+f", "page(1)", "page down"),
        Binding("b,pageup,ctrl+b", "page(-1)", "page up"),
        Binding("g,home", "ends(False)", "top"),
        Binding("G,end", "ends(True)", "bottom"),
    ]

    def __init__(self, blocks: Sequence[Block] | BlocksOf) -> None:
        """
        Args:
            blocks: the page, or what returns it for a width in columns.
        """
        super().__init__()
        self.blocks = blocks
        self.keys: tuple[FooterKey, ...] = PAGER_KEYS
        self.footer = Footer()

    def compose(self) -> ComposeResult:
        """Create the page and the footer."""
        yield Page(id="reading")
        yield self.footer

    def on_mount(self) -> None:
        """Fill the page."""
        self.query_one(Page).show(self.blocks)

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        self.footer.show_keys(self.keys)

    def action_down(self) -> None:
        """Scroll down by one row."""
        self.query_one(Page).move(1)

    def action_up(self) -> None:
        """Scroll up by one row."""
        self.query_one(Page).move(-1)

    def action_page(self, step: int) -> None:
        """Scroll down (1) or up (-1) by a page."""
        self.query_one(Page).page_by(step)

    def action_ends(self, bottom: bool) -> None:
        """Go to the first or the last row."""
        self.query_one(Page).jump_to_end(bottom=bottom)
