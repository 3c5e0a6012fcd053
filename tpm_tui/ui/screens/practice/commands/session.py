"""Resuming, reporting and ending a session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tpm_tui.exchange.messages import closed_session_message
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView

if TYPE_CHECKING:
    from tpm_tui.core.session.resume import UnfinishedSession

RESUME, NEW = "resume", "new"
OFFERS = {
    RESUME: ("Resume", "continue where it stopped"),
    NEW: ("New session", "end that one and write its report; drafts are kept"),
}


class SessionCommands:
    """Commands on the session as a whole."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "report": self.write_report,
            "end": self.end,
            "close": self.close,
            "quit": self.quit,
        }

    def offer_resume(self, unfinished: UnfinishedSession, on_decided: Callable[[], None]) -> None:
        """Ask whether to resume an interrupted session.

        Args:
            unfinished: the session.
            on_decided: called after it was resumed, closed or left as it is.
        """
        from tpm_tui.practice.resume import close_unfinished_session, resume_prompt
        from tpm_tui.ui.render.layout import Block
        from tpm_tui.ui.render.text import join
        from tpm_tui.ui.screens.dialogs.choice import OfferScreen

        workspace = self._session.workspace

        def resume_or_close(choice: str | None) -> None:
            try:
                if choice == RESUME:
                    self._session.queue.resume_session(unfinished)
                    self._view.show_first(write=True)
                elif choice == NEW:
                    report = close_unfinished_session(workspace, unfinished)
                    self._screen.show_notice(closed_session_message(reported=report is not None))
            finally:
                on_decided()

        items = [
            Block(join((label, "bold"), "  ", (description, "$dim")), item=choice)
            for choice, (label, description) in OFFERS.items()
        ]
        self._screen.ask(OfferScreen(resume_prompt(workspace, unfinished), items, RESUME), resume_or_close)

    def write_report(self) -> None:
        """Write the report of the session so far."""
        self._screen.show_notice(self._view.write_report())

    def end(self) -> None:
        """End the session."""
        self._view.panes.topics_requested = False
        error = self._view.end_session()
        self._view.show_all()
        if error:
            self._screen.show_notice(error, error=True)

    def close(self) -> None:
        """Go back to where the session was started, after it has ended."""
        navigation_of(self._screen).back()

    def quit(self) -> None:
        """Quit; after a write error, only on the second call."""
        self._screen.quit_or_warn(self._view.stop_session())
