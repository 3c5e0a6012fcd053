"""Which keys of the debrief the footer teaches: first those that do something to the row under the cursor."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.bank.question import Level
from tpm_tui.ui.keys.actions import Action
from tpm_tui.ui.pages.mock_debrief import DIMENSION, FIGURE, LEVEL, NOTE, POINT

LEVELS: tuple[Level, ...] = ("core", "senior", "staff")
"""The levels by the digits that choose them."""

TICK = ("tick",)
RATE = ("rate-weak", "rate-mixed", "rate-strong", "rate-outstanding")
WRITE = ("mock-note",)
OF_A_ROW = (*TICK, *WRITE, *RATE)
"""What is done to a row. On rows to which none of it is done it comes last, in this order."""


def row_keys(actions: Iterable[Action], item: str) -> list[tuple[Action, str]]:
    """The actions with their labels, in the footer's order.

    Args:
        actions: those that can be used in the debrief.
        item: what is under the cursor.
    """
    rows = {action.id: action for action in sorted(actions, key=lambda action: action.footer)}
    elsewhere = [(row, row.label) for row in rows.values() if row.id not in OF_A_ROW]
    if item == LEVEL:
        return [*((rows[id], level) for id, level in zip(RATE, LEVELS, strict=False)), *elsewhere]
    here = _done_to(item)
    if here:
        return [*((rows[id], rows[id].label) for id in here), *elsewhere]
    return [*elsewhere, *((rows[id], rows[id].label) for id in OF_A_ROW)]


def _done_to(item: str) -> tuple[str, ...]:
    if item.startswith(POINT) or item == FIGURE:
        return TICK
    if item.startswith(DIMENSION):
        return RATE
    return WRITE if item.startswith(NOTE) else ()
