"""Commands of Today: what the rows run, and going to the other column."""

from __future__ import annotations

from tpm_tui.ui.commands.practice_choice import practise_topic
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
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.places.today_view import TodayView


class TodayCommands:
    """Commands of Today."""

    def __init__(self, screen: ActionScreen, view: TodayView) -> None:
        """
        Args:
            screen: the screen that shows Today.
            view: what it shows.
        """
        self._screen = screen
        self._view = view

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "open": self.open_row,
            "other-column": self.go_to_other_column,
            "exit": self.exit,
        }

    def exit(self) -> None:
        """Quit the app; text of a closed session that could not be saved is saved again."""
        self._screen.quit_or_warn("")

    async def open_row(self) -> None:
        """Run the row under the cursor."""
        row = self._view.active_page.cursor
        name, _, rest = row.partition(":")
        match f"{name}:" if rest else row:
            case "":
                pass
            case str() as prefix if prefix == TOPIC_PREFIX:
                practise_topic(self._screen, rest, navigation_of(self._screen).practise)
            case str() as prefix if prefix == POINT_PREFIX:
                navigation_of(self._screen).practise([rest.rpartition(":")[0]], drill=True)
            case str() as prefix if prefix == QUESTION_PREFIX:
                navigation_of(self._screen).go_to_question(rest)
            case str() as item if item == RESUME_ROW:
                self._resume()
            case str() as item if item == ALL_TOPICS_ROW:
                self._view.shows_all_topics = not self._view.shows_all_topics
                self._view.show()
            case str() as item if item == PROBLEMS_ROW:
                self._show_problems()
            case str() as item if item == NEXT_ROUND_ROW:
                self._ask_about_next_round()
            case action:
                await self._screen.action_run(action)

    def go_to_other_column(self) -> None:
        """Go to the other column; in one column, to the first topic, or back to the first row."""
        view = self._view
        if view.has_two_columns:
            other = view.page if view.active_page is view.side else view.side
            self._screen.set_focus(other, scroll_visible=False)
        else:
            is_topic = view.page.cursor.startswith(TOPIC_PREFIX)
            found = [item for item in view.rows if item.startswith(TOPIC_PREFIX) is not is_topic]
            if found:
                view.page.move_to(found[0])

    def _resume(self) -> None:
        """Resume the session that is shown, unless it was resumed or ended in another process."""
        from tpm_tui.exchange.messages import SESSION_CONTINUED_ELSEWHERE

        shown = self._view.today.unfinished
        if self._screen.workspace.store.refresh():
            self._view.reload()
        found = self._view.today.unfinished
        if found is not None and shown is not None and found.session == shown.session:
            navigation_of(self._screen).resume(found)
        else:
            self._screen.show_notice(SESSION_CONTINUED_ELSEWHERE)

    def _show_problems(self) -> None:
        from tpm_tui.ui.pages.today.top import problem_page
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        self._screen.app.push_screen(PagerScreen(problem_page(self._view.problems())))

    def _ask_about_next_round(self) -> None:
        from tpm_tui.ui.commands.dates.past_date import offer_next_date

        offer_next_date(self._screen, self._screen.workspace, self._view.reload)
