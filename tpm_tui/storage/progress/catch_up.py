"""Bring progress up to date with the history: after other sessions, a crash, a merge or damage.

`catch_up` handles all of these. The known progress, from the progress file or from memory, is extended with
the entries after its position. If it no longer matches the history, it is rebuilt from the whole history.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

from msgspec.structs import replace

from tpm_tui.core.cards.card import Card, CardEntry, OutOfOrder
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, extend, replay
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress.entry_cache import EntryCache
from tpm_tui.storage.progress.journal import History, ReadResult
from tpm_tui.storage.progress.rules_change import describe_rules_change
from tpm_tui.storage.progress.session_list import update_session_list
from tpm_tui.storage.progress.tables import Progress


def catch_up(
    known: Progress, history: History, rules: Rules, sizes: dict[str, int], cache: EntryCache | None = None
) -> tuple[Progress, tuple[Problem, ...]]:
    """Return the progress as of the end of the history, and notices for the learner.

    Args:
        known: the progress so far.
        history: the history to read.
        rules: the rules to schedule by. If `known` was computed by other rules, or by another version of
            the rules, progress is rebuilt, and a notice says how many questions changed.
        sizes: current bytes of every segment, by name.
        cache: entries of this history that were read already.

    Raises:
        OSError: the history cannot be read.
    """
    if shrunken := _shrunken_segments(known, sizes):
        result = history.read(sizes=sizes)
        notice = _loss_notice(history, f"{', '.join(shrunken)} lost some or all of its lines")
        return _keep_known(known, result, rules), (notice, *result.notices)
    by_same_rules = known.is_by_rules(rules)
    if by_same_rules and known.seq and not _is_changed_earlier(known, sizes):
        result = history.read(known.place, sizes)
        if _is_increasing(known.seq, result.entries):
            with suppress(OutOfOrder):
                return apply_entries(known, result, cache or EntryCache(history)), result.notices
    result = history.read(sizes=sizes)
    progress = (
        _keep_known(known, result, rules)
        if _has_lost_entries(known, result)
        else rebuild(known, result, rules)
    )
    notices = result.notices
    if progress.partial and not known.partial:
        notices = (_loss_notice(history, "some entries are missing"), *notices)
    if not by_same_rules and (change := describe_rules_change(known, progress, result.entries)):
        notices = (change, *notices)
    return progress, notices


def apply_entries(known: Progress, result: ReadResult, cache: EntryCache) -> Progress:
    """Return the progress with the entries that follow it applied.

    A card that cannot be extended, for example after a redo, is rebuilt from its entries in the history.

    Args:
        known: the progress so far.
        result: what was read after its position.
        cache: where to rebuild single cards from.

    Raises:
        OutOfOrder: the progress has to be rebuilt from the whole history.
        OSError: the history cannot be read.
    """
    if not result.entries:
        return replace(known, place=result.end, sizes=result.sizes)
    cards = dict(known.cards)  # a copy: another thread may be reading the current ones
    to_rebuild: set[str] = set()
    for entry in result.entries:
        if isinstance(entry, CardEntry) and entry.question not in to_rebuild:
            try:
                extend(cards, entry, known.rules)
            except OutOfOrder:
                if known.partial:
                    raise
                to_rebuild.add(entry.question)
    for question in to_rebuild:
        own = [each for each in cache.question_entries(question) if each.seq <= result.entries[-1].seq]
        cards |= {question: Card(question)} | replay(own, known.rules)
    return replace(
        known,
        cards=cards,
        sessions=update_session_list(known.sessions, result.entries),
        seq=result.entries[-1].seq,
        place=result.end,
        sizes=result.sizes,
        entries=known.entries + len(result.entries),
    )


def rebuild(known: Progress, result: ReadResult, rules: Rules) -> Progress:
    """Return the progress rebuilt from the whole history.

    If part of the history is lost, known cards with more attempts than it has are kept.
    """
    entries = merge_entries(result.entries)
    newest = entries[-1].seq if entries else 0
    cards = replay(entries, rules)
    kept_cards: Cards = {}
    if known.partial or newest < known.seq or entries_after_gaps(entries):
        # Of two cards with equally many attempts, the newer one also has the other actions on the card.
        newer = newest < known.seq and known.is_by_rules(rules)
        kept_cards = {
            question: card
            for question, card in known.cards.items()
            if card.attempts >= cards.get(question, Card(question)).attempts + (not newer)
        }
    return Progress(
        rules=rules,
        cards=cards | kept_cards,
        sessions=update_session_list((), entries),
        seq=max(newest, known.seq),
        place=result.end,
        sizes=result.sizes,
        entries=len(entries),
        partial=bool(kept_cards) or newest < known.seq,
    )


def entries_after_gaps(entries: list[HistoryEntry]) -> list[HistoryEntry]:
    """Return the entries whose predecessor is missing from the list."""
    present = {entry.seq for entry in entries}
    return [entry for entry in entries if entry.after and entry.after not in present]


def merge_newer(known: Progress, other: Progress) -> Progress:
    """Return the progress merged with that of a progress file written from a newer history.

    Of two cards the one with more attempts is used. Once the other history arrives, progress is rebuilt.
    """
    cards = dict(other.cards)
    for question, card in known.cards.items():
        if card.attempts >= cards.get(question, Card(question)).attempts:
            cards[question] = card
    return replace(known, cards=cards, seq=other.seq, partial=True)


def _shrunken_segments(known: Progress, sizes: dict[str, int]) -> list[str]:
    """Return the segments that are now smaller than what was read from them."""
    return [name for name, size in known.sizes.items() if sizes.get(name, 0) < size]


def _has_lost_entries(known: Progress, result: ReadResult) -> bool:
    """Whether the history still has its newest entry but fewer entries than before: lines are damaged."""
    newest = max((entry.seq for entry in result.entries), default=0)
    return newest >= known.seq and _count_distinct(result) < known.entries


def _count_distinct(result: ReadResult) -> int:
    return len({entry.id for entry in result.entries})


def _loss_notice(history: History, what: str) -> Problem:
    message = f"{what}; the boxes are kept, but the answers are missing from reports"
    return file_problem(history.folder, message, "restore the history from a backup")


def _is_changed_earlier(known: Progress, sizes: dict[str, int]) -> bool:
    """Whether a segment before the known position changed, as it does in a merge."""
    return any(
        size != known.sizes.get(name, -1) for name, size in sizes.items() if name < known.place.segment
    )


def _is_increasing(seq: int, entries: list[HistoryEntry]) -> bool:
    return all(one < two for one, two in pairwise([seq, *(entry.seq for entry in entries)]))


def _keep_known(known: Progress, result: ReadResult, rules: Rules) -> Progress:
    """Return the progress known before part of the history was lost, with newer entries applied."""
    newer = [entry for entry in merge_entries(result.entries) if entry.seq > known.seq]
    cards: Cards = dict(known.cards)
    for entry in newer:
        with suppress(OutOfOrder):  # the entry undoes a review that is lost
            extend(cards, entry, rules)
    return Progress(
        rules=rules,
        cards=cards,
        sessions=update_session_list(known.sessions, newer),
        seq=newer[-1].seq if newer else known.seq,
        place=result.end,
        sizes=result.sizes,
        entries=_count_distinct(result),
        partial=True,
    )
