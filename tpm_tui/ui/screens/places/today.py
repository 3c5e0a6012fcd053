"""Today, the first screen: what is due, a row for all that one can do, and how ready the topics are."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import ScreenSuspend

from tpm_tui.practice.today import Today, load_today
from tpm_tui.practice.triage import list_untriaged
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.writable import find_write_problem
from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.pages.today.data import TodayPage
from tpm_tui.ui.pages.today.page import has_two_columns, left_width, today_columns
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.sizes import is_compact
from tpm_tui.ui.screens.places.place_screen import PlaceScreen
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

if TYPE_CHECKING:
    from tpm_tui.practice.start.extras import TodayExtras

FOOTER = ("plan", "progress", "stories", "reports", "settings", "help", "palette", "exit")
"""The actions of the footer, as far as they exist; `enter` and the rows show the others."""

WIDE_FOOTER = ("open", "mock", *FOOTER)

NEW_DAY_SECONDS = 60.0
"""How often the app looks whether another study day has begun."""


class TodayScreen(PlaceScreen):
    """The home of the app."""

    place = "today"
    title_text = "Today"
    own_scope = Scope.TODAY

    def __init__(self, workspace: Workspace, problems: Sequence[Problem] = ()) -> None:
        """
        Args:
            workspace: settings, bank and progress.
            problems: found in the learner's files.
        """
        super().__init__(workspace)
        known = set(workspace.problems)
        self._other_problems = [problem for problem in problems if problem not in known]
        """Problems that the workspace does not have: of themes and keys."""
        self.side = Page(id="side", mark=self.glyphs.cursor)
        """The right column; hidden if there is room for one only."""
        self.today: Today | None = None
        """The quick part; None if it is to be loaded."""
        self.extras: TodayExtras | None = None
        """The part that is loaded after the first frame."""
        self.shows_all_topics = False
        self._is_stale = False
        """Whether another screen may have changed what is shown."""
        self._was_first = True
        """Whether the page was built with the cursor on its first row."""

    def add_handlers(self) -> None:
        """Add the handlers of the rows and of the second column."""
        from tpm_tui.ui.screens.places.today_commands import TodayCommands

        super().add_handlers()
        self.dispatcher.add(TodayCommands(self))

    def compose(self) -> ComposeResult:
        """Create the title row, the two columns and the footer."""
        yield self.bar
        with Horizontal(id="columns"):
            yield self.page
            yield self.side
        yield self.footer

    def on_mount(self) -> None:
        """Load the rest after the first frame."""
        self.call_after_refresh(self._start)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The columns that are shown."""
        return (self.page, self.side) if has_two_columns(self.size) else (self.page,)

    @property
    def active_page(self) -> Page:
        """The column that has the focus."""
        return self.side if self.focused is self.side else self.page

    def problems(self) -> list[Problem]:
        """Return the errors and warnings about the learner's files."""
        read_only = find_write_problem(self.workspace.paths.data)
        found = [*self.workspace.problems, *self._other_problems, *([read_only] if read_only else [])]
        return [problem for problem in found if problem.severity != "note"]

    def data(self) -> TodayPage:
        """Return what the page shows, loading what is not loaded."""
        if self.today is None:
            self.today = load_today(self.workspace)
        return TodayPage(
            today=self.today,
            bank=self.workspace.bank,
            glyphs=self.glyphs,
            key_of=self._key_of,
            undecided=len(list_untriaged(self.workspace)),
            extras=self.extras,
            problems=self.problems(),
            cursor=self.page.cursor,
            shows_all_topics=self.shows_all_topics,
        )

    def build_blocks(self) -> Sequence[Block]:
        """Return the left column, or the only one; show the right one."""
        columns = today_columns(self.data(), self.size)
        first = next((block.item for block in columns.left if block.item), "")
        self._was_first = self.page.cursor in ("", first)
        is_wide = has_two_columns(self.size)
        self.side.display = is_wide
        self.set_class(is_compact(self.size), "-compact")
        self.page.styles.width = left_width(self.size) if is_wide else "1fr"
        if not is_wide and self.focused is self.side:
            self.set_focus(self.page, scroll_visible=False)
        self.side.show(columns.right, keep_scroll=True)
        return columns.left

    def reload(self) -> None:
        """Load and show everything again."""
        self.today = None
        self.show_place()
        self._load_extras()

    @on(ScreenSuspend)
    def forget(self) -> None:
        """Load everything again when the screen is shown again: another screen may change it."""
        self._is_stale = True

    def show_place_again(self) -> None:
        """Show what changed while another screen was open."""
        if self.is_mounted and self._is_stale:
            self._is_stale = False
            self.reload()

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the places."""
        ids = WIDE_FOOTER if has_two_columns(self.size) else FOOTER
        actions = [action for id in ids if (action := self._available(id))]
        return [FooterKey(self.keymap.display_key(each, self.scope), each.label) for each in actions]

    @on(Page.Moved)
    def show_enter(self, event: Page.Moved) -> None:
        """Show the key of the first row: enter while the cursor is on it."""
        if (event.item == self.page.item_names[0]) is not self._was_first:
            self.show_place()

    def _start(self) -> None:
        self._load_extras()
        self.set_interval(NEW_DAY_SECONDS, self._reload_on_new_day)
        from tpm_tui.ui.screens.places.today_start import ask_at_start

        ask_at_start(self)

    def _load_extras(self) -> None:
        self.run_worker(self._load_and_show_extras(), exclusive=True, group="extras")

    async def _load_and_show_extras(self) -> None:
        """Load the rest in a thread, so that keys are handled meanwhile."""
        from tpm_tui.practice.start.extras import load_extras

        try:
            self.extras = await asyncio.to_thread(load_extras, self.workspace)
        except StorageError as error:
            self.show_notice(str(error), error=True)
        else:
            self.show_place()

    def _reload_on_new_day(self) -> None:
        if self.is_active and self.today and self.today.summary.today != self.workspace.today():
            self.reload()

    def _available(self, id: str) -> Action | None:
        action = BY_ID.get(id)
        return action if action and action.scope & self.scope else None

    def _key_of(self, id: str) -> str:
        action = self._available(id)
        return self.keymap.display_key(action, self.scope) if action else ""
