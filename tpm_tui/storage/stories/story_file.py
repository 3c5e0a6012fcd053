"""Load the stories of the data folder: all valid ones, and every problem with the rest."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from tpm_tui.core.stories.story import Story
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.files.problem import Problem, ProblemList
from tpm_tui.storage.files.untrusted import ReadError
from tpm_tui.storage.stories.own_files import stories_path
from tpm_tui.storage.yaml_files.cache import load_cached, with_file_name

if TYPE_CHECKING:
    from tpm_tui.storage.yaml_files.tree import Node, Plain, Position

MAX_STORIES = 500


class LoadedStories(Struct, frozen=True):
    """The valid stories in file order, and the problems found in the file."""

    stories: tuple[Story, ...] = ()
    problems: tuple[Problem, ...] = ()
    positions: tuple[tuple[int, int], ...] = ()
    """Line and column of each story, from 1."""
    indexes: tuple[int, ...] = ()
    """The index of each story in the list of the file, which also has those with an error."""
    left_out: int = 0
    """The number of entries with an error."""

    @property
    def by_id(self) -> dict[str, Story]:
        """The stories by id."""
        return {story.id: story for story in self.stories}

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are errors."""
        return tuple(problem for problem in self.problems if problem.is_error)


def load_stories(data: Path, cache: Path | None = None) -> LoadedStories:
    """Load the stories of a data folder; none if there is no file.

    An invalid story is left out with a problem and does not affect the others. Never raises for the file or
    its content: these become problems.

    Args:
        data: the data folder.
        cache: the cache folder, or None.
    """
    path = stories_path(data)
    if not os.path.lexists(path):
        return LoadedStories()
    try:
        loaded = load_cached(path, LoadedStories, partial(_parse, path), cache)
    except ReadError as error:
        return LoadedStories(problems=(error.problem,))
    return msgspec.structs.replace(loaded, problems=with_file_name(loaded.problems, path))


def parse_stories(data: bytes, path: Path) -> LoadedStories:
    """Parse the bytes of a stories file; `path` is the name used in problems."""
    return msgspec.convert(_parse(path, data), LoadedStories, strict=False)


def _parse(path: Path, data: bytes) -> dict[str, object]:
    """Return the fields of `LoadedStories` as plain values, for the cache."""
    # Imported only on a cache miss.
    from tpm_tui.storage.yaml_files.file_header import read_entry_list
    from tpm_tui.storage.yaml_files.tree import read_tree

    problems = ProblemList(str(path))
    stories: list[Plain] = []
    positions: list[Position] = []
    indexes: list[int] = []
    lines: dict[str, int] = {}
    root = read_tree(data, problems)
    nodes = read_entry_list(root, "stories", (), problems, may_be_empty=True) if root is not None else []
    for number, node in enumerate(nodes, start=1):
        if number > MAX_STORIES:
            problems.error(node.position, f"more than {MAX_STORIES} stories", "remove those you do not use")
            break
        if _is_valid(node, f"story {number}", lines, problems):
            stories.append(node.value)
            positions.append(node.position)
            indexes.append(number - 1)
    return {
        "stories": stories,
        "positions": positions,
        "indexes": indexes,
        "left_out": len(nodes) - len(stories),
        "problems": problems.sorted(),
    }


def _is_valid(node: Node, name: str, lines: dict[str, int], problems: ProblemList) -> bool:
    """Check a story and derive a missing id from its title; `lines` has the lines of the ids in use."""
    from tpm_tui.storage.yaml_files.convert import convert

    _remove_empty_texts(node)
    _add_missing_id(node, name, problems)
    story = convert(node, Story, problems, name)
    if story is None or node.broken:
        return False
    if story.id in lines:
        message = f"the id {story.id} is already used on line {lines[story.id]}"
        problems.error(node.entries["id"].position, message, "give this story another id")
        return False
    lines[story.id] = node.position[0]
    return True


def _remove_empty_texts(node: Node) -> None:
    """Treat a field with an empty text as missing, as in a form that was not filled in."""
    if isinstance(node.value, dict):
        for key in [key for key, value in node.value.items() if value == ""]:
            del node.value[key], node.entries[key]


def _add_missing_id(node: Node, name: str, problems: ProblemList) -> None:
    """Add the id derived from the title as if it were in the file."""
    from tpm_tui.storage.yaml_files.tree import Node as TreeNode

    if not isinstance(node.value, dict) or "id" in node.entries:
        return
    title = node.entries.get("title")
    id = "untitled"  # only the missing title is an error then
    if title and isinstance(title.value, str):
        id = slugify(title.value, "story")
        problems.warn(node.position, f"{name} has no id", f"write id: {id}")
    node.value["id"] = id
    node.entries["id"] = TreeNode(id, node.position)
    node.keys["id"] = node.position
