"""Today, the first screen: what is due, a row for all that one can do, and how ready the topics are."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import ScreenSuspend

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.sizes import is_compact
from tpm_tui.ui.screens.places.place_screen import PlaceScreen
from tpm_tui.ui.screens.places.today_view import TodayView
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

TODAY_FOOTER = ("plan", "progress", "stories", "reports", "settings", "help", "palette", "exit")
"""The actions of the footer, as far as they exist; the rows show the others."""

WIDE_FOOTER = ("open", "mock", *TODAY_FOOTER)

NEW_DAY_SECONDS = 60.0
"""How often the app looks whether another study day has begun."""


class TodayScreen(PlaceScreen):
    """The home of the app."""

    place = "today"
    title_text = "Today"
    own_scope = Scope.TODAY

    def __init__(
        self, workspace: Workspace, problems: Sequence[Problem] = (), *, asks_at_start: bool = False
    ) -> None:
        """
        Args:
            workspace: settings, bank and progress.
            problems: found in the learner's files.
            asks_at_start: whether to ask the questions of the first run, or how a past interview went.
        """
        super().__init__(workspace)
        self.view = TodayView(self, self.page, self.show_place, problems)
        self._asks_at_start = asks_at_start
        self._is_stale = False
        """Whether another screen may have changed what is shown."""

    def add_handlers(self) -> None:
        """Add the handlers of the rows and of the second column."""
        from tpm_tui.ui.screens.places.today_commands import TodayCommands

        super().add_handlers()
        self.dispatcher.add(TodayCommands(self, self.view))

    def compose(self) -> ComposeResult:
        """Create the title row, the two columns and the footer."""
        yield self.bar
        with Horizontal(id="columns"):
            yield self.view.page
            yield self.view.side
        yield self.footer

    def on_mount(self) -> None:
        """Load the rest after the first frame."""
        self.call_after_refresh(self._start)

    @property
    def active_page(self) -> Page:
        """The column that has the focus."""
        return self.view.active_page

    def build_blocks(self) -> Sequence[Block]:
        """Return the left column, or the only one."""
        self.set_class(is_compact(self.size), "-compact")
        return self.view.build()

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the places."""
        ids = WIDE_FOOTER if self.view.has_two_columns else TODAY_FOOTER
        actions = [action for id in ids if (action := self.view.available(id))]
        return [make_footer_key(each, self.keymap, self.scope) for each in actions]

    @on(ScreenSuspend)
    def mark_stale(self) -> None:
        """Load everything again when the screen is shown again: another screen may change it."""
        self._is_stale = True

    def show_place_again(self) -> None:
        """Load and show everything again, if another screen was open."""
        if self._is_stale:
            self._is_stale = False
            self.view.reload()

    @on(Page.Moved)
    def show_enter(self) -> None:
        """Show the key of the first row: enter while the cursor is on it."""
        self.view.show_enter()

    def _start(self) -> None:
        self.view.load_extras()
        self.set_interval(NEW_DAY_SECONDS, self.view.reload_on_new_day)
        if self._asks_at_start and self.is_active:
            from tpm_tui.ui.screens.places.today_start import ask_at_start

            ask_at_start(self, self.view)
