"""The keys of the actions: the defaults, the learner's overrides, and their display names."""

from __future__ import annotations

import re

from msgspec import Struct

from tpm_tui.ui.keys.actions import BY_ID, GROUPS, Action, Scope

KEY = re.compile(r"(?:(?:ctrl|alt|shift|super|hyper|meta)\+)*(?:\w+|[!-/:-@\[-`{-~])")
"""A key as written in a keymap: a key name or a character, with optional modifiers before it."""

KEY_NAMES = {
    "minus": "-",
    "at": "@",
    "asterisk": "*",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}


def is_function_key(key: str) -> bool:
    """Return whether a key is a function key; terminals reserve some of these."""
    return key.startswith("f") and key[1:].isdigit()


def key_name(key: str) -> str:
    """Return the display name of a key: `^J` for ctrl+j, `/` for slash, `F2` for f2."""
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+")).upper()
    if is_function_key(key):
        return key.upper()
    return KEY_NAMES.get(key, key)


class Keymap(Struct, frozen=True):
    """The default keys with the learner's overrides."""

    overrides: dict[str, tuple[str, ...]] = {}
    """The keys of each overridden action, by action id."""

    @classmethod
    def from_setting(cls, setting: dict[str, str]) -> Keymap:
        """Create a keymap from the config setting, ignoring invalid entries.

        Args:
            setting: keys by action id; several keys are separated by commas.
        """
        named = {name: keys.replace(",", " ").split() for name, keys in setting.items() if name in BY_ID}
        valid = {name: tuple(key for key in keys if KEY.fullmatch(key)) for name, keys in named.items()}
        return cls({name: keys for name, keys in valid.items() if keys})

    @classmethod
    def find_problems(cls, setting: dict[str, str]) -> list[tuple[str, str, str]]:
        """Return the invalid entries of the config setting as (action id, message, remedy)."""
        return [
            (name, f"keymap: unknown action {name}", "run `tpm-tui keys` to list the ids")
            if name not in BY_ID
            else (name, f"keymap: {name} has no valid key", "set a key or remove the line")
            for name in setting
            if name not in cls.from_setting(setting).overrides
        ]

    def keys(self, action: Action) -> tuple[str, ...]:
        """Return the keys of an action."""
        return self.overrides.get(action.id, action.keys)

    def display_key(self, action: Action, scope: Scope = Scope.EDITOR) -> str:
        """Return the key that footer and palette show.

        In an editor scope this is the action's first key, elsewhere its first key that is neither a ctrl
        chord nor a function key, if there is one.
        """
        keys = self.keys(action)
        plain = [key for key in keys if not key.startswith("ctrl+") and not is_function_key(key)]
        return key_name(keys[0] if scope & (Scope.EDITOR | Scope.MOCK_EDITOR) or not plain else plain[0])


def keys_markdown() -> str:
    """Return the README's key table with the default keys."""
    lines: list[str] = []
    for group, actions in GROUPS.items():
        lines += ["", f"**{group}**", "", "| key | what it does | id |", "| --- | --- | --- |"]
        for action in actions:
            keys = ", ".join(f"`{key_name(key)}`" for key in action.keys)
            lines.append(f"| {keys} | {action.description} | `{action.id}` |")
    return "\n".join(lines[1:]) + "\n"
