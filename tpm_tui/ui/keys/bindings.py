"""Conversion of the actions to Textual bindings, all of which run the one Textual action `run`."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingsMap

from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.keys.keymap import Keymap

KEY_ALIASES = {"ctrl+underscore": ("ctrl+underscore", "ctrl+shift+minus", "ctrl+slash")}
"""The names of a key that most terminals send as one character, in terminals that distinguish them."""


def run_call(action: Action) -> str:
    """Return the call of the Textual action that runs an action of the table: `run('grade-good')`."""
    return f"run({action.id!r})"


def add_action_bindings(bindings: BindingsMap, actions: Iterable[Action], keymap: Keymap) -> BindingsMap:
    """Return a screen's bindings merged with the bindings of its actions, which come first for a shared key.

    Textual's `set_keymap` is not used: it removes a key from every action that shares it, but scopes share
    keys such as space and enter.
    """
    added = [
        Binding(key, run_call(action), action.label, id=action.id, show=False)
        for action in keymap.in_order(actions)
        for name in keymap.keys(action)
        for key in KEY_ALIASES.get(name, (name,))
    ]
    return BindingsMap.merge([BindingsMap(added), bindings])


def is_allowed(action: str, parameters: tuple[object, ...], scope: Scope) -> bool:
    """Return whether a Textual action may run: one of the table only in its own scopes, others anywhere."""
    if action != "run":
        return True
    row = BY_ID.get(str(parameters[0]))
    return row is not None and bool(row.scope & scope)
