"""Opening the row under the cursor of a page: a topic, a question, a key point, a box, an action."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.exchange.messages import BOX_DONE_TODAY, NO_ROW_UNDER_CURSOR
from tpm_tui.practice.queue import box_queue
from tpm_tui.ui.commands.practice_choice import practise_topic
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.pages.places.row_names import RowKind, split_row
from tpm_tui.ui.screens.action_screen import ActionScreen


class RowCommands:
    """The command that opens a row of a place."""

    def __init__(
        self,
        screen: ActionScreen,
        find_row: Callable[[], str],
        open_own_row: Callable[[str], bool] = lambda row: False,
    ) -> None:
        """
        Args:
            screen: the place.
            find_row: returns the name of the row under the cursor.
            open_own_row: opens a row that only this place has; returns whether it is one.
        """
        self._screen = screen
        self._workspace = screen.workspace
        self._find_row = find_row
        self._open_own_row = open_own_row

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"open": self.open_row}

    async def open_row(self) -> None:
        """Open the row under the cursor."""
        name = self._find_row()
        row = split_row(name)
        if row is None:
            if self._open_own_row(name):
                return
            self._screen.show_notice(NO_ROW_UNDER_CURSOR)
            return
        kind, id = row
        match kind:
            case RowKind.ACTION:
                await self._screen.action_run(id)
            case RowKind.TOPIC:
                practise_topic(self._screen, id, navigation_of(self._screen).practise)
            case RowKind.BOX:
                self._practise_box(int(id))
            case RowKind.QUESTION:
                navigation_of(self._screen).go_to_question(id)
            case RowKind.POINT:
                navigation_of(self._screen).practise([id.rpartition(":")[0]], drill=True)
            case RowKind.SESSION:
                self._read_report(id)

    def _read_report(self, session: str) -> None:
        """Show the report of a session, with the figures of today."""
        from tpm_tui.exchange.session_markdown import to_markdown
        from tpm_tui.practice.delivery.remarks import speaking_pace
        from tpm_tui.practice.reports import build_reports
        from tpm_tui.ui.pages.report_text import report_blocks
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        (report,) = build_reports(self._workspace, [session])
        pace = speaking_pace(self._workspace)
        text = to_markdown(report, self._workspace.bank, self._workspace.facts, pace)
        self._screen.app.push_screen(PagerScreen(report_blocks(text, is_cut=False)))

    def _practise_box(self, box: int) -> None:
        """Practise what is in a box; if nothing is left there today, say so."""
        queue = box_queue(self._workspace, box)
        if queue:
            navigation_of(self._screen).practise(queue)
        else:
            self._screen.show_notice(BOX_DONE_TODAY)
