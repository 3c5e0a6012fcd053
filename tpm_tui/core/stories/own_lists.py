"""Lists of the learner's own texts for an interview."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tpm_tui.core.bank.question import Line

LIST_NAMES = ("questions", "company")
"""The fields that are lists, in the order in which they are shown."""


class OwnLists(Struct, frozen=True, forbid_unknown_fields=True):
    """Questions for the interviewers and notes on the company, in the learner's order."""

    questions: tuple[Line, ...] = ()
    """Questions that the learner wants to put to the interviewers."""
    company: tuple[Line, ...] = ()
    """What the learner wants to remember about the company."""


def merged_lists(one: OwnLists, other: OwnLists) -> OwnLists:
    """Return the union of two versions, in the same order whichever of them is given first."""
    return OwnLists(_merged(one.questions, other.questions), _merged(one.company, other.company))


def _merged(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return the longer list with each further text of the shorter one behind the text before it there.

    So both machines get the same order, also if each merges the other's result. If the lists have the same
    length, their texts decide. Without a common text, those of the shorter list come last.
    """
    longer, shorter = sorted((one, other), key=lambda texts: (-len(texts), tuple(texts)))
    merged = list(longer)
    place = 0 if set(longer) & set(shorter) else len(longer)
    for text in shorter:
        if text in merged:
            place = merged.index(text) + 1
        else:
            merged.insert(place, text)
            place += 1
    return tuple(merged)


def with_others_changes(mine: OwnLists, before: OwnLists, current: OwnLists) -> OwnLists:
    """Return edited lists together with what another process has changed meanwhile.

    Args:
        mine: the lists as edited here.
        before: the lists as they were when editing began.
        current: the lists as they are now.
    """
    return OwnLists(
        _combined(mine.questions, before.questions, current.questions),
        _combined(mine.company, before.company, current.company),
    )


def _combined(mine: tuple[str, ...], before: tuple[str, ...], current: tuple[str, ...]) -> tuple[str, ...]:
    removed = set(before) - set(current)
    added = [text for text in current if text not in before]
    return tuple(dict.fromkeys([*(text for text in mine if text not in removed), *added]))
