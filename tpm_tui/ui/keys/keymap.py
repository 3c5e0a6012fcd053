"""The keys of the actions: the defaults, the learner's overrides, and their display names."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from msgspec import Struct

from tpm_tui.ui.keys.actions import BY_ID, GROUPS, Action, Scope
from tpm_tui.ui.keys.key_names import parse_key, suggest_key, types_text

KEY_NAMES = {
    "minus": "-",
    "at": "@",
    "comma": ",",
    "asterisk": "*",
    "slash": "/",
    "question_mark": "?",
    "underscore": "_",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
}

_EDITORS = Scope.EDITOR | Scope.MOCK_EDITOR
"""The scopes in which an editor has focus."""


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
        valid = {
            name: tuple(dict.fromkeys(key for text in _split(keys) if (key := parse_key(text))))
            for name, keys in setting.items()
            if name in BY_ID
        }
        return cls({name: keys for name, keys in valid.items() if keys})

    @classmethod
    def find_problems(cls, setting: dict[str, str]) -> list[tuple[str, str, str]]:
        """Return invalid entries and clashes of the config setting as (action id, message, remedy)."""
        problems = []
        for name, keys in setting.items():
            if name not in BY_ID:
                problems.append(
                    (name, f"keymap: unknown action {name}", "run `tpm-tui keys` to list the ids")
                )
                continue
            unknown = [text for text in _split(keys) if parse_key(text) is None]
            problems += [(name, f"keymap: {name}: unknown key {text}", suggest_key(text)) for text in unknown]
            if not _split(keys):
                problems.append((name, f"keymap: {name} has no valid key", "set a key or remove the line"))
        keymap = cls.from_setting(setting)
        if not keymap.overrides:  # the default keys do not clash
            return problems
        for key, winner, loser in keymap.find_clashes():
            message = (
                f"keymap: {key_name(key)} is a key of {winner.id} and of {loser.id}; it runs {winner.id}"
            )
            remedy = f"set another key for {winner.id} or for {loser.id}"
            problems.append((winner.id, message, remedy))
        return problems

    def in_order(self, actions: Iterable[Action]) -> list[Action]:
        """Return actions in the order in which a key runs them: those with keys of the learner first."""
        return sorted(actions, key=lambda action: action.id not in self.overrides)

    def find_clashes(self) -> list[tuple[str, Action, Action]]:
        """Return each key that two actions have in the same scope, with the one that it runs first."""
        sharing: dict[str, list[Action]] = {}
        for action in self.in_order(BY_ID.values()):
            for key in self.keys(action):
                sharing.setdefault(key, []).append(action)
        return [
            (key, winner, loser)
            for key, actions in sharing.items()
            for winner, loser in combinations(actions, 2)
            if winner.scope & loser.scope & ~(_EDITORS if types_text(key) else Scope(0))
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
        if not keys:
            return ""
        plain = [key for key in keys if not key.startswith("ctrl+") and not is_function_key(key)]
        return key_name(keys[0] if scope & _EDITORS or not plain else plain[0])


def _split(keys: str) -> list[str]:
    """Return the keys of a config entry as they are spelled."""
    return keys.replace(",", " ").split()


def keys_markdown() -> str:
    """Return the key table in docs/keys.md with the default keys."""
    lines: list[str] = []
    for group, actions in GROUPS.items():
        lines += ["", f"**{group}**", "", "| key | what it does | id |", "| --- | --- | --- |"]
        for action in actions:
            keys = ", ".join(f"`{key_name(key)}`" for key in action.keys)
            lines.append(f"| {keys} | {action.description} | `{action.id}` |")
    return "\n".join(lines[1:]) + "\n"
