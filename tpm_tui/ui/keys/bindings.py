"""The table of actions as Textual's bindings."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding, BindingsMap

from tpm_tui.ui.keys.actions import Action
from tpm_tui.ui.keys.keymap import Keymap


def with_actions(before: BindingsMap, actions: Iterable[Action], keymap: Keymap) -> BindingsMap:
    """A screen's bindings, and those of its actions.

    Textual's own `set_keymap` takes a key from all who share it, and space and enter are shared by places.
    """
    own = [
        Binding(key, action.method, action.label, id=action.id, show=False)
        for action in actions
        for key in keymap.keys(action)
    ]
    return BindingsMap.merge([before, BindingsMap(own)])
