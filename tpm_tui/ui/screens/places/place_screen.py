"""The base of the places: a title row, a page with rows, and the footer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.events import ScreenResume
from textual.geometry import Size

from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope, actions_in, footer_actions
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.movement import Movement
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.place_bar import PlaceBar
from tpm_tui.ui.widgets.status import FooterKey


class PlaceScreen(ActionScreen):
    """A page with a cursor on its rows. It is built again whenever the screen is shown."""

    place: ClassVar[str]
    """Its name for `Navigation.open`: the id of the action that opens it."""
    title_text: ClassVar[str]
    """Shown in the top row."""
    own_scope: ClassVar[Scope]
    """The scope of its actions."""

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: settings, bank and progress.
        """
        super().__init__(workspace, actions_in(self.own_scope))
        self.bar = PlaceBar(self.title_text, workspace, self.glyphs)
        self.page = Page(id="place", mark=self.glyphs.cursor)
        self._shown_size = Size(0, 0)
        """The size for which the page was built."""

    def read_settings(self) -> None:
        """Use the current marks and keys, also in the widgets."""
        super().read_settings()
        if self.is_mounted:
            self.bar.glyphs = self.glyphs
            self.page.mark = self.glyphs.cursor

    @abstractmethod
    def build_blocks(self) -> Sequence[Block]:
        """Return the page from top to bottom, for the current size."""

    @property
    def active_page(self) -> Page:
        """The page in which the cursor moves."""
        return self.page

    @property
    def scope(self) -> Scope:
        """The scope of the place: nothing else has the focus."""
        return self.own_scope

    def add_handlers(self) -> None:
        """Add moving the cursor, and starting practice from here."""
        from tpm_tui.ui.commands.common import common_commands
        from tpm_tui.ui.commands.mock import MockCommands
        from tpm_tui.ui.commands.study import StudyCommands

        super().add_handlers()
        self.dispatcher.add(
            self,
            Movement(lambda: self.active_page),
            *common_commands(self),
            StudyCommands(self),
            MockCommands(self),
        )

    def handlers(self) -> Handlers:
        """Return the handlers of the place's own actions; a subclass adds more."""
        return {"quit": self.exit_app}

    def exit_app(self) -> None:
        """Quit the app; what is open below is saved."""
        self.quit_or_warn("")

    def compose(self) -> ComposeResult:
        """Create the title row, the page and the footer."""
        yield self.bar
        yield self.page
        yield self.footer

    def on_mount(self) -> None:
        """Show the page."""
        self.set_focus(self.page, scroll_visible=False)
        self.show_place()

    @on(ScreenResume)
    def show_after_resume(self) -> None:
        """Show what changed while another screen was open."""
        if self.is_mounted:
            self.show_place_again()

    def show_place_again(self) -> None:
        """Show what changed; a subclass that keeps what it loads loads it again."""
        self.show_place()

    def on_resize(self) -> None:
        """Build the page for a new size; Textual also reports sizes that did not change."""
        if self.size != self._shown_size:
            self.show_place()

    def show_place(self) -> None:
        """Build and show everything; cursor and scroll position are kept."""
        self._shown_size = self.size
        self.bar.show(self.size.width)
        self.page.show(self.build_blocks(), keep_scroll=True)
        self.show_keys()

    def show_keys(self) -> None:
        """Show the footer."""
        self.footer.show_keys(self.footer_keys())

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the footer, the most important first."""
        return [make_footer_key(action, self.keymap, self.scope) for action in footer_actions(self.scope)]
