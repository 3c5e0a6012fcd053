"""The dialogs that choose a study set or a drill."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

POINTS, WEAKEST, RECALL = "points", "weakest", "recall"
DRILLS = {
    POINTS: ("Weakest key points", "the questions that contain them, with the points marked"),
    WEAKEST: ("Weakest questions", "the questions you answered worst"),
    RECALL: ("Recall cards", "short questions, graded with one key"),
}


def study_set_dialog(sets: Iterable[StudySet]) -> ChoiceScreen:
    """Return the dialog whose result is the id of a study set."""
    items = [
        Block(join((each.title, "bold"), "  ", (each.description, "$dim")), item=each.id) for each in sets
    ]
    return ChoiceScreen("Study sets", items, items[0].item if items else "")


def drill_dialog() -> ChoiceScreen:
    """Return the dialog whose result is the name of a drill."""
    items = [
        Block(join((title, "bold"), "  ", (description, "$dim")), item=name)
        for name, (title, description) in DRILLS.items()
    ]
    return ChoiceScreen("Drills (no box moves)", items, POINTS)
