"""Commands of Today: what the rows run, and going to the other column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.pages.today.data import (
    ALL_TOPICS_ROW,
    NEXT_ROUND_ROW,
    POINT_PREFIX,
    PROBLEMS_ROW,
    QUESTION_PREFIX,
    RESUME_ROW,
    TOPIC_PREFIX,
)

if TYPE_CHECKING:
    from tpm_tui.ui.screens.places.today import TodayScreen


class TodayCommands:
    """Commands of Today."""

    def __init__(self, screen: TodayScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "open": self.open_row,
            "other-column": self.go_to_other_column,
            "exit": self._screen.exit_app,
        }

    async def open_row(self) -> None:
        """Run the row under the cursor."""
        row = self._screen.active_page.cursor
        name, _, rest = row.partition(":")
        match f"{name}:" if rest else row:
            case "":
                pass
            case str() as prefix if prefix == TOPIC_PREFIX:
                self._practise_topic(rest)
            case str() as prefix if prefix == POINT_PREFIX:
                navigation_of(self._screen).practise([rest.rpartition(":")[0]], drill=True)
            case str() as prefix if prefix == QUESTION_PREFIX:
                navigation_of(self._screen).go_to_question(rest)
            case str() as item if item == RESUME_ROW:
                self._resume()
            case str() as item if item == ALL_TOPICS_ROW:
                self._screen.shows_all_topics = not self._screen.shows_all_topics
                self._screen.show_place()
            case str() as item if item == PROBLEMS_ROW:
                self._show_problems()
            case str() as item if item == NEXT_ROUND_ROW:
                self._ask_about_next_round()
            case action:
                await self._screen.action_run(action)

    def go_to_other_column(self) -> None:
        """Go to the other column; in one column, to the first topic, or back to the first row."""
        screen = self._screen
        if len(screen.pages) > 1:
            other = screen.page if screen.active_page is screen.side else screen.side
            screen.set_focus(other, scroll_visible=False)
        else:
            is_topic = screen.page.cursor.startswith(TOPIC_PREFIX)
            found = [item for item in screen.page.item_names if item.startswith(TOPIC_PREFIX) is not is_topic]
            if found:
                screen.page.move_to(found[0])

    def _practise_topic(self, topic: str) -> None:
        from tpm_tui.exchange.messages import TOPIC_DONE_TODAY
        from tpm_tui.practice.queue import topic_queue

        queue = topic_queue(self._screen.workspace, topic)
        if queue:
            navigation_of(self._screen).practise(queue)
        else:
            self._screen.show_notice(TOPIC_DONE_TODAY)

    def _resume(self) -> None:
        today = self._screen.today
        if today is not None and today.unfinished is not None:
            navigation_of(self._screen).resume(today.unfinished)

    def _show_problems(self) -> None:
        from tpm_tui.ui.pages.today.top import problem_page
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        self._screen.app.push_screen(PagerScreen(problem_page(self._screen.problems())))

    def _ask_about_next_round(self) -> None:
        from tpm_tui.ui.screens.places.today_start import ask_about_next_round

        today = self._screen.today
        if today is not None and today.summary.past is not None:
            ask_about_next_round(self._screen, today.summary.past)
