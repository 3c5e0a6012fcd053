"""The keys in the footer of the practice screen."""

from __future__ import annotations

from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession
from tpm_tui.ui.keys.actions import ACTIONS, Scope, footer_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.widgets.status import FooterKey

GRADES = {f"grade-{grade.word}": grade for grade in Grade}
"""The grades by the id of their action."""


NEED_POINTS = ("tick", "accept")
"""Actions for which the question needs key points."""


def practice_keys(practice_session: PracticeSession, keymap: Keymap, scope: Scope) -> list[FooterKey]:
    """Return the keys for a scope; those of the grades with the days until the question is due again."""
    suggested = practice_session.suggestion() if scope is Scope.REVEALED else None
    keys = []
    for action in footer_actions(ACTIONS, scope):
        if action.id == "leave" and scope is not Scope.EDITOR and scope is not Scope.TOPICS:
            continue
        if action.id in NEED_POINTS and suggested is None and scope is Scope.REVEALED:
            continue
        grade = GRADES.get(action.id)
        note = f"{practice_session.interval(grade)}d" if grade and not practice_session.is_drill else ""
        highlighted = grade is not None and grade == suggested
        keys.append(FooterKey(keymap.display_key(action, scope), action.label, note, highlighted))
    return keys
