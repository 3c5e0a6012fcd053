"""The names of the actions that can be undone."""

from __future__ import annotations

from tpm_tui.core.cards.events import CardAction, PersonalCue, Pin, Review, SecondMarking, Triage
from tpm_tui.core.session.undo import UndoableEntry


def action_name(action: UndoableEntry) -> str:
    """Return the word for an action: a grade, `note`, or what was done with the card or the answer."""
    match action:
        case Review():
            return action.grade.word
        case CardAction():
            return action.action.value
        case Triage():
            return "known" if action.known else "not known"
        case Pin():
            return "own version"
        case PersonalCue():
            return "cue"
        case SecondMarking():
            return "second marking"
    return "note"
