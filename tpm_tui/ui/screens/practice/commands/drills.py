"""Choosing and starting drills: practice that moves no box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tpm_tui.exchange.messages import NO_POINT_MISSED, NO_RECALL_CARDS, NOTHING_TO_DRILL, recall_message
from tpm_tui.practice.queue import recall_queue, weak_point_queue, weakest_seen
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.practice.view import PracticeView

if TYPE_CHECKING:
    from tpm_tui.core.session.recall import RecallCard

DRILLS = {
    "points": ("Weakest key points", "the questions that contain them, with the points marked"),
    "weakest": ("Weakest questions", "the questions you answered worst"),
    "recall": ("Recall cards", "short questions, graded with one key"),
}


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
        from tpm_tui.ui.render.layout import Block
        from tpm_tui.ui.render.text import join
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        items = [
            Block(join((title, "bold"), "  ", (description, "$dim")), item=name)
            for name, (title, description) in DRILLS.items()
        ]
        dialog = ChoiceScreen("Drills (no box moves)", items, "points")
        self._screen.ask(dialog, lambda chosen: self._start(chosen) if chosen else None)

    def recall_missed(self) -> None:
        """Recall the key points that were missed in this session."""
        from tpm_tui.core.session.missed_recall import missed_point_cards

        cards = missed_point_cards(self._session.session.reviews, self._session.workspace.bank)
        if cards:
            self.open_recall(cards)
        else:
            self._screen.show_notice(NO_POINT_MISSED)

    def open_recall(self, cards: Sequence[RecallCard]) -> None:
        """Start a recall drill."""
        from tpm_tui.practice.recall import RecallSession
        from tpm_tui.ui.screens.recall import RecallScreen

        if not cards:
            self._screen.show_notice(NO_RECALL_CARDS)
            return
        drill = RecallScreen(RecallSession(self._session.workspace, cards))
        self._screen.ask(drill, lambda summary: self._screen.show_notice(recall_message(summary or "")))

    def _start(self, name: str) -> None:
        from tpm_tui.practice.recall import DEFAULT_CARDS

        self._screen.save()
        workspace = self._session.workspace
        every = workspace.bank.order
        if name == "recall":
            self.open_recall(recall_queue(workspace, every, DEFAULT_CARDS))
            return
        weak = weak_point_queue(workspace, every) if name == "points" else weakest_seen(workspace)
        if not weak:
            self._screen.show_notice(NOTHING_TO_DRILL)
            return
        self._view.panes.topics_requested = False
        self._session.queue.replace(weak[: workspace.config.per_day], drill=True)
        self._view.show_all(write=True)
