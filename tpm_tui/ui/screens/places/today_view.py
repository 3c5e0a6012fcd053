"""What Today shows: the columns, and loading what is in them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tpm_tui.core.cards.triage import untriaged
from tpm_tui.practice.today import Today, load_today
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.writable import find_write_problem
from tpm_tui.ui.keys.actions import BY_ID, Action
from tpm_tui.ui.pages.today.data import RESUME_ROW, TodayPage
from tpm_tui.ui.pages.today.page import has_two_columns, left_width, today_columns
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.widgets.page import Page

if TYPE_CHECKING:
    from tpm_tui.practice.start.extras import TodayExtras


class TodayView:
    """The two columns of Today; with little room, everything is in the first one."""

    def __init__(
        self, screen: ActionScreen, page: Page, show: Callable[[], None], problems: Sequence[Problem]
    ) -> None:
        """
        Args:
            screen: shows the columns.
            page: the left column, or the only one.
            show: builds and shows the columns.
            problems: found in the learner's files when the app started.
        """
        self._screen = screen
        self._workspace = screen.workspace
        self.page = page
        self.side = Page(id="side", mark=screen.glyphs.cursor)
        """The right column."""
        self.show = show
        known = set(screen.workspace.problems)
        self._other_problems = [problem for problem in problems if problem not in known]
        """Problems that the workspace does not have: of themes and keys."""
        self._today: Today | None = None
        self.extras: TodayExtras | None = None
        """The part that is loaded after the first frame."""
        self.rows: list[str] = []
        """The names of the rows of the left column."""
        self.shows_all_topics = False
        """Whether all topics are listed, also if they do not fit."""
        self._was_first = True
        """Whether the columns were built with the cursor on the first row."""

    @property
    def today(self) -> Today:
        """The quick part, loaded when it is needed."""
        if self._today is None:
            self._today = load_today(self._workspace)
        return self._today

    @property
    def has_two_columns(self) -> bool:
        """Whether both columns are shown."""
        return has_two_columns(self._screen.size)

    @property
    def active_page(self) -> Page:
        """The column that has the focus."""
        return self.side if self._screen.focused is self.side else self.page

    def problems(self) -> list[Problem]:
        """Return the errors and warnings about the learner's files."""
        read_only = find_write_problem(self._workspace.paths.data)
        found = [*self._workspace.problems, *self._other_problems, *([read_only] if read_only else [])]
        return [problem for problem in found if problem.severity != "note"]

    def build(self) -> Sequence[Block]:
        """Return the left column, or the only one; show or hide the right one."""
        screen = self._screen
        columns = today_columns(self._data(), screen.size)
        self.rows = [block.item for block in columns.left if block.item]
        self._was_first = self.page.cursor in ("", *self.rows[:1])
        is_wide = self.has_two_columns
        self.side.display = is_wide
        self.page.styles.width = left_width(screen.size) if is_wide else "1fr"
        if not is_wide and screen.focused is self.side:
            screen.set_focus(self.page, scroll_visible=False)
        self.side.show(columns.right, keep_scroll=True)
        return columns.left

    def show_enter(self) -> None:
        """Show the key of the first row again, if the cursor came to it or left it: it is enter there."""
        if (self.page.cursor in self.rows[:1]) is not self._was_first:
            self.show()

    def reload(self) -> None:
        """Load and show everything again, also what another process has written.

        The cursor goes to a session that can now be resumed.
        """
        self._use_changed_settings()
        self._workspace.store.refresh()
        could_resume = RESUME_ROW in self.rows
        self._today = None
        self.show()
        if RESUME_ROW in self.rows and not could_resume:
            self.page.move_to(RESUME_ROW)
        self.load_extras()

    def _use_changed_settings(self) -> None:
        """Read the settings again, and use them everywhere if another process has changed them."""
        before = self._workspace.config
        self._workspace.reload_config()
        if self._workspace.config != before:
            from tpm_tui.ui.commands.settings import apply_settings

            apply_settings(self._screen, before)

    def reload_on_new_day(self) -> None:
        """Load everything again if another study day has begun."""
        if self._screen.is_active and self.today.summary.today != self._workspace.today():
            self.reload()

    def load_extras(self) -> None:
        """Load and show the rest, in a thread, so that keys are handled meanwhile."""
        worker = self._load_and_show_extras  # not its coroutine: a worker that is replaced never starts it
        self._screen.run_worker(worker, exclusive=True, group="extras")  # type: ignore[arg-type]

    async def _load_and_show_extras(self) -> None:
        from tpm_tui.practice.start.extras import load_extras

        error = ""
        try:
            self.extras = await asyncio.to_thread(load_extras, self._workspace)
        except StorageError as storage_error:
            error = str(storage_error)
        if not self._screen.is_attached or not self._screen.is_running:
            return  # the app has closed it meanwhile
        if error:
            self._screen.show_notice(error, error=True)
        else:
            self.show()

    def available(self, id: str) -> Action | None:
        """Return an action by its id; None if it does not exist or is not available on Today."""
        action = BY_ID.get(id)
        return action if action and action.scope & self._screen.scope else None

    def _key_of(self, id: str) -> str:
        action = self.available(id)
        return self._screen.keymap.display_key(action, self._screen.scope) if action else ""

    def _data(self) -> TodayPage:
        return TodayPage(
            today=self.today,
            bank=self._workspace.bank,
            glyphs=self._screen.glyphs,
            key_of=self._key_of,
            undecided=len(untriaged(self._workspace.bank.order, self._workspace.store.cards)),
            extras=self.extras,
            problems=self.problems(),
            cursor=self.page.cursor,
            shows_all_topics=self.shows_all_topics,
        )
