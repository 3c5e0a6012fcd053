"""The keys in the footer of the mock interview; in the debrief, first those that act on its row."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.bank.question import Level
from tpm_tui.ui.keys.actions import Action, Scope, footer_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.mock.debrief import DIMENSION, FIGURE, LEVEL, NOTE, POINT
from tpm_tui.ui.widgets.footer import make_footer_key
from tpm_tui.ui.widgets.status import FooterKey

LEVEL_CHOICES: tuple[Level, ...] = ("core", "senior", "staff")
"""The levels, in the order of the digits that choose them."""

TICK = ("tick",)
RATE = ("rate-weak", "rate-mixed", "rate-strong", "rate-outstanding")
WRITE = ("mock-note",)
ROW_ACTIONS = (*TICK, *WRITE, *RATE)
"""Actions on a row. They are shown only on rows that have them."""
RATE_LABEL = "rate"
"""Label of the first rating on other rows: there it moves to the first row to rate, far below."""


def mock_keys(
    keymap: Keymap, scope: Scope, item: str, *, has_stories: bool = False, is_last: bool = False
) -> list[FooterKey]:
    """Return the keys for a scope.

    Args:
        keymap: the learner's keys.
        scope: the current scope.
        item: in the debrief, the item under the cursor.
        has_stories: whether there are stories to choose from.
        is_last: whether the answer is the last one.
    """
    unused = {*([] if has_stories else ["story"]), *(["mock-next-answer"] if is_last else [])}
    actions = [each for each in footer_actions(scope) if each.id not in unused]
    in_debrief = scope is Scope.MOCK_DEBRIEF
    labelled = row_keys(actions, item) if in_debrief else [(action, action.label) for action in actions]
    return [make_footer_key(action, keymap, scope, label) for action, label in labelled]


def row_keys(actions: Iterable[Action], item: str) -> list[tuple[Action, str]]:
    """Return the actions with their labels, in the order of the footer.

    Args:
        actions: those available in the debrief.
        item: the item under the cursor.
    """
    rows = {action.id: action for action in sorted(actions, key=lambda action: action.footer)}
    elsewhere = [(row, row.label) for row in rows.values() if row.id not in ROW_ACTIONS]
    if item == LEVEL:
        return [*((rows[id], level) for id, level in zip(RATE, LEVEL_CHOICES, strict=False)), *elsewhere]
    here = [(rows[id], rows[id].label) for id in _actions_on(item)]
    if item.startswith(DIMENSION):
        return [*here, *elsewhere]
    return [*here, (rows[RATE[0]], RATE_LABEL), *elsewhere]


def _actions_on(item: str) -> tuple[str, ...]:
    if item.startswith(POINT) or item == FIGURE:
        return TICK
    if item.startswith(DIMENSION):
        return RATE
    return WRITE if item.startswith(NOTE) else ()
