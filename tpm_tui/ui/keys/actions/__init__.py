"""The table of actions: every command that a key can run.

Bindings, footer, command palette, help screen, the `keys` command and the key table in docs/keys.md are all
generated from `GROUPS`, so that they cannot drift apart. An action's `id` is its name in the config's keymap.
This package does not import Textual, because the command line prints the table too.
"""

from __future__ import annotations

from tpm_tui.ui.keys.actions.action import Action
from tpm_tui.ui.keys.actions.go_to import GO_TO_GROUPS
from tpm_tui.ui.keys.actions.mock import MOCK_GROUPS
from tpm_tui.ui.keys.actions.places import PLACE_GROUPS
from tpm_tui.ui.keys.actions.practice import PRACTICE_GROUPS
from tpm_tui.ui.keys.actions.scope import Scope
from tpm_tui.ui.keys.actions.session import SESSION_GROUPS

__all__ = ["BY_ID", "GROUPS", "Action", "Scope", "actions_in", "footer_actions"]

GROUPS: dict[str, tuple[Action, ...]] = {
    **PRACTICE_GROUPS,
    **SESSION_GROUPS,
    **GO_TO_GROUPS,
    **PLACE_GROUPS,
    **MOCK_GROUPS,
}
"""The actions by the heading under which help lists them."""

BY_ID = {action.id: action for group in GROUPS.values() for action in group}


def actions_in(scope: Scope) -> tuple[Action, ...]:
    """Return the actions that are available in any part of a scope, in the order of the table."""
    return tuple(action for action in BY_ID.values() if action.scope & scope)


def footer_actions(scope: Scope) -> list[Action]:
    """Return the actions that the footer shows in a scope, in footer order."""
    return sorted((action for action in actions_in(scope) if action.footer), key=lambda action: action.footer)
