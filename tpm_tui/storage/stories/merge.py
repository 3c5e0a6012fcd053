"""Merge the stories and lists of another data folder, a backup or a sync tool's conflict copy."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.stories.merging import KeptCopy, merge_stories
from tpm_tui.core.stories.own_lists import OwnLists, merged_lists
from tpm_tui.core.stories.story import Story
from tpm_tui.storage.files.conflict_copies import find_conflict_copies
from tpm_tui.storage.files.private import atomic_write
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.stories.lists import changed_lists, parse_lists, read_lists
from tpm_tui.storage.stories.own_files import LISTS_FILE, OWN_FILES, STORIES_FILE, lists_path, stories_path
from tpm_tui.storage.stories.story_file import parse_stories
from tpm_tui.storage.stories.write import checked_change, entry_ids, read_for_change


class OwnTexts(Struct, frozen=True):
    """The stories and lists of a source, and the problems found in its files."""

    stories: tuple[Story, ...] = ()
    lists: OwnLists = OwnLists()
    problems: tuple[Problem, ...] = ()


class MergedTexts(Struct, frozen=True):
    """What a merge of stories and lists changes."""

    stories: int = 0
    """How many stories were added or replaced by a newer text."""
    kept: tuple[KeptCopy, ...] = ()
    """Stories of which both sides had another text."""
    list_texts: int = 0
    """How many texts were added to the lists."""
    files: dict[str, bytes] = {}
    """The new bytes of the files that change, by name."""


def list_text_copies(data: Path) -> list[Path]:
    """List the conflict copies of the stories and the lists in a data folder.

    Raises:
        OSError: the folder cannot be read.
    """
    if not data.is_dir():
        return []
    names = [name for name in os.listdir(data) if name.endswith((".yaml", ".yml"))]
    copies = find_conflict_copies({*names, *OWN_FILES})
    return [data / name for name, original in sorted(copies.items()) if original in OWN_FILES]


def read_own_texts(folder: Path) -> OwnTexts:
    """Read the stories and lists of a data folder; their problems say what is left out."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in OWN_FILES:
        if os.path.lexists(folder / name):
            try:
                found[name] = read_bytes(folder / name)[0]
            except ReadError as error:
                problems.append(error.problem)
    texts = parse_own_texts(found, folder)
    return OwnTexts(texts.stories, texts.lists, (*problems, *texts.problems))


def read_own_file(path: Path) -> OwnTexts:
    """Read one file with stories or lists, such as a conflict copy.

    Raises:
        ReadError: it cannot be read.
    """
    data = read_bytes(path)[0]
    if b"stories:" in data:
        stories = parse_stories(data, path)
        return OwnTexts(stories.stories, OwnLists(), stories.errors)
    lists = parse_lists(data, path)
    return OwnTexts((), lists.lists, lists.errors)


def parse_own_texts(files: dict[str, bytes], source: Path) -> OwnTexts:
    """Return the stories and lists in the bytes of these files.

    Args:
        files: the bytes by file name; files may be missing.
        source: the folder or backup that they are in, for problems.
    """
    stories = parse_stories(files.get(STORIES_FILE, b"stories: []\n"), source / STORIES_FILE)
    lists = parse_lists(files.get(LISTS_FILE, b"questions: []\n"), source / LISTS_FILE)
    return OwnTexts(stories.stories, lists.lists, (*stories.errors, *lists.errors))


def merge_texts(data: Path, sources: Iterable[OwnTexts]) -> MergedTexts:
    """Return what changes when these texts are merged into those of a data folder; write nothing.

    Args:
        data: the data folder; call with its lock held if the result is to be written.
        sources: the texts to be merged.

    Raises:
        WriteError: a file of the data folder has errors that must be corrected first.
    """
    given = list(sources)
    files: dict[str, bytes] = {}
    count, kept, texts = 0, list[KeptCopy](), 0
    if stories := [each.stories for each in given if each.stories]:
        text, loaded = read_for_change(data)
        merged: Sequence[Story] = loaded.stories
        for theirs in stories:
            step = merge_stories(merged, theirs, entry_ids(text))
            merged, count, kept = step.stories, count + step.added + step.replaced, [*kept, *step.kept]
        if merged != loaded.stories:
            files[STORIES_FILE] = checked_change(data, text, loaded, merged)
    if lists := [each.lists for each in given if each.lists != OwnLists()]:
        content, before = read_lists(lists_path(data))
        union = before
        for others in lists:
            union = merged_lists(union, others)
        if union != before:
            files[LISTS_FILE] = changed_lists(lists_path(data), content, union)
            texts = sum(map(len, (union.questions, union.company))) - sum(
                map(len, (before.questions, before.company))
            )
    return MergedTexts(count, tuple(kept), texts, files)


def write_merged(data: Path, merged: MergedTexts) -> None:
    """Write the changed files; the lock of the data folder is held.

    Raises:
        OSError: a file was not written.
    """
    places = {STORIES_FILE: stories_path(data), LISTS_FILE: lists_path(data)}
    for name, content in merged.files.items():
        atomic_write(places[name], content, durable=True)
