"""The top-level fields that bank, facts and sets files share: a version and one list of entries."""

from __future__ import annotations

from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.yaml_files.messages import unknown_field_message
from tpm_tui.storage.yaml_files.tree import Node

FILE_FORMAT_VERSION = "1"


def read_entry_list(
    root: Node,
    list_name: str,
    other_fields: tuple[str, ...],
    problems: ProblemList,
    *,
    may_be_empty: bool = False,
) -> list[Node]:
    """Return the nodes of a file's list of entries, to be converted separately.

    Converting them separately keeps one invalid entry from affecting the others. A file of another version
    has no entries: its fields may have another meaning.

    Args:
        root: the root node of the file.
        list_name: the field with the list, such as `questions`.
        other_fields: further fields allowed beside `version` and the list.
        problems: receives the problems.
        may_be_empty: whether an empty list needs no warning.
    """
    if not isinstance(root.value, dict):
        problems.error(root.position, "the file must be a mapping", f"start it with {list_name}:")
        return []
    version = root.entries.get("version")
    if version is not None and version.value != FILE_FORMAT_VERSION:
        hint = f"write version: {FILE_FORMAT_VERSION}, or update tpm-tui"
        problems.error(version.position, "unknown file version", hint)
        return []
    fields = ("version", list_name, *other_fields)
    for key, position in root.keys.items():
        if key not in fields:
            problems.error(position, *unknown_field_message(root.spelled.get(key, key), fields))
    if list_name not in root.keys:
        problems.error(root.position, f"{list_name} is missing", f"add {list_name}: with a list of entries")
        return []
    listed = root.entries.get(list_name)
    if listed is not None and not isinstance(listed.value, list):
        hint = f"add list items (`- ...`) below {list_name}:"
        problems.error(listed.position, f"{list_name} must be a list", hint)
        return []
    if listed is not None and not listed.items and may_be_empty:
        return []
    if listed is None or not listed.items:
        hint = "add a list item (`- ...`), or remove the file"
        problems.warn(root.keys[list_name], f"the file has no {list_name}", hint)
        return []
    return listed.items
