"""Undo and redo: which action is undone or redone next, and the entry that does it.

An action is a grade, a change of a card, a statement that a question is known, a note, the pin of an own
version, a cue that was kept or removed, or the second marking of an old answer. The history is append-only,
so an undo is one more entry: `Undo` for a grade, and for the others an entry of the same type that restores
the earlier state. The last action is undone first, and a new action leaves nothing to redo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TypeVar

from msgspec.structs import replace

from tpm_tui.core.cards.events import (
    CardAction,
    CardActionKind,
    HistoryEntry,
    Note,
    PersonalCue,
    Pin,
    Redo,
    Review,
    SecondMarking,
    Triage,
    Undo,
)

UndoableEntry = Review | CardAction | Triage | Note | Pin | PersonalCue | SecondMarking
"""What can be undone."""

_Copied = TypeVar("_Copied", bound=CardAction | Triage | Note | Pin | PersonalCue | SecondMarking)

OPPOSITES = {
    CardActionKind.BURY: CardActionKind.UNBURY,
    CardActionKind.SUSPEND: CardActionKind.UNSUSPEND,
    CardActionKind.STAR: CardActionKind.UNSTAR,
    CardActionKind.RESET: CardActionKind.UNRESET,
}
OPPOSITES |= {undo: action for action, undo in OPPOSITES.items()}


class ActionStack:
    """The actions of some study days, in the order in which they are undone and redone.

    It is extended in place with each entry, so that neither an undo nor a redo reads the history again.
    """

    def __init__(self, first: date, last: date, entries: Iterable[HistoryEntry] = ()) -> None:
        """
        Args:
            first: the first study day.
            last: the last study day.
            entries: what the history has so far, oldest first.
        """
        self._days = first, last
        self._done: dict[str, UndoableEntry] = {}
        """The actions that can be undone by id, oldest first."""
        self._undone: dict[str, UndoableEntry] = {}
        """The actions that can be redone by id, the one undone last at the end."""
        for entry in entries:
            self.add(entry)

    def add(self, entry: HistoryEntry) -> None:
        """Add the next entry of the history."""
        match entry:
            case Undo(review=id):
                _move(id, self._done, self._undone)
            case Redo(review=id):
                _move(id, self._undone, self._done)
            case Review():
                self._add_action(entry)
            case CardAction() | Triage() | Note() | Pin() | PersonalCue() | SecondMarking():
                if entry.undoes:
                    _move(entry.undoes, self._done, self._undone)
                elif entry.redoes:
                    _move(entry.redoes, self._undone, self._done)
                else:
                    self._add_action(entry)

    def _add_action(self, action: UndoableEntry) -> None:
        self._undone.clear()
        if self._days[0] <= action.day <= self._days[1]:
            self._done[action.id] = action

    def last_done(
        self, is_excluded: Callable[[UndoableEntry], bool] = lambda action: False
    ) -> UndoableEntry | None:
        """Return the action to undo: the newest one.

        Args:
            is_excluded: whether an action is left out, because a session that is open elsewhere may have
                done it. What was done to its question before that is left out too.
        """
        return _newest(self._done, is_excluded)

    def last_undone(
        self, is_excluded: Callable[[UndoableEntry], bool] = lambda action: False
    ) -> UndoableEntry | None:
        """Return the action to redo: the one that was undone last. The argument is that of `last_done`."""
        return _newest(self._undone, is_excluded)


def undo_entry(
    action: UndoableEntry, entries: Iterable[HistoryEntry], id: str, at: datetime, day: date
) -> HistoryEntry:
    """Return the entry that undoes an action.

    Args:
        action: what to undo.
        entries: the entries of its question.
        id: a new random id.
        at: the current time.
        day: the study day.
    """
    match action:
        case Review():
            return Undo(id=id, at=at, day=day, review=action.id, question=action.question)
        case CardAction():
            return replace(_copy(action, id, at, day), action=OPPOSITES[action.action], undoes=action.id)
        case Triage():
            return replace(_copy(action, id, at, day), known=known_before(action, entries), undoes=action.id)
        case Pin():
            before = pin_before(action, entries)
            undo = replace(_copy(action, id, at, day), review="", text="", undoes=action.id)
            return undo if before is None else replace(undo, review=before.review, text=before.text)
        case PersonalCue():
            from tpm_tui.core.cards.own_cues import is_kept

            removed = not is_kept(action, _entries_before(action, entries))
            return replace(_copy(action, id, at, day), removed=removed, undoes=action.id)
        case SecondMarking():
            return replace(_copy(action, id, at, day), covered=(), missed=(), undoes=action.id)
    return replace(_copy(action, id, at, day), text=note_before(action, entries), undoes=action.id)


def redo_entry(action: UndoableEntry, id: str, at: datetime, day: date) -> HistoryEntry:
    """Return the entry that redoes an undone action; the arguments are those of `undo_entry`."""
    if isinstance(action, Review):
        return Redo(id=id, at=at, day=day, review=action.id, question=action.question)
    return replace(_copy(action, id, at, day), redoes=action.id)


def note_before(note: Note, entries: Iterable[HistoryEntry]) -> str:
    """Return the text that a note replaced; empty if there was none.

    Args:
        note: the note.
        entries: the entries of its question.
    """
    earlier = [each.text for each in _entries_before(note, entries) if isinstance(each, Note)]
    return earlier[-1] if earlier else ""


def pin_before(pin: Pin, entries: Iterable[HistoryEntry]) -> Pin | None:
    """Return the pin that a pin replaced; None if there was none. The arguments are like those above."""
    earlier = [each for each in _entries_before(pin, entries) if isinstance(each, Pin)]
    return earlier[-1] if earlier else None


def known_before(triage: Triage, entries: Iterable[HistoryEntry]) -> bool | None:
    """Return what the learner had said before about a question; None if nothing since the last reset.

    Args:
        triage: the statement that followed.
        entries: the entries of its question.
    """
    known: bool | None = None
    before_resets: list[bool | None] = []
    for entry in _entries_before(triage, entries):
        match entry:
            case Triage():
                known = entry.known
            case CardAction(action=CardActionKind.RESET):
                before_resets.append(known)
                known = None
            case CardAction(action=CardActionKind.UNRESET) if before_resets:
                earlier = before_resets.pop()
                known = earlier if known is None else known
    return known


def _copy(action: _Copied, id: str, at: datetime, day: date) -> _Copied:
    """Return an action as a new entry, which is not in the history yet."""
    # A bury that is undone or redone is that of the same day: a card stays buried until the end of it.
    day = action.day if isinstance(action, CardAction) else day
    return replace(action, id=id, seq=0, after=0, at=at, day=day, undoes="", redoes="")


def _entries_before(
    entry: Note | Triage | Pin | PersonalCue, entries: Iterable[HistoryEntry]
) -> list[HistoryEntry]:
    """Return the entries of the same question before an entry, oldest first."""
    earlier = (
        each
        for each in entries
        if isinstance(each, CardAction | Triage | Note | Pin | PersonalCue)
        and each.question == entry.question
        and (each.seq, each.id) < (entry.seq, entry.id)
    )
    return sorted(earlier, key=lambda each: (each.seq, each.id))


def _move(id: str, source: dict[str, UndoableEntry], target: dict[str, UndoableEntry]) -> None:
    if (action := source.pop(id, None)) is not None:
        target[id] = action


def _newest(
    actions: dict[str, UndoableEntry], is_excluded: Callable[[UndoableEntry], bool]
) -> UndoableEntry | None:
    changed_elsewhere: set[str] = set()
    for action in reversed(actions.values()):
        if is_excluded(action):
            changed_elsewhere.add(action.question)
        elif action.question not in changed_elsewhere:
            return action
    return None
