"""Why an action is not available in a scope, and which step makes it available."""

from __future__ import annotations

from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.keys.keymap import Keymap, key_name

_SESSION = Scope.OUTSIDE | Scope.EDITOR


def why_unavailable(action: Action, scope: Scope, keymap: Keymap) -> str:
    """Return a sentence that says why an action cannot be run in a scope; empty if it can."""
    reason = unavailable_reason(action, scope, keymap)
    return f"{action.name}: {reason}." if reason else ""


def unavailable_reason(action: Action, scope: Scope, keymap: Keymap) -> str:
    """Return why an action cannot be run in a scope, without its name; empty if it can.

    Args:
        action: the action.
        scope: the current scope.
        keymap: the learner's keys, for the key of the step that comes first.
    """
    if action.scope & scope:
        return ""

    def key(id: str) -> str:
        return keymap.display_key(BY_ID[id], scope)

    in_practice, in_mock = bool(scope & _SESSION), bool(scope & Scope.MOCK)
    match action.scope:
        case where if action.id == "today" and scope & Scope.TODAY:
            reason = "it is on the screen already"
        case where if in_mock and not where & Scope.MOCK:
            reason = f"stop the mock interview first ({key('mock-stop')})"
        case where if in_mock:
            reason = "it belongs to another step of the interview"
        case where if not where & ~Scope.MOCK:
            reason = f"start a mock interview first ({key('mock')})"
        case where if not where & ~Scope.PLAN:
            reason = f"open the plan first ({key('plan')})"
        case where if not where & ~Scope.STORIES:
            reason = f"open the stories first ({key('stories')})"
        case where if not where & ~Scope.TRIAGE:
            reason = f"go through the new questions first ({key('triage')})"
        case where if not where & ~Scope.MARKING:
            reason = "open an old answer first (Mark an old answer again)"
        case where if scope is Scope.SPEAKING and where & (Scope.QUESTION | Scope.TOPICS):
            reason = f"stop speaking first ({key('speak-done')})"
        case where if not where & ~(Scope.SPEAKING | Scope.MOCK_SPEAKING):
            reason = f"begin to speak first ({key('speak')})"
        case where if not in_practice and where & _SESSION:
            reason = f"start practice first ({key('practise-due')})"
        case where if scope is Scope.DONE and where & _SESSION:
            reason = f"no question is shown; practise first ({key('practise-due')})"
        case where if where & Scope.REVEALED and scope & (Scope.ASKING | Scope.EDITOR):
            reason = f"reveal the model answer first ({key('reveal')})"
        case where if where & Scope.ASKING and scope is Scope.REVEALED:
            reason = f"grade the answer first, or go back to it ({key('resume')})"
        case where if where & Scope.DONE:
            reason = f"end the session first ({key('end')})"
        case where if where & Scope.TOPICS:
            reason = f"open the topics first ({key('topics')})"
        case _:
            reason = "not available on this screen"
    return reason


def explain_key(key: str, scope: Scope, keymap: Keymap) -> str:
    """Return a sentence for a key that runs nothing in a scope: what it runs elsewhere, and why not here.

    Args:
        key: its name as in Textual.
        scope: the current scope.
        keymap: the learner's keys.
    """
    for related in _related(scope):
        for action in keymap.in_order(BY_ID.values()):
            if key in keymap.keys(action) and action.scope & related:
                return why_unavailable(action, scope, keymap)
    return f"{key_name(key)} has no function here; {keymap.display_key(BY_ID['help'], scope)} lists the keys."


def _related(scope: Scope) -> tuple[Scope, ...]:
    """Return the scopes in which a learner may expect a key to run something, the likeliest first."""
    if scope & Scope.TODAY:
        return _SESSION, Scope.PLACES
    return (next(group for group in (Scope.MOCK, _SESSION, Scope.PLACES, ~Scope(0)) if group & scope),)
