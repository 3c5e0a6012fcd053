"""The keys in the footer of the practice screen."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.stories.exists import has_stories
from tpm_tui.ui.keys.actions import BY_ID, Scope, footer_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.status import FooterKey

GRADES = {f"grade-{grade.word}": grade for grade in Grade}
"""The grades by the id of their action."""


def is_unusable(id: str, practice_session: PracticeSession, suggested: Grade | None) -> bool:
    """Return whether an action of the reveal can do nothing now, so that the footer leaves it out."""
    question = practice_session.question
    if id == "tick":
        return question is None or not question.key_points
    return id == "accept" and suggested is None


def label_of_close(screen: ActionScreen) -> dict[str, str]:
    """Return the label of `close` by its id if it leads to a place other than Today; else nothing."""
    place = navigation_of(screen).place_below(screen) if screen.scope is Scope.DONE else ""
    return {"close": BY_ID[place].label} if place else {}


def practice_keys(
    practice_session: PracticeSession,
    keymap: Keymap,
    scope: Scope,
    labels: Mapping[str, str] | None = None,
    *,
    may_be_slow: bool = False,
) -> list[FooterKey]:
    """Return the keys for a scope; those of the grades with the day on which the plan asks again.

    Args:
        practice_session: the session.
        keymap: the learner's keys.
        scope: the current scope.
        labels: other labels of some actions by id, which say what they do at the moment. That of `compare`,
            which is used where the older attempts are listed, takes the place of `tick`.
        may_be_slow: compute these days also if that takes longer than a key press may.
    """
    suggested = practice_session.suggestion() if scope is Scope.REVEALED else None
    notes: dict[Grade, tuple[str, ...]] = {}
    if scope is Scope.REVEALED and (may_be_slow or not practice_session.expected_days.is_slow()):
        from tpm_tui.exchange.plan.expected_text import grade_notes

        notes = grade_notes(practice_session.expected_days.by_grade())
    keys = []
    in_history = "compare" in (labels or {})
    first = "speak" if practice_session.speech.preferred else ""
    for action in sorted(footer_actions(scope), key=lambda action: action.id != first):
        if action.id == ("tick" if in_history else "compare") and scope is Scope.REVEALED:
            continue
        if action.id == "story" and not has_stories(practice_session.workspace):
            continue
        if action.id == "leave" and scope is not Scope.EDITOR and scope is not Scope.TOPICS:
            continue
        if scope is Scope.REVEALED and is_unusable(action.id, practice_session, suggested):
            continue
        grade = GRADES.get(action.id)
        note = notes.get(grade, ()) if grade else ()
        highlighted = grade is not None and grade == suggested
        needed = action.id in ("undo", "tick", "compare") and scope is Scope.REVEALED
        key = make_footer_key(action, keymap, scope, (labels or {}).get(action.id, ""))
        keys.append(replace(key, notes=note, highlighted=highlighted, needed=needed))
    return keys
