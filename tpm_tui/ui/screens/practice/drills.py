"""Choosing and starting drills."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.session.recall import RecallCard
from tpm_tui.practice.queue import recall_queue, weak_point_queue, weakest_seen
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.practice.card_actions import CardActions

DRILLS = {
    "points": ("Weakest key points", "the questions that contain them, with the points marked"),
    "weakest": ("Weakest questions", "the questions you answered worst"),
    "recall": ("Recall cards", "short questions, graded with one key"),
}


class DrillActions(CardActions):
    """Drills: practice that moves no box."""

    recall: Sequence[RecallCard] = ()
    """Recall cards to start with, if a recall drill was requested on the command line."""

    def action_drill(self) -> None:
        """Choose a drill."""
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        items = [
            Block(join((title, "bold"), "  ", (description, "$dim")), item=name)
            for name, (title, description) in DRILLS.items()
        ]
        self.app.push_screen(
            ChoiceScreen("Drills (no box moves)", items, "points"),
            lambda chosen: self._start_drill(chosen) if chosen else None,
        )

    def _start_drill(self, name: str) -> None:
        from tpm_tui.practice.recall import DEFAULT_CARDS

        self.save()
        workspace = self.practice_session.workspace
        if name == "recall":
            self.open_recall(recall_queue(workspace, workspace.bank.order, DEFAULT_CARDS))
            return
        weak = (
            weak_point_queue(workspace, workspace.bank.order) if name == "points" else weakest_seen(workspace)
        )
        if not weak:
            self.show_notice("Nothing to drill: nothing was missed yet.")
            return
        self.topics_requested = False
        self.practice_session.replace_queue(weak[: workspace.config.per_day], drill=True)
        self.show_all()

    def open_recall(self, cards: Sequence[RecallCard]) -> None:
        """Start a recall drill."""
        from tpm_tui.practice.recall import RecallSession
        from tpm_tui.ui.screens.recall import RecallScreen

        if not cards:
            self.show_notice("No question has recall cards.")
            return
        screen = RecallScreen(RecallSession(self.practice_session.workspace, cards))
        self.app.push_screen(screen, lambda summary: self.show_notice(f"Recall: {summary}."))
