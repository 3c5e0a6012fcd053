"""Merge the stories of two data folders; nothing is lost, and merging again changes nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import count

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.stories.story import Story
from tpm_tui.core.text.slug import MAX_SLUG_LENGTH


class KeptCopy(Struct, frozen=True):
    """A story that was changed on both sides: the older text is kept under another id."""

    story: str
    """The id, under which the newer text is."""
    copy: str
    """The id of the older text."""


class MergedStories(Struct, frozen=True):
    """The stories after a merge."""

    stories: tuple[Story, ...]
    """Ours in their order, then those that were added."""
    added: int = 0
    """How many stories only the other side had."""
    replaced: int = 0
    """How many stories of ours were replaced by a newer text."""
    kept: tuple[KeptCopy, ...] = ()


def merge_stories(
    ours: Sequence[Story], theirs: Sequence[Story], taken: Collection[str] = ()
) -> MergedStories:
    """Return our stories with theirs: of two texts with one id the newer wins, the other is kept beside it.

    A text that is already there, perhaps under the id of an earlier copy, is not added again.

    Args:
        ours: our stories.
        theirs: the stories to be merged.
        taken: further ids that cannot be given to a story, such as those of entries with an error.
    """
    merged = {story.id: story for story in ours}
    ids = {*merged, *(story.id for story in theirs), *taken}
    kept: list[KeptCopy] = []
    added = replaced = 0
    for story in theirs:
        mine = merged.get(story.id)
        is_newer = mine is not None and _age(story) > _age(mine)
        if mine is not None and comparable(mine) == comparable(story):
            merged[story.id] = story if is_newer else mine
        elif not is_newer and _has_text(merged.values(), story):
            continue
        elif mine is None:
            id = unused_id(story.id, ids) if story.id in taken else story.id
            ids.add(id)
            merged[id] = replace(story, id=id)
            added += 1
        else:
            merged[story.id], older = (story, mine) if is_newer else (mine, story)
            replaced += is_newer
            if not _has_text((each for each in merged.values() if each.id != story.id), older):
                copy = replace(older, id=unused_id(story.id, ids))
                ids.add(copy.id)
                merged[copy.id] = copy
                kept.append(KeptCopy(story.id, copy.id))
    return MergedStories(tuple(merged.values()), added, replaced, tuple(kept))


def comparable(story: Story) -> Story:
    """Return a story without the time of its change, to compare its content."""
    return replace(story, updated=None)


def unused_id(id: str, taken: Collection[str]) -> str:
    """Return an id that is not in use: the id with a number."""
    stem = id[: MAX_SLUG_LENGTH - 5].rstrip("-")
    return next(each for number in count(2) if (each := f"{stem}-{number}") not in taken)


def _age(story: Story) -> tuple[float, bytes]:
    """Return what orders two texts of a story: the time of the change, then the text itself."""
    updated = story.updated.timestamp() if story.updated else 0.0
    return updated, msgspec.json.encode(comparable(story))


def _has_text(stories: Iterable[Story], wanted: Story) -> bool:
    """Return whether one of the stories has this content and the same id apart from numbers at the end."""
    return any(
        _stem(story.id) == _stem(wanted.id) and comparable(story) == replace(comparable(wanted), id=story.id)
        for story in stories
    )


def _stem(id: str) -> str:
    """Return an id without the numbers of copies, cut to the length that a numbered one can have."""
    return re.sub(r"(-[0-9]+)+$", "", id)[: MAX_SLUG_LENGTH - 5].rstrip("-")
