"""The notice after boxes were recomputed because the settings or the rules of this package have changed."""

from __future__ import annotations

from collections.abc import Iterable

from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.text.plural import plural
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress.tables import Progress


def describe_rules_change(
    known: Progress, rebuilt: Progress, entries: Iterable[HistoryEntry]
) -> Problem | None:
    """Return a notice that says why boxes were recomputed, and how many changed; None if none changed.

    Args:
        known: the progress by the earlier rules.
        rebuilt: the progress by the current rules.
        entries: the whole history.
    """
    changed = _count_changed_boxes(known, rebuilt, entries)
    if not changed:
        return None
    questions = plural(changed, "question")
    message = f"Boxes were recomputed {_reason(known, rebuilt)}; {questions} changed"
    return file_problem("", message, severity="note")


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""The numbers of boxes that the settings allow, as words."""


def _reason(known: Progress, rebuilt: Progress) -> str:
    boxes = rebuilt.rules.boxes
    if known.rules.boxes != boxes:
        number = _NUMBERS[boxes - 1] if boxes <= len(_NUMBERS) else str(boxes)
        return f"for {number} box{'es' if boxes > 1 else ''}"
    if known.rules != rebuilt.rules:
        return "for the changed settings"
    return "by the rules of this version"


def _count_changed_boxes(known: Progress, rebuilt: Progress, entries: Iterable[HistoryEntry]) -> int:
    """Count the questions that have another box by the current rules, without entries that are new."""
    cards = rebuilt.cards
    if rebuilt.seq > known.seq:
        cards = cards | replay((entry for entry in entries if entry.seq <= known.seq), rebuilt.rules)
    return sum(card.box != cards[question].box for question, card in known.cards.items() if question in cards)
