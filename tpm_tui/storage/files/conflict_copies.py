"""Recognise the conflict copies of sync tools by their names.

A sync tool keeps a file that was changed on two machines twice, the second time under a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath

# Not compiled on import: hardly any folder has such a name, and the first frame waits for it.
_CERTAIN = (
    r"\.sync-conflict-\d"  # Syncthing
    r"|conflicted copy"  # Dropbox, Nextcloud
    r"|\bSFConflict\b"  # Seafile
    r"|_conflict-\d{8}"  # ownCloud
)
"""Part of a name that only a sync tool gives."""

_ENDING = (
    r" ?\(\d{1,2}\)"  # Google Drive, browsers
    r"|_conf\(\d+\)"  # Google Drive
    r"| ([2-9]|[1-9]\d)"  # iCloud
    r"|-(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{4,}"  # OneDrive: the name of the computer
    r"|-[\w -]*(MacBook|iMac|Mac-mini|Mac mini)[\w -]*"  # OneDrive on a Mac
    r"|( -)? [Cc]opy( \(?\d+\)?)?"  # file managers
    r"|[ _.-]?[(\[].*[CKck]onfli[kc]?t.*[)\]]"  # other tools, other languages
    r"|[ _.-]conflict[ _.-]?\d.*"
)
"""End of a name that may be a person's own, unless the file without it is there too."""

_BEGINNING = "Copy of "


def find_conflict_copies(names: Collection[str]) -> dict[str, str]:
    """Return the conflict copies among the names of a folder, each with the name of its original.

    The original is "" if it is not in the folder: then only names that no person would give count.
    """
    known = set(names)
    originals = {name: _original(name, known) for name in names}
    return {
        name: original for name, original in originals.items() if original or _is_certain(PurePath(name).stem)
    }


def _is_certain(part: str) -> bool:
    """Return whether a part of a name is one that only a sync tool gives."""
    return "onflict" in part and re.search(_CERTAIN, part) is not None


def _original(name: str, known: set[str]) -> str:
    """Return the name of the file that this one may be a copy of, or ""."""
    if name.startswith(_BEGINNING) and (original := name.removeprefix(_BEGINNING)) in known:
        return original
    suffix = PurePath(name).suffix
    stem = name.removesuffix(suffix)
    for length in range(len(stem) - 1, 0, -1):
        ending, original = stem[length:], stem[:length] + suffix
        if original in known and (re.fullmatch(_ENDING, ending) or _is_certain(ending)):
            return original
    return ""
