"""The key sequences of the terminals, as data.

Covers xterm, rxvt, PuTTY, the Linux console, tmux, screen, mintty, Windows Terminal and the kitty keyboard
protocol. Names are those of Textual, so that its bindings match. The module `key_reports` adds the modifiers,
which most terminals send as a number after the key.

Not in the table, because something else sends the same bytes:

- F3 with modifiers in the style of xterm, `ESC [ 1 ; 2 R`, which is also a report of the cursor's position.
- SCO function keys such as `ESC [ M`, which is also the beginning of a mouse report.
- Opt and a digit in WezTerm, and Opt and an arrow in iTerm2 with "natural text editing", which are the same
  bytes as Escape and a character (`ESC 3`, `ESC b`).

Keys that are not named here, such as a lone Shift or the volume keys, are ignored.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

CONTROL_KEYS: dict[int, str] = {
    0x00: "ctrl+@",
    **{code: f"ctrl+{chr(code + 0x60)}" for code in range(0x01, 0x1B)},
    0x08: "backspace",
    0x09: "tab",
    0x0D: "enter",
    0x1B: "escape",
    0x1C: "ctrl+backslash",
    0x1D: "ctrl+right_square_bracket",
    0x1E: "ctrl+circumflex_accent",
    0x1F: "ctrl+underscore",
    0x7F: "backspace",
}
"""Keys sent as a control character."""

LETTER_KEYS: dict[str, str] = {
    "A": "up",
    "B": "down",
    "C": "right",
    "D": "left",
    "F": "end",
    "H": "home",
    "P": "f1",
    "Q": "f2",
    "R": "f3",
    "S": "f4",
}
"""Keys sent as `ESC O letter` or `ESC [ letter`; `ESC [ 1 ; modifiers letter` with modifiers."""

NUMBER_KEYS: dict[int, str] = {
    1: "home",  # tmux, screen, PuTTY, the Linux console
    2: "insert",
    3: "delete",
    4: "end",
    5: "pageup",
    6: "pagedown",
    7: "home",  # rxvt
    8: "end",
    11: "f1",
    12: "f2",
    13: "f3",
    14: "f4",
    15: "f5",
    17: "f6",
    18: "f7",
    19: "f8",
    20: "f9",
    21: "f10",
    23: "f11",
    24: "f12",
    25: "f13",
    26: "f14",
    28: "f15",
    29: "f16",
    31: "f17",
    32: "f18",
    33: "f19",
    34: "f20",
}
"""Keys sent as `ESC [ number ~`; `ESC [ number ; modifiers ~` with modifiers."""

RXVT_MODIFIERS: dict[str, str] = {"$": "shift", "^": "ctrl", "@": "ctrl+shift"}
"""Instead of `~`, by which rxvt sends the keys of `NUMBER_KEYS` with a modifier."""

MINTTY_DIGITS: dict[str, str] = {letter: str(digit) for digit, letter in enumerate("pqrstuvwxy")}
"""A digit with ctrl, which mintty sends as `ESC [ 1 ; modifiers letter`."""

CODE_KEYS: dict[int, str] = {
    8: "backspace",
    9: "tab",
    13: "enter",
    27: "escape",
    127: "backspace",
    57361: "print_screen",
    57362: "pause",
    57363: "menu",
    **{57376 + number: f"f{13 + number}" for number in range(23)},
    57414: "enter",
    57417: "left",
    57418: "right",
    57419: "up",
    57420: "down",
    57421: "pageup",
    57422: "pagedown",
    57423: "home",
    57424: "end",
    57425: "insert",
    57426: "delete",
}
"""Keys that type no character, by their code in `ESC [ code ; modifiers u` (CSI u, kitty) or
`ESC [ 27 ; modifiers ; code ~` (xterm's modifyOtherKeys). The code of any other key is its character."""

KEYPAD_CHARACTERS: dict[int, str] = {
    **{57399 + digit: str(digit) for digit in range(10)},
    57409: ".",
    57410: "/",
    57411: "*",
    57412: "-",
    57413: "+",
    57415: "=",
    57416: ",",
}
"""Keys of the keypad that type a character, by their code."""

PRIVATE_USE = range(0xE000, 0xF900)
"""Codes of keys in the kitty protocol, never characters."""

SPECIAL_SEQUENCES: dict[bytes, str] = {
    b"\x1b[[A": "f1",  # the Linux console, PuTTY
    b"\x1b[[B": "f2",
    b"\x1b[[C": "f3",
    b"\x1b[[D": "f4",
    b"\x1b[[E": "f5",
    b"\x1b[Z": "shift+tab",
    b"\x1b[~": "shift+tab",  # the Windows console
    b"\x1b\t": "shift+tab",  # the Linux console
    b"\x1b[a": "shift+up",  # rxvt
    b"\x1b[b": "shift+down",
    b"\x1b[c": "shift+right",
    b"\x1b[d": "shift+left",
    b"\x1bOa": "ctrl+up",
    b"\x1bOb": "ctrl+down",
    b"\x1bOc": "ctrl+right",
    b"\x1bOd": "ctrl+left",
    b"\x1bOM": "enter",  # the keypad
}
"""Sequences that fit no pattern."""

KEYPAD_LETTERS: dict[str, str] = {
    "X": "=",
    "j": "*",
    "k": "+",
    "l": ",",
    "m": "-",
    "n": ".",
    "o": "/",
    **{letter: str(digit) for digit, letter in enumerate("pqrstuvwxy")},
}
"""Characters of the keypad in its application mode, which are sent as `ESC O letter`."""

_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}


@lru_cache(maxsize=4096)
def character_key(character: str) -> str:
    """Return the name of the key that types a character: letters and digits are their own name."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _SHORT_NAMES.get(name, name)
