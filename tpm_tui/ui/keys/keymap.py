"""The keys that the actions have, the learner's own in place of the table's, and how they are printed."""

from __future__ import annotations

import re

from msgspec import Struct

from tpm_tui.ui.keys.actions import BY_ID, GROUPS, Action, Scope

KEY = re.compile(r"(?:(?:ctrl|alt|shift|super|hyper|meta)\+)*(?:\w+|[!-/:-@\[-`{-~])")
"""A key as a keymap may name it: a name or a sign, behind the keys that are held with it."""

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
    """Whether it is one of F1 to F24, of which terminals take some for themselves."""
    return key.startswith("f") and key[1:].isdigit()


def key_name(key: str) -> str:
    """A key as it is printed: `^J` for ctrl+j, `/` for slash, `F2` for f2."""
    if key.startswith("ctrl+"):
        return "^" + key_name(key.removeprefix("ctrl+")).upper()
    if is_function_key(key):
        return key.upper()
    return KEY_NAMES.get(key, key)


class Keymap(Struct, frozen=True):
    """The table with a learner's own keys in place."""

    own: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, setting: dict[str, str]) -> Keymap:
        """From the config, where several keys of an action are divided by commas."""
        named = {name: keys.replace(",", " ").split() for name, keys in setting.items() if name in BY_ID}
        own = {name: tuple(key for key in keys if KEY.fullmatch(key)) for name, keys in named.items()}
        return cls({name: keys for name, keys in own.items() if keys})

    @classmethod
    def faults(cls, setting: dict[str, str]) -> list[tuple[str, str, str]]:
        """What of the config's keymap cannot be used, as (id, what is wrong, how to mend it)."""
        return [
            (name, f"keymap: there is no action {name}", "tpm-tui keys has the ids")
            if name not in BY_ID
            else (name, f"keymap: {name} has no key", "name one, or take the line out")
            for name in setting
            if name not in cls.of(setting).own
        ]

    def keys(self, action: Action) -> tuple[str, ...]:
        """The keys of an action."""
        return self.own.get(action.id, action.keys)

    def shown(self, action: Action, scope: Scope = Scope.EDITOR) -> str:
        """The key that footer and palette print: outside the editor a plain one where there is one."""
        keys = self.keys(action)
        handy = [key for key in keys if not key.startswith("ctrl+") and not is_function_key(key)]
        return key_name(keys[0] if scope & (Scope.EDITOR | Scope.MOCK_EDITOR) or not handy else handy[0])


def keys_markdown() -> str:
    """The README's key table, with the default keys."""
    lines: list[str] = []
    for group, actions in GROUPS.items():
        lines += ["", f"**{group}**", "", "| key | what it does | id |", "| --- | --- | --- |"]
        for action in actions:
            keys = ", ".join(f"`{key_name(key)}`" for key in action.keys)
            lines.append(f"| {keys} | {action.description} | `{action.id}` |")
    return "\n".join(lines[1:]) + "\n"
