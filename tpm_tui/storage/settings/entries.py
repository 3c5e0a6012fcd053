"""Settings with independent entries: an invalid entry costs only itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tpm_tui.storage.settings.setting import Setting
    from tpm_tui.storage.yaml_files.tree import Node

_INDEX = re.compile(r"\[(\d+)\]")


def keep_valid_entries(setting: Setting, node: Node) -> bool:
    """Remove the entries of a list or mapping that are invalid by type; return whether any is left."""
    # Imported only on a cache miss.
    from tpm_tui.storage.yaml_files.convert import is_convertible

    def is_valid(entry: Node) -> bool:
        return not entry.broken and is_convertible(entry, setting.entry_type)

    if isinstance(node.value, list):
        node.items = [item for item in node.items if is_valid(item)]
        node.value = [item.value for item in node.items]
    else:
        node.entries = {
            name: entry
            for name, entry in node.entries.items()
            if name not in node.duplicates and is_valid(entry)
        }
        node.value = {name: entry.value for name, entry in node.entries.items()}
    return bool(node.value)


def without_entries(value: Sequence[object], paths: Collection[str]) -> tuple[object, ...]:
    """Return the entries of a list without those that the paths name: `[2]` or `[2].day`."""
    indices = {int(found[1]) for path in paths if (found := _INDEX.match(path))}
    return tuple(entry for index, entry in enumerate(value) if index not in indices)
