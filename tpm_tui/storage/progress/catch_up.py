"""Catching up with the history: after other sessions, after a crash, after a merge, after damage.

It is one function for all of them. The progress known so far, from the progress file or from memory, is
carried on with the entries after its place; where it does not fit the history any more, it is made anew
from all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import pairwise

from msgspec.structs import replace

from tpm_tui.core.cards.card import Card, OutOfOrder
from tpm_tui.core.cards.events import CardAction, HistoryEntry, Redo, Review, SessionEnd, SessionStart, Undo
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, extend, replay
from tpm_tui.storage.progress.journal import History, ReadResult
from tpm_tui.storage.progress.queries import question_entries
from tpm_tui.storage.progress.tables import Progress, SessionRecord

MAX_SESSIONS = 50
"""As many sessions are listed in the progress file, whose size must not grow with the years."""


def catch_up(
    known: Progress, history: History, rules: Rules, sizes: dict[str, int]
) -> tuple[Progress, tuple[str, ...]]:
    """The progress as of the end of the history, and what to tell the learner.

    Raises:
        OSError: the history cannot be read.
    """
    if lost := _lost(known, sizes):
        passage = history.read(sizes=sizes)
        notice = _missing(history, f"{', '.join(lost)} lost some or all of its lines")
        return _saved(known, passage, rules), (notice, *passage.notices)
    if known.rules == rules and known.seq and not _changed(known, sizes):
        passage = history.read(known.place, sizes)
        if _is_increasing(known.seq, passage.entries):
            with suppress(OutOfOrder):
                return apply_read(known, passage, history), passage.notices
    passage = history.read(sizes=sizes)
    progress = (
        _saved(known, passage, rules) if _lost_entries(known, passage) else rebuild(known, passage, rules)
    )
    if progress.partial and not known.partial:
        return progress, (_missing(history, "some entries are gone"), *passage.notices)
    return progress, passage.notices


def apply_read(known: Progress, passage: ReadResult, history: History | None = None) -> Progress:
    """The progress with a passage that follows it.

    A card that cannot be carried on, as after a redo, is made anew from what the history has on it.

    Raises:
        OutOfOrder: only the whole history tells.
        OSError: the history cannot be read.
    """
    if not passage.entries:
        return replace(known, place=passage.end, sizes=passage.sizes)
    cards = dict(known.cards)  # a copy: another thread may be looking at the present ones
    anew: set[str] = set()
    for entry in passage.entries:
        if isinstance(entry, Review | Undo | Redo | CardAction) and entry.question not in anew:
            try:
                extend(cards, entry, known.rules)
            except OutOfOrder:
                if history is None or known.partial:
                    raise
                anew.add(entry.question)
    for question in anew:
        assert history is not None
        own = [each for each in question_entries(history, question) if each.seq <= passage.entries[-1].seq]
        cards |= {question: Card(question)} | replay(own, known.rules)
    return replace(
        known,
        cards=cards,
        sessions=_update_session_list(known.sessions, passage.entries),
        seq=passage.entries[-1].seq,
        place=passage.end,
        sizes=passage.sizes,
        entries=known.entries + len(passage.entries),
    )


def rebuild(known: Progress, passage: ReadResult, rules: Rules) -> Progress:
    """The progress from the whole history. Cards that know more than a partial one does are kept."""
    entries = merge_entries(passage.entries)
    newest = entries[-1].seq if entries else 0
    cards = replay(entries, rules)
    kept: Cards = {}
    if known.partial or newest < known.seq or gaps(entries):
        # Of two that know of as many answers, the newer one also knows what else was done to the card.
        newer = newest < known.seq and known.rules == rules
        kept = {
            question: card
            for question, card in known.cards.items()
            if card.attempts >= cards.get(question, Card(question)).attempts + (not newer)
        }
    return Progress(
        rules=rules,
        cards=cards | kept,
        sessions=_update_session_list((), entries),
        seq=max(newest, known.seq),
        place=passage.end,
        sizes=passage.sizes,
        entries=len(entries),
        partial=bool(kept) or newest < known.seq,
    )


def gaps(entries: list[HistoryEntry]) -> list[HistoryEntry]:
    """The entries that were written after one that is not among them."""
    known = {entry.seq for entry in entries}
    return [entry for entry in entries if entry.after and entry.after not in known]


def merge_newer(known: Progress, other: Progress) -> Progress:
    """The progress of one history with what a progress file knows of another, newer one.

    Of two cards the one with more answers counts. Once the other history is here too, all is made anew.
    """
    cards = dict(other.cards)
    for question, card in known.cards.items():
        if card.attempts >= cards.get(question, Card(question)).attempts:
            cards[question] = card
    return replace(known, cards=cards, seq=other.seq, partial=True)


def _lost(known: Progress, sizes: dict[str, int]) -> list[str]:
    """The segments that hold less than was read from them."""
    return [name for name, size in known.sizes.items() if sizes.get(name, 0) < size]


def _lost_entries(known: Progress, passage: ReadResult) -> bool:
    """Whether the history, though it reaches as far as it did, holds fewer entries: lines are damaged."""
    newest = max((entry.seq for entry in passage.entries), default=0)
    return newest >= known.seq and _distinct(passage) < known.entries


def _distinct(passage: ReadResult) -> int:
    return len({entry.id for entry in passage.entries})


def _missing(history: History, what: str) -> str:
    return (
        f"{history.folder}: {what}; the boxes are kept as they were, and reports miss the answers. "
        "Restore it from a backup."
    )


def _changed(known: Progress, sizes: dict[str, int]) -> bool:
    """Whether something was put before the place that is known, as a merge does."""
    return any(
        size != known.sizes.get(name, -1) for name, size in sizes.items() if name < known.place.segment
    )


def _is_increasing(seq: int, entries: list[HistoryEntry]) -> bool:
    return all(one < two for one, two in pairwise([seq, *(entry.seq for entry in entries)]))


def _saved(known: Progress, passage: ReadResult, rules: Rules) -> Progress:
    """The progress known before part of the history was lost, with what is newer."""
    newer = [entry for entry in merge_entries(passage.entries) if entry.seq > known.seq]
    cards: Cards = dict(known.cards)
    for entry in newer:
        with suppress(OutOfOrder):  # takes back a review that is lost
            extend(cards, entry, rules)
    return Progress(
        rules=rules,
        cards=cards,
        sessions=_update_session_list(known.sessions, newer),
        seq=newer[-1].seq if newer else known.seq,
        place=passage.end,
        sizes=passage.sizes,
        entries=_distinct(passage),
        partial=True,
    )


def _update_session_list(
    sessions: tuple[SessionRecord, ...], entries: Iterable[HistoryEntry]
) -> tuple[SessionRecord, ...]:
    """The sessions that are listed, after more entries."""
    by_id = {practice_session.key: practice_session for practice_session in sessions}
    for entry in entries:
        match entry:
            case SessionStart(session=session, mode=mode, at=at):
                by_id[session] = SessionRecord(session, at, mode)
            case Review(session=session, at=at):
                by_id.setdefault(session, SessionRecord(session, at))
            case SessionEnd(session=session, at=at) if session in by_id:
                by_id[session] = replace(by_id[session], ended=at)
            case _:
                pass
    return tuple(by_id.values())[-MAX_SESSIONS:]
