"""Find spaces that look like ordinary ones in YAML, but are text to a parser, such as no-break spaces."""

from __future__ import annotations

import re

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Unicode's spaces besides the ordinary one, as the inside of a character class."""

_ODD_START = re.compile(f"[{ODD_SPACES}]")
_ODD_IN_LINE = re.compile(
    f" *(?:- +)*(?P<indentation>[{ODD_SPACES}])"
    f"| *-(?P<dash>[{ODD_SPACES}])"
    f"|[^:#'\"]*:(?P<colon>[{ODD_SPACES}])"
)
_PLACES = {"indentation": "in the indentation", "dash": "after the dash", "colon": "after the colon"}

HINT = "replace it with an ordinary space"


def starts_oddly(key: str) -> bool:
    """Return whether a field name, as parsed, begins with such a space."""
    return _ODD_START.match(key) is not None


def indentation_message(key: str) -> str:
    """Return what is wrong with a field name that begins with such a space."""
    return f"{_name(key[0])} {_PLACES['indentation']}"


def _find(line: str) -> tuple[int, str] | None:
    """Return the column (from 1) of such a space in a line of YAML where it matters, and what is wrong."""
    found = _ODD_IN_LINE.match(line)
    if found is None or found.lastgroup is None:
        return None
    return found.start(found.lastgroup) + 1, f"{_name(found[found.lastgroup])} {_PLACES[found.lastgroup]}"


def odd_space_near(text: str, position: tuple[int, int]) -> tuple[tuple[int, int], str, str] | None:
    """Return position, message and hint of such a space in the line of a syntax error, or the line before."""
    lines = text.split("\n")
    for number in (position[0] - 1, position[0]):
        if 0 < number <= len(lines) and (found := _find(lines[number - 1])):
            column, message = found
            return (number, column), message, HINT
    return None


def _name(space: str) -> str:
    """Return the name of a space: `a no-break space (U+00A0)`."""
    import unicodedata

    name = unicodedata.name(space).lower()
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} (U+{ord(space):04X})"
