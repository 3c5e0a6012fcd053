"""The data of the page, and the names of its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.practice.today import Today
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.render.glyphs import Glyphs

if TYPE_CHECKING:
    from tpm_tui.practice.start.extras import TodayExtras

RESUME_ROW = "resume-session"
NEXT_ROUND_ROW = "next-round"
PROBLEMS_ROW = "problems"
ALL_TOPICS_ROW = "all-topics"
TOPIC_PREFIX = "topic:"
POINT_PREFIX = "point:"
QUESTION_PREFIX = "question:"


class TodayPage(Struct, frozen=True, kw_only=True):
    """What the page shows."""

    today: Today
    bank: Bank
    glyphs: Glyphs
    key_of: Callable[[str], str]
    """Returns the key of an action; empty if the action is not available on Today."""
    undecided: int = 0
    """Number of new questions of which the learner has not said whether they know them."""
    extras: TodayExtras | None = None
    """What is loaded after the first frame."""
    problems: Sequence[Problem] = ()
    """Errors and warnings about the learner's files."""
    cursor: str = ""
    """The row under the cursor."""
    shows_all_topics: bool = False
    """Whether all topics are listed, also if they do not fit."""
