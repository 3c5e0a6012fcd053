"""The answers in which stories were used, from the history."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.cards.events import HistoryEntry, StoryUse, undone_ids


def active_uses(entries: Iterable[HistoryEntry]) -> list[StoryUse]:
    """Return the uses of stories that are not undone, nor the answers that they belong to, in their order.

    Args:
        entries: the entries of the history in order, with the undos and redos of answers.
    """
    known = list(entries)
    undone = undone_ids(known)
    uses: dict[str, StoryUse] = {}
    active: dict[str, bool] = {}
    for entry in known:
        if isinstance(entry, StoryUse):
            if not entry.is_reversal:
                uses[entry.id] = entry
            active[entry.undoes or entry.redoes or entry.id] = not (entry.undoes or entry.removed)
    return [use for id, use in uses.items() if active[id] and use.review not in undone]
