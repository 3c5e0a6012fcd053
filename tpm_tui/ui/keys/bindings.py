"""Conversion of the actions to Textual bindings."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingsMap

from tpm_tui.ui.keys.actions import Action
from tpm_tui.ui.keys.keymap import Keymap


def add_action_bindings(bindings: BindingsMap, actions: Iterable[Action], keymap: Keymap) -> BindingsMap:
    """Return a screen's bindings merged with the bindings of its actions.

    Textual's `set_keymap` is not used: it removes a key from every action that shares it, but scopes share
    keys such as space and enter.
    """
    added = [
        Binding(key, action.method, action.label, id=action.id, show=False)
        for action in actions
        for key in keymap.keys(action)
    ]
    return BindingsMap.merge([bindings, BindingsMap(added)])
