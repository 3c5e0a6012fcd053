"""The spellings of a key that a keymap may use: `ctrl+j`, `ctrl-j`, `^J`, `C-j`, `<C-j>`, `PgUp`, `?`."""

from __future__ import annotations

import re
import string
import unicodedata

from tpm_tui.exchange.phrases import did_you_mean
from tpm_tui.ui.terminal.input.key_table import CODE_KEYS, LETTER_KEYS, NUMBER_KEYS, character_key

MODIFIERS = {
    **{name: name for name in ("alt", "ctrl", "hyper", "meta", "shift", "super")},
    **dict.fromkeys(("a", "m", "opt", "option"), "alt"),
    **dict.fromkeys(("c", "ctl", "control"), "ctrl"),
    "s": "shift",
}
"""The name of a modifier by its spelling in lower case."""

_MODIFIER = re.compile(rf"({'|'.join(MODIFIERS)})[+-](?=.)", re.IGNORECASE)

NAMED_KEYS = (
    {*LETTER_KEYS.values(), *NUMBER_KEYS.values(), *CODE_KEYS.values(), "space"}
    | {character_key(character) for character in string.punctuation}
)  # fmt: skip
"""The names of the keys that are not written as one character."""

_BY_SPELLING = {
    **{name.replace("_", ""): name for name in NAMED_KEYS},
    "esc": "escape",
    **dict.fromkeys(("return", "ret", "cr"), "enter"),
    "spc": "space",
    "del": "delete",
    "ins": "insert",
    "bs": "backspace",
    **dict.fromkeys(("pgup", "prior"), "pageup"),
    **dict.fromkeys(("pgdn", "pgdown", "next"), "pagedown"),
}
"""The name of a key by its spelling in lower case, without `_` and `-`."""

_SAME_BYTE = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "ctrl+question_mark": "backspace",
}
"""Chords for which a terminal sends the same byte as for another key."""


def parse_key(text: str) -> str | None:
    """Return the name that the app uses for a key, from any of its spellings; None if there is none."""
    if len(text) == 1:
        return _parse_character(text)
    if len(text) == 2 and text[0] == "^":
        return parse_key(f"ctrl+{text[1]}")
    if text.startswith("<") and text.endswith(">") and len(text) > 2:
        return parse_key(text[1:-1])
    modifiers: set[str] = set()
    while match := _MODIFIER.match(text):
        modifiers.add(MODIFIERS[match[1].lower()])
        text = text[match.end() :]
    key = _parse_character(text) if len(text) == 1 else _parse_name(text)
    if key is None or not modifiers:
        return key
    if len(key) == 1:
        if modifiers == {"shift"}:
            return key.upper() if key.isalpha() else None  # the character it types depends on the keyboard
        key = key.lower()
    chord = "+".join([*sorted(modifiers), key])
    return _SAME_BYTE.get(chord, chord)


def suggest_key(text: str) -> str:
    """Return how to correct the spelling of an unknown key."""
    if (plain := re.fullmatch(r"shift[+-](.)", text, re.IGNORECASE)) and plain[1].isprintable():
        return f"write the character that shift and {plain[1]} type"
    from difflib import get_close_matches  # slow to import, and rarely needed

    names = sorted(NAMED_KEYS | {f"ctrl+{letter}" for letter in string.ascii_lowercase})
    near = get_close_matches(text.lower(), names, n=1)
    return did_you_mean(near[:1]) if near else "write a key as in ctrl+j, f2, space or ?"


def types_text(key: str) -> bool:
    """Return whether the editor handles a key while it has focus: it types, deletes or moves the cursor."""
    is_function = re.fullmatch(r"f\d+", key)
    return not (is_function or key == "escape" or re.search(r"(?:ctrl|alt)\+", key))


def _parse_character(text: str) -> str | None:
    return character_key(text) if text.isprintable() and not text.isspace() else None


def _parse_name(text: str) -> str | None:
    """Return the key with this name; the names of Unicode characters are names of their keys too."""
    if name := _BY_SPELLING.get(re.sub(r"[_-]", "", text.lower())):
        return name
    try:
        return _parse_character(unicodedata.lookup(text.replace("_", " ")))
    except KeyError:
        return None
