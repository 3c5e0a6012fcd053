"""Load and save the lists of the learner's own texts: `lists.yaml` in the data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tpm_tui.core.bank.question import Line
from tpm_tui.core.stories.own_lists import LIST_NAMES, OwnLists, with_others_changes
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.files.errors import WriteError, os_errors_as_write_errors
from tpm_tui.storage.files.lock import locked
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.problem import Problem, ProblemList
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.stories.own_files import lists_path

if TYPE_CHECKING:
    from tpm_tui.storage.yaml_files.tree import Node

LISTS_NOT_SAVED = "The list was not saved"
MAX_LIST_TEXTS = 500


class LoadedLists(Struct, frozen=True):
    """The valid texts of both lists, and the problems found in the file."""

    lists: OwnLists = OwnLists()
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are errors."""
        return tuple(problem for problem in self.problems if problem.is_error)


def load_lists(data: Path) -> LoadedLists:
    """Load the lists of a data folder; empty ones if there is no file.

    An invalid text is left out with a problem. Never raises for the file or its content.
    """
    path = lists_path(data)
    if not os.path.lexists(path):
        return LoadedLists()
    try:
        return parse_lists(read_bytes(path)[0], path)
    except ReadError as error:
        return LoadedLists(problems=(error.problem,))


def save_lists(data: Path, lists: OwnLists, replaces: OwnLists) -> OwnLists:
    """Save the lists and return them as saved: cleaned, and with what another process has added meanwhile.

    Args:
        data: the data folder.
        lists: the new lists.
        replaces: the lists as they were loaded.

    Raises:
        WriteError: nothing was written; the message says what to correct.
    """
    path = lists_path(data)
    with os_errors_as_write_errors(LISTS_NOT_SAVED):
        make_private_folder(data)
        with locked(data / "progress.lock"):
            content, before = read_lists(path)
            new = with_others_changes(_cleaned(lists), replaces, before)
            if new != before:
                atomic_write(path, changed_lists(path, content, new), durable=True)
            return new


def parse_lists(data: bytes, path: Path) -> LoadedLists:
    """Parse the bytes of the file; `path` is the name used in problems."""
    from tpm_tui.storage.yaml_files.tree import read_tree  # imported only if there is a file

    problems = ProblemList(str(path))
    root = read_tree(data, problems)
    lists = OwnLists()
    if root is not None and _is_known_version(root, problems):
        lists = OwnLists(**{name: _texts(root, name, problems) for name in LIST_NAMES})
    return LoadedLists(lists, problems.sorted())


def _is_known_version(root: Node, problems: ProblemList) -> bool:
    """Check the form and the version of the file, and report fields that do not exist."""
    from tpm_tui.storage.yaml_files.file_header import FILE_FORMAT_VERSION
    from tpm_tui.storage.yaml_files.messages import unknown_field_message

    if not isinstance(root.value, dict):
        problems.error(root.position, "the file must be a mapping", f"start it with {LIST_NAMES[0]}:")
        return False
    version = root.entries.get("version")
    if version is not None and version.value != FILE_FORMAT_VERSION:
        hint = f"write version: {FILE_FORMAT_VERSION}, or update tpm-tui"
        problems.error(version.position, "unknown file version", hint)
        return False
    fields = ("version", *LIST_NAMES)
    for key, position in root.keys.items():
        if key not in fields:
            problems.error(position, *unknown_field_message(root.spelled.get(key, key), fields))
    return True


def _texts(root: Node, name: str, problems: ProblemList) -> tuple[str, ...]:
    """Return the valid texts of a list, each once."""
    from tpm_tui.storage.yaml_files.convert import convert

    node = root.entries.get(name)
    if node is None:
        return ()
    if not isinstance(node.value, list):
        problems.error(node.position, f"{name} must be a list", "write `- ` before each text")
        return ()
    if len(node.items) > MAX_LIST_TEXTS:
        problems.error(node.position, f"more than {MAX_LIST_TEXTS} {name}", "remove some")
    texts = (
        str(item.value)
        for number, item in enumerate(node.items[:MAX_LIST_TEXTS], start=1)
        if convert(item, Line, problems, f"item {number} of {name}") is not None and not item.broken
    )
    return tuple(dict.fromkeys(map(clean_line, texts)))


def _cleaned(lists: OwnLists) -> OwnLists:
    def texts(of: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line for text in of if (line := clean_line(text))))

    return OwnLists(texts(lists.questions), texts(lists.company))


def read_lists(path: Path) -> tuple[bytes, OwnLists]:
    """Return the bytes of the file, none if it is missing, and its lists.

    Raises:
        WriteError: it cannot be read, or has errors that must be corrected before it is changed.
    """
    if not os.path.lexists(path):
        return b"", OwnLists()
    try:
        content = read_bytes(path)[0]
    except ReadError as error:
        raise WriteError(f"{LISTS_NOT_SAVED}: {error}") from error
    if not content.strip():
        return b"", OwnLists()
    loaded = parse_lists(content, path)
    if loaded.errors:
        raise WriteError(f"{LISTS_NOT_SAVED}: fix this first: {loaded.errors[0]}")
    return content, loaded.lists


def changed_lists(path: Path, content: bytes, lists: OwnLists) -> bytes:
    """Return the bytes of the file with other lists; comments and other lines stay.

    Args:
        path: the file, for messages.
        content: its bytes, which have no errors; none if it is new.
        lists: the lists that it is to have.

    Raises:
        WriteError: it would be read as something else.
    """
    from tpm_tui.storage.yaml_files.list_items import set_block_field  # yaml takes 25 ms to import
    from tpm_tui.storage.yaml_files.nodes import YamlEditError

    text = content.decode("utf-8") or "version: 1\n"
    known = parse_lists(content, path).lists if content else OwnLists()
    try:
        for name in LIST_NAMES:
            texts: tuple[str, ...] = getattr(lists, name)
            if texts != getattr(known, name):
                text = set_block_field(text, name, list(texts))
    except YamlEditError as error:
        raise WriteError(f"{LISTS_NOT_SAVED}: fix this first: {path}: {error}") from error
    changed = text.encode("utf-8", "replace")
    after = parse_lists(changed, path)
    if after.errors:
        raise WriteError(f"{LISTS_NOT_SAVED}: {after.errors[0].message}: {after.errors[0].hint}")
    if after.lists != lists:
        raise WriteError(f"{LISTS_NOT_SAVED}: {path} can only be changed by hand")
    return changed
