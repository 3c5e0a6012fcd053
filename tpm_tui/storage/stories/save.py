"""Save and remove stories: one item of the file changes, every other line stays as it is.

Every change reads the file again under the lock of the data folder, so that two processes that edit at the
same time lose nothing; a story that was changed meanwhile is kept, and the other text is saved beside it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import count
from pathlib import Path

from msgspec import json
from msgspec.structs import replace

from tpm_tui.core.stories.story import STORY_PARTS, Story
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.core.text.slug import MAX_SLUG_LENGTH, slugify
from tpm_tui.storage.files.errors import WriteError, os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.untrusted import DEFAULT_MAX_BYTES, ReadError, read_bytes
from tpm_tui.storage.stories.story_file import LoadedStories, parse_stories, stories_path
from tpm_tui.storage.yaml_files.edit import append_items
from tpm_tui.storage.yaml_files.emit import YamlValue
from tpm_tui.storage.yaml_files.list_items import remove_item, replace_item
from tpm_tui.storage.yaml_files.nodes import YamlEditError, fields_of, parse_nodes

NOT_SAVED = "The story was not saved"
NEW_FILE = "version: 1\nstories: []\n"


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
        raise WriteError(f"{NOT_SAVED}: it has no title; write one")
    with os_errors_as_write_errors(NOT_SAVED):
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
            stories = list(loaded.stories)
            if current is None:
                stories.append(story)
                changed = _edit(data, lambda: _with_new(text, story))
            else:
                place = stories.index(current)
                stories[place] = story
                index = loaded.indexes[place]
                changed = _edit(data, lambda: replace_item(text, "stories", index, story_fields(story)))
            _write_checked(data, changed, loaded, stories)
            return story


def remove_story(data: Path, story_id: str) -> bool:
    """Remove a story; return whether there was one.

    Raises:
        WriteError: nothing was written; the message says what to correct.
    """
    with os_errors_as_write_errors("The story was not removed"):
        if not os.path.lexists(stories_path(data)):
            return False
        with locked(data / "progress.lock"):
            text, loaded = read_for_change(data)
            if story_id not in loaded.by_id:
                return False
            place = list(loaded.by_id).index(story_id)
            changed = _edit(data, lambda: remove_item(text, "stories", loaded.indexes[place]))
            _write_checked(data, changed, loaded, [each for each in loaded.stories if each.id != story_id])
            return True


def story_id(title: str, taken: Collection[str]) -> str:
    """Return an unused id for a new story, made from its title."""
    id = slugify(title, "story")
    return id if id not in taken else unused_id(id, taken)


def unused_id(id: str, taken: Collection[str]) -> str:
    """Return an id that is not in use: the id with a number."""
    numbered = (f"{id[: MAX_SLUG_LENGTH - 4].rstrip('-')}-{number}" for number in count(2))
    return next(each for each in numbered if each not in taken)


def cleaned_story(story: Story) -> Story:
    """Return a story without unsafe characters and without spaces around its texts."""
    return replace(
        story,
        title=clean_line(story.title),
        figures=tuple(_lines(story.figures)),
        tags=tuple(_lines(story.tags)),
        **{part: clean(getattr(story, part)).strip() for part in STORY_PARTS},
    )


def comparable(story: Story) -> Story:
    """Return a story without the time of its change, to compare its content."""
    return replace(story, updated=None)


def _lines(texts: Iterable[str]) -> Iterable[str]:
    """Return the texts, each on one line, without empty and repeated ones."""
    return dict.fromkeys(line for text in texts if (line := clean_line(text)))


def read_for_change(data: Path) -> tuple[str, LoadedStories]:
    """Return the text of the file, or that of a new one, and its stories.

    Raises:
        WriteError: the file cannot be read, or has errors that leave no list of stories to change.
    """
    path = stories_path(data)
    if not os.path.lexists(path):
        return NEW_FILE, LoadedStories()
    try:
        content = read_bytes(path)[0]
        text = content.decode("utf-8")
    except ReadError as error:
        raise WriteError(f"{NOT_SAVED}: {error}") from error
    except UnicodeDecodeError as error:
        raise WriteError(f"{NOT_SAVED}: {path} is not UTF-8; save it as UTF-8 first") from error
    return text if text.strip() else NEW_FILE, parse_stories(content, path)


def story_fields(story: Story) -> dict[str, YamlValue]:
    """Return the fields of a story as in its file: without those that are empty."""
    plain: dict[str, YamlValue] = json.decode(json.encode(story))
    return {name: value for name, value in plain.items() if value}


def _with_new(text: str, story: Story) -> str:
    """Return the text with another story at the end of the list, long texts as blocks of lines."""
    fields = story_fields(story)
    text = append_items(text, "stories", [{"id": fields["id"]}])
    return replace_item(text, "stories", len(entry_ids(text)) - 1, fields)


def _edit(data: Path, edit: Callable[[], str]) -> str:
    """Return the changed text.

    Raises:
        WriteError: the file has an error that leaves no list of stories to change.
    """
    path = stories_path(data)
    try:
        return edit()
    except YamlEditError as error:
        raise WriteError(f"{NOT_SAVED}: fix this first: {path}: {error}") from error


def _write_checked(data: Path, text: str, before: LoadedStories, expected: Sequence[Story]) -> None:
    """Write the file if it is read as these stories, with no more errors than before.

    Raises:
        WriteError: it would be read as something else; nothing was written.
    """
    path = stories_path(data)
    content = text.encode("utf-8", "replace")
    after = parse_stories(content, path)
    if len(content) > DEFAULT_MAX_BYTES:
        raise WriteError(f"{NOT_SAVED}: {path} would be too large; remove stories that you do not use")
    if after.stories != tuple(expected) or after.left_out != before.left_out:
        known = {problem.message for problem in before.errors}
        new = [each for each in after.errors if each.message not in known]
        if new:
            raise WriteError(f"{NOT_SAVED}: {new[0].message}: {new[0].hint}")
        first = (
            f"fix this first: {before.errors[0]}" if before.errors else f"{path} can only be changed by hand"
        )
        raise WriteError(f"{NOT_SAVED}: {first}")
    atomic_write(path, content, durable=True)


def entry_ids(text: str) -> list[str]:
    """Return the id of every entry of the file, also of those with an error; "" for those without one."""
    try:
        listed = next((value for key, value in fields_of(parse_nodes(text)) if key.value == "stories"), None)
    except YamlEditError:
        return []
    ids = []
    for item in getattr(listed, "value", None) or []:
        ids.append(next((str(value.value) for key, value in fields_of(item) if key.value == "id"), ""))
    return ids
