"""Names of temp files: hidden, in the folder of the file that they replace."""

from __future__ import annotations

import os
import re

_TEMP = re.compile(r"\.([^/]+)\.[0-9a-f]{16}\.tmp$")


def temp_name(target: str) -> str:
    """Return an unpredictable name in the folder of the target, recognised by `is_temp`."""
    folder, name = os.path.split(target)
    return os.path.join(folder, f".{name}.{os.urandom(8).hex()}.tmp")


def target_name(path: str) -> str:
    """Return the path that a temp file replaces; any other path is returned unchanged."""
    return _TEMP.sub(r"\1", path)


def is_temp(name: str) -> bool:
    """Return whether a name is that of a temp file; one is left if a process dies in `atomic_write`."""
    return name.startswith(".") and name.endswith(".tmp")
