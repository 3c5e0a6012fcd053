"""Choosing a drill, and what a drill asks."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.session.recall import RecallCard
from tpm_tui.practice.queue import queue_of_points, recall_queue, weakest_met
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.practice.card_actions import CardActions

DRILLS = {
    "points": ("Weakest key points", "the questions that hold them, the points named"),
    "weakest": ("Weakest questions", "those that went worst"),
    "recall": ("Recall cards", "small questions, one key each"),
}


class Drills(CardActions):
    """Practice beside the boxes."""

    recall: Sequence[RecallCard] = ()
    """Cards to begin with, where a recall drill was asked for on the command line."""

    def action_drill(self) -> None:
        """Choose a drill."""
        from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

        items = [
            Block(join((title, "bold"), "  ", (told, "$dim")), item=name)
            for name, (title, told) in DRILLS.items()
        ]
        self.app.push_screen(
            ChoiceScreen("Drills; nothing in them moves a box", items, "points"),
            lambda chosen: self._drill(chosen) if chosen else None,
        )

    def _drill(self, chosen: str) -> None:
        from tpm_tui.practice.recall import CARDS

        self.save()
        workspace = self.practice_session.workspace
        if chosen == "recall":
            self.open_recall(recall_queue(workspace, workspace.bank.order, CARDS))
            return
        weak = (
            queue_of_points(workspace, workspace.bank.order) if chosen == "points" else weakest_met(workspace)
        )
        if not weak:
            self.say("Nothing was missed yet: there is nothing to drill.")
            return
        self.topics_asked_for = False
        self.practice_session.replace_queue(weak[: workspace.config.per_day], drill=True)
        self.show_all()

    def open_recall(self, cards: Sequence[RecallCard]) -> None:
        """Ask recall cards."""
        from tpm_tui.practice.recall import RecallSession
        from tpm_tui.ui.screens.recall import RecallScreen

        if not cards:
            self.say("No question has recall cards.")
            return
        screen = RecallScreen(RecallSession(self.practice_session.workspace, cards))
        self.app.push_screen(screen, lambda told: self.say(f"Recall: {told}."))
