"""Choosing and starting drills: practice that moves no box."""

from __future__ import annotations

from tpm_tui.exchange.messages import NO_POINT_MISSED, NOTHING_TO_DRILL
from tpm_tui.practice.queue import weak_point_queue, weakest_seen
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
        return {"drill": self.choose_drill, "recall-missed": self.recall_missed}

    def choose_drill(self) -> None:
        """Choose a drill."""
        from tpm_tui.ui.screens.dialogs.study_choice import drill_dialog

        self._screen.ask(drill_dialog(), lambda chosen: self._start(chosen) if chosen else None)

    def recall_missed(self) -> None:
        """Recall the key points that were missed in this session."""
        from tpm_tui.core.session.missed_recall import missed_point_cards

        cards = missed_point_cards(self._session.session.reviews, self._session.workspace.bank)
        if cards:
            open_recall(self._screen, cards)
        else:
            self._screen.show_notice(NO_POINT_MISSED)

    def _start(self, name: str) -> None:
        from tpm_tui.ui.screens.dialogs.study_choice import POINTS, RECALL

        self._screen.save()
        workspace = self._session.workspace
        every = workspace.bank.order
        if name == RECALL:
            open_recall(self._screen)
            return
        weak = weak_point_queue(workspace, every) if name == POINTS else weakest_seen(workspace)
        if weak:
            self._view.ask_queue(weak[: workspace.config.per_day], drill=True)
        else:
            self._screen.show_notice(NOTHING_TO_DRILL)
