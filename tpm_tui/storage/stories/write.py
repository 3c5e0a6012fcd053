"""Change the stories file: only the entries that differ; every other line stays as it is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import json

from tpm_tui.core.stories.story import Story
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.stories.own_files import stories_path
from tpm_tui.storage.stories.story_file import LoadedStories, parse_stories
from tpm_tui.storage.yaml_files.edit import append_items
from tpm_tui.storage.yaml_files.emit import YamlValue
from tpm_tui.storage.yaml_files.list_items import remove_item, replace_item
from tpm_tui.storage.yaml_files.nodes import YamlEditError, fields_of, parse_nodes

STORIES_NOT_SAVED = "The stories were not saved"
MAX_CHANGED_BYTES = 2 * 1024 * 1024
"""Size in bytes up to which a file is changed: far more than 500 stories, and a few seconds to parse."""

_NEW_FILE = "version: 1\nstories: []\n"


def read_for_change(data: Path) -> tuple[str, LoadedStories]:
    """Return the text of the file, or that of a new one, and its stories.

    Raises:
        WriteError: the file cannot be read, or has errors that leave no list of stories to change.
    """
    path = stories_path(data)
    if not os.path.lexists(path):
        return _NEW_FILE, LoadedStories()
    try:
        content = read_bytes(path)[0]
        text = content.decode("utf-8")
    except ReadError as error:
        raise WriteError(f"{STORIES_NOT_SAVED}: {error}") from error
    except UnicodeDecodeError as error:
        raise WriteError(f"{STORIES_NOT_SAVED}: {path} is not UTF-8; save it as UTF-8 first") from error
    if len(content) > MAX_CHANGED_BYTES:
        raise WriteError(f"{STORIES_NOT_SAVED}: {path} is too large; remove stories you do not use")
    return text if text.strip() else _NEW_FILE, parse_stories(content, path)


def story_fields(story: Story) -> dict[str, YamlValue]:
    """Return the fields of a story as in its file: without those that are empty."""
    plain: dict[str, YamlValue] = json.decode(json.encode(story))
    return {name: value for name, value in plain.items() if value}


def checked_change(data: Path, text: str, before: LoadedStories, expected: Sequence[Story]) -> bytes:
    """Return the bytes of the file with other stories.

    Args:
        data: the data folder.
        text: the text of the file.
        before: its stories.
        expected: the stories that it is to have: those of the file in their order without removed ones, then
            new ones.

    Raises:
        WriteError: the file would be read as something else; the message says what to correct.
    """
    path = stories_path(data)
    try:
        content = _changed_text(text, before, expected).encode("utf-8", "replace")
    except YamlEditError as error:
        raise WriteError(f"{STORIES_NOT_SAVED}: fix this first: {path}: {error}") from error
    if len(content) > MAX_CHANGED_BYTES:
        raise WriteError(f"{STORIES_NOT_SAVED}: {path} would be too large; remove stories you do not use")
    after = parse_stories(content, path)
    if after.stories == tuple(expected) and after.left_out == before.left_out:
        return content
    known = {problem.message for problem in before.errors}
    if new := [each for each in after.errors if each.message not in known]:
        raise WriteError(f"{STORIES_NOT_SAVED}: {new[0].message}: {new[0].hint}")
    if before.errors:
        raise WriteError(f"{STORIES_NOT_SAVED}: fix this first: {before.errors[0]}")
    raise WriteError(f"{STORIES_NOT_SAVED}: {path} can only be changed by hand")


def _changed_text(text: str, before: LoadedStories, expected: Sequence[Story]) -> str:
    """Return the text with the entries changed that differ, then removed and added."""
    wanted = {story.id: story for story in expected}
    for story, index in zip(before.stories, before.indexes, strict=True):
        if (changed := wanted.get(story.id)) is not None and changed != story:
            text = replace_item(text, "stories", index, story_fields(changed))
    for story, index in reversed(list(zip(before.stories, before.indexes, strict=True))):
        if story.id not in wanted:
            text = remove_item(text, "stories", index)
    known = before.by_id
    new = [story_fields(story) for story in expected if story.id not in known]
    return append_items(text, "stories", new, wrap_prose=True) if new else text


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
