"""Names in kebab-case from free text, in the form that bank ids have."""

from __future__ import annotations

import re
from binascii import crc32
from unicodedata import normalize

LONGEST = 60


def slug(text: str, fallback: str) -> str:
    """The text as `words-joined-by-hyphens`, a to z and digits, at most 60 characters, cut between words.

    Accents are dropped. Text without a Latin letter or digit gives `fallback` and a checksum of the
    text, so that it is stable and two texts differ.
    """
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    words: list[str] = re.findall(r"[a-z0-9]+", plain)
    if not words:
        return f"{fallback}-{crc32(text.encode('utf-8', 'replace')):08x}"
    name = words[0][:LONGEST]
    for word in words[1:]:
        if len(name) + 1 + len(word) > LONGEST:
            break
        name += f"-{word}"
    return name
