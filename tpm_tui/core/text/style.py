"""What the parts of a text are, so that a terminal can show them in different styles."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum


class Role(Enum):
    """What a part of a text is. The roles of grades have the words of the grades as values."""

    HEADING = "heading"
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
    NEW = "new"
    """Box 0, the box of new questions."""
    BOX = "box"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Style = Callable[[str, Role], str]
"""Returns a text with the style of a role. It must be the same text apart from sequences of no width."""

_GRADE_OR_BOX = re.compile(r"\b(?:(again|hard|good|easy)|box \d+(?: -> \d+)?)\b")


def no_style(text: str, role: Role) -> str:
    """Return the text as it is."""
    return text


def box_role(box: int) -> Role:
    """Return the role of a box; box 0 is that of new questions."""
    return Role.BOX if box else Role.NEW


def style_outcome(text: str, style: Style) -> str:
    """Return a text of our own about a graded answer, with its grade and its boxes styled."""
    return _GRADE_OR_BOX.sub(lambda found: style(found[0], Role(found[1] or Role.BOX)), text)
