"""Save and remove stories: one item of the file changes, every other line stays as it is.

Every change reads the file again under the lock of the data folder, so that two processes that edit at the
same time lose nothing; a story that was changed meanwhile is kept, and the other text is saved beside it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.core.stories.merging import comparable, unused_id
from tpm_tui.core.stories.story import STORY_PARTS, Story
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.files.errors import WriteError, os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.stories.own_files import stories_path
from tpm_tui.storage.stories.write import STORIES_NOT_SAVED, checked_change, entry_ids, read_for_change

STORY_NOT_REMOVED = "The story was not removed"


class StoryChangedError(WriteError):
    """The story was changed since it was loaded, so it was not removed."""


def save_story(data: Path, story: Story, replaces: Story | None = None) -> Story:
    """Save a story and return it as saved: cleaned, and under a new id if its id is in use.

    Nothing that the caller has not seen is overwritten. Without `replaces` the story is a new one. With it,
    the story of its id is replaced if it is still the same; if another process has changed it meanwhile, that
    one stays, and this one is saved beside it under a new id.

    Args:
        data: the data folder.
        story: the story; the caller sets its time of change.
        replaces: the story as it was loaded, when an existing one is edited.

    Raises:
        WriteError: nothing was written; the message says what to correct.
    """
    story = cleaned_story(story)
    if not story.title:
        raise WriteError(f"{STORIES_NOT_SAVED}: it has no title; write one")
    with os_errors_as_write_errors(STORIES_NOT_SAVED):
        make_private_folder(data)
        with locked(data / "progress.lock"):
            text, loaded = read_for_change(data)
            current = loaded.by_id.get(story.id)
            if current is not None and comparable(current) == comparable(story):
                return current
            is_unseen = replaces is None or current is None or comparable(current) != comparable(replaces)
            taken = entry_ids(text)
            if is_unseen and story.id in {*taken, *loaded.by_id}:
                story, current = replace(story, id=unused_id(story.id, {*taken, *loaded.by_id})), None
            stories = [story if each == current else each for each in loaded.stories]
            if current is None:
                stories.append(story)
            atomic_write(stories_path(data), checked_change(data, text, loaded, stories), durable=True)
            return story


def remove_story(data: Path, story: Story) -> bool:
    """Remove a story; return whether there was one with its id.

    Args:
        data: the data folder.
        story: the story as it was loaded.

    Raises:
        StoryChangedError: the story was changed meanwhile; nothing was written.
        WriteError: nothing was written; the message says what to correct.
    """
    with os_errors_as_write_errors(STORY_NOT_REMOVED):
        if not os.path.lexists(stories_path(data)):
            return False
        with locked(data / "progress.lock"):
            text, loaded = read_for_change(data)
            current = loaded.by_id.get(story.id)
            if current is None:
                return False
            if comparable(current) != comparable(story):
                message = f"{STORY_NOT_REMOVED}: {story.id} was changed meanwhile; read it first"
                raise StoryChangedError(message)
            left = [each for each in loaded.stories if each.id != story.id]
            atomic_write(stories_path(data), checked_change(data, text, loaded, left), durable=True)
            return True


def story_id(title: str, taken: Collection[str]) -> str:
    """Return an unused id for a new story, made from its title."""
    id = slugify(title, "story")
    return id if id not in taken else unused_id(id, taken)


def cleaned_story(story: Story) -> Story:
    """Return a story without unsafe characters and without spaces around its texts."""
    return replace(
        story,
        title=clean_line(story.title),
        figures=tuple(_lines(story.figures)),
        tags=tuple(_lines(story.tags)),
        **{part: clean(getattr(story, part)).strip() for part in STORY_PARTS},
    )


def _lines(texts: Iterable[str]) -> Iterable[str]:
    """Return the texts, each on one line, without empty and repeated ones."""
    return dict.fromkeys(line for text in texts if (line := clean_line(text)))
