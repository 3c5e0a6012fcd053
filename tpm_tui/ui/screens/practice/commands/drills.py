"""Choosing and starting drills: practice that moves no box."""

from __future__ import annotations

from functools import partial

from tpm_tui.exchange.messages import NO_POINT_MISSED
from tpm_tui.ui.commands.practice_choice import choose_drill
from tpm_tui.ui.commands.recall import open_recall
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView


class DrillCommands:
    """Commands that start a drill."""

    def __init__(self, screen: ActionScreen, view: PracticeView) -> None:
        self._screen = screen
        self._view = view
        self._session = view.practice_session

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "drill": partial(choose_drill, self._screen, self._view.ask_queue),
            "recall-missed": self.recall_missed,
        }

    def recall_missed(self) -> None:
        """Recall the key points that were missed in this session."""
        from tpm_tui.core.session.missed_recall import missed_point_cards

        cards = missed_point_cards(self._session.session.reviews, self._session.workspace.bank)
        if cards:
            open_recall(self._screen, cards)
        else:
            self._screen.show_notice(NO_POINT_MISSED)
