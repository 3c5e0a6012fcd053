"""What Textual writes to the terminal beside the updates of the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class ControlKind(Enum):
    """What a sequence does."""

    MOVE = "moves the cursor to an absolute position"
    SHOW = "shows the cursor"
    HIDE = "hides the cursor"
    SYNC = "starts or ends a synchronized update"
    OTHER = "changes neither what is on the screen nor the cursor nor the pen"
    UNKNOWN = "may do anything"


class ControlSequence(NamedTuple):
    """A part of what Textual has written."""

    kind: ControlKind
    text: str
    x: int = 0
    y: int = 0


_SCREEN_MODES = "3|5|6|40|47|69|1047|1048|1049"
"""Private modes that change the screen or the cursor."""

_SEQUENCE = re.compile(
    r"\x1b\[(?P<y>\d+);(?P<x>\d+)H"
    r"|(?P<show>\x1b\[\?25h)"
    r"|(?P<hide>\x1b\[\?25l)"
    r"|(?P<sync>\x1b\[\?2026[hl])"
    rf"|(?P<other>\x1b\[\?(?!(?:{_SCREEN_MODES})[hl])\d+[hl]"  # a mode
    r"|\x1b\[\?\d+\$p|\x1b\[[>?=]?\d*c|\x1b\[[56]n"  # a query
    r"|\x1b\[[<>=?]\d*(?:;\d*)*[umq]|\x1b\[\d* q"  # the keyboard, the shape of the cursor
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^X][^\x1b]*\x1b\\"  # a string
    r"|\x07)"
)


def split_sequences(data: str) -> Iterator[ControlSequence]:
    """Yield the sequences of written data in their order; what is not known is yielded as one."""
    at = 0
    while at < len(data):
        match = _SEQUENCE.match(data, at)
        if match is None:
            yield ControlSequence(ControlKind.UNKNOWN, data[at:])
            return
        text = match[0]
        match match.lastgroup:
            case "x":
                yield ControlSequence(
                    ControlKind.MOVE, text, max(int(match["x"]) - 1, 0), max(int(match["y"]) - 1, 0)
                )
            case "show":
                yield ControlSequence(ControlKind.SHOW, text)
            case "hide":
                yield ControlSequence(ControlKind.HIDE, text)
            case "sync":
                yield ControlSequence(ControlKind.SYNC, text)
            case _:
                yield ControlSequence(ControlKind.OTHER, text)
        at = match.end()
