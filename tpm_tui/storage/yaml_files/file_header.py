"""The outer fields that bank and facts files share: a version and one list of read_entry_list."""

from __future__ import annotations

from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.yaml_files.messages import unknown_field_message
from tpm_tui.storage.yaml_files.tree import Node

VERSION = "1"


def read_entry_list(
    root: Node, list_name: str, other_fields: tuple[str, ...], findings: ProblemList
) -> list[Node]:
    """The nodes of the list, each to be converted by itself, so that one bad entry costs no other.

    A file of another version gives none: its fields may mean something else.
    """
    if not isinstance(root.value, dict):
        findings.error(root.position, "the file must be a group of fields", f"begin it with {list_name}:")
        return []
    version = root.entries.get("version")
    if version is not None and version.value != VERSION:
        hint = f"write version: {VERSION}, or use a newer tpm-tui"
        findings.error(version.position, "this version of the file is not known here", hint)
        return []
    fields = ("version", list_name, *other_fields)
    for key, position in root.keys.items():
        if key not in fields:
            findings.error(position, *unknown_field_message(key, fields))
    if list_name not in root.keys:
        findings.error(root.position, f"{list_name} is missing", f"add {list_name}: and below it the entries")
        return []
    listed = root.entries.get(list_name)
    if listed is not None and not isinstance(listed.value, list):
        hint = f"write one entry after the other below {list_name}:, each behind -"
        findings.error(listed.position, f"{list_name} must be a list", hint)
        return []
    if listed is None or not listed.items:
        hint = "write one below it, behind -, or remove the file"
        findings.warn(root.keys[list_name], f"there are no {list_name} in this file", hint)
        return []
    return listed.items
