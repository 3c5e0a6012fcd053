"""The rule that an item covers the subjects of its outline."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bank.gates.points import stem
from tests.bank.gates.values import Item, entries, prose, text
from tests.bank.items import fold
from tpm_tui.core.text.stems import content_stems

MIN_SHARE_FOUND = 0.5


def coverage_problems(item: Item, outline: Item) -> Iterator[str]:
    """Yield the subjects of a mapping whose phrase (`found`) does not occur in the item, word for word."""
    read = [value.lower() for place, value in prose(item) if ".cues[" not in place]
    for subject in entries(outline, "points"):
        phrase = fold(text(subject, "found"))
        if phrase and not any(phrase.lower() in value for value in read):
            yield f"outline: {text(subject, 'point')}: '{phrase}' is missing"


def subjects_to_check(item: Item, outline: Item) -> list[str]:
    """Return the subjects of which the item has less than half of the content words: a hint for an author."""
    read = frozenset[str]().union(*(content_stems(value, stem) for _, value in prose(item)))
    subjects = [
        text(each, "point") for each in (*entries(outline, "must_cover"), *entries(outline, "points"))
    ]
    return [
        subject
        for subject in subjects
        if (stems := content_stems(subject, stem)) and len(stems & read) < MIN_SHARE_FOUND * len(stems)
    ]
