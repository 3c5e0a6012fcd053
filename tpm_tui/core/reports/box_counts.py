"""The number of questions in each box: now, and before and after each session."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.active import active_actions
from tpm_tui.core.cards.card import Card, apply_entry
from tpm_tui.core.cards.events import CardAction, HistoryEntry, Review
from tpm_tui.core.cards.history import all_attempts, merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards

BoxCounts = tuple[int, ...]
"""Number of questions in box 0 (new), 1, 2, ..."""

Step: TypeAlias = Review | CardAction
"""An active entry that changes a card."""


class BoxMoves(Struct, frozen=True):
    """The box counts of the whole bank at a session's last entry."""

    before: BoxCounts
    """Without the session's reviews."""
    after: BoxCounts
    """With the session's reviews."""


def count_boxes(bank: Bank, cards: Cards, rules: Rules) -> BoxCounts:
    """Count the bank's questions in each box.

    A box beyond the last one (from earlier rules with more boxes) counts as the last.
    """
    counts = Counter(min(cards[q].box, rules.boxes) if q in cards else 0 for q in bank.order)
    return tuple(counts[box] for box in range(rules.boxes + 1))


def compute_box_moves(
    entries: Iterable[HistoryEntry], last: Mapping[str, int], bank: Bank, rules: Rules
) -> dict[str, BoxMoves]:
    """Count the boxes before and after each session, in one pass over the history.

    Args:
        entries: the whole history.
        last: sequence number of the last entry, by session id.
        bank: the questions to count.
        rules: the Leitner rules.
    """
    entries = list(entries)
    steps: list[Step] = [*all_attempts(entries), *active_actions(merge_entries(entries))]
    steps.sort(key=lambda step: (step.seq, step.id))
    taken: defaultdict[str, list[tuple[Card, Step]]] = defaultdict(list)
    """The steps of each question so far, each with the card before it."""
    first: defaultdict[str, dict[str, int]] = defaultdict(dict)
    """Index of a session's first review of each of its questions, among the steps of the question."""
    cards: Cards = {}
    moves: dict[str, BoxMoves] = {}
    done = 0
    for session, end in sorted(last.items(), key=lambda item: item[1]):
        while done < len(steps) and steps[done].seq <= end:
            step = steps[done]
            card = cards.get(step.question) or Card(step.question)
            if isinstance(step, Review):
                first[step.session].setdefault(step.question, len(taken[step.question]))
            taken[step.question].append((card, step))
            cards[step.question] = apply_entry(card, step, rules)
            done += 1
        before = {
            question: _card_without(session, taken[question][start:], rules)
            for question, start in first[session].items()
        }
        moves[session] = BoxMoves(
            before=count_boxes(bank, cards | before, rules), after=count_boxes(bank, cards, rules)
        )
    return moves


def _card_without(session: str, steps: Sequence[tuple[Card, Step]], rules: Rules) -> Card:
    """Return a card after its steps from a session's first review on, without the reviews of the session."""
    card = steps[0][0]
    for _, step in steps:
        if not (isinstance(step, Review) and step.session == session):
            card = apply_entry(card, step, rules)
    return card
