"""The questions of the menu of plain mode."""

from __future__ import annotations

from collections.abc import Iterable

UNKNOWN_CHOICE = "Type one of the choices, or a command of tpm-tui without its name: history 7"
WHICH_TOPIC = "Which topic? Type its id; enter goes back."
WHICH_WORDS = "Which words? topic:, kind:, box: and is: narrow it down; enter goes back."
WHICH_QUESTION = "Practise which one? Type its number or id; enter goes back."
WHOSE_HISTORY = "Of which question? Type its number or id; enter goes back."
WHICH_SET = "Which set? Type its id; enter goes back."
WHICH_SETTING = "Change which setting? Type its name and value: per_day 6; enter goes back."


def choices(names: Iterable[str]) -> str:
    """Return names to choose from: `phone, onsite or loop`."""
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last


def which_mock(names: str) -> str:
    """Return the question for the format of a mock interview, of which enter chooses the first."""
    return f"Which format: {names}? Enter starts the first."


def which_drill(names: str) -> str:
    """Return the question for a drill."""
    return f"Which drill: {names}? Enter goes back."
