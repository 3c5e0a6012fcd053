"""The number of questions in each box: now, and before and after each session."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import CardAction, HistoryEntry, Review, active_actions
from tpm_tui.core.cards.history import all_attempts, merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, extend, replay

BoxCounts = tuple[int, ...]
"""Number of questions in box 0 (new), 1, 2, ..."""


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
    steps: list[Review | CardAction] = [*all_attempts(entries), *active_actions(merge_entries(entries))]
    steps.sort(key=lambda step: (step.seq, step.id))
    steps_of: defaultdict[str, list[Review | CardAction]] = defaultdict(list)
    touched: defaultdict[str, set[str]] = defaultdict(set)
    cards: Cards = {}
    moves: dict[str, BoxMoves] = {}
    done = 0
    for session, end in sorted(last.items(), key=lambda item: item[1]):
        while done < len(steps) and steps[done].seq <= end:
            step = steps[done]
            extend(cards, step, rules)
            steps_of[step.question].append(step)
            if isinstance(step, Review):
                touched[step.session].add(step.question)
            done += 1
        others = _without(session, [step for question in touched[session] for step in steps_of[question]])
        before = {question: card for question, card in cards.items() if question not in touched[session]}
        moves[session] = BoxMoves(
            before=count_boxes(bank, before | replay(others, rules), rules),
            after=count_boxes(bank, cards, rules),
        )
    return moves


def _without(session: str, steps: Sequence[Review | CardAction]) -> list[Review | CardAction]:
    return [step for step in steps if not (isinstance(step, Review) and step.session == session)]
