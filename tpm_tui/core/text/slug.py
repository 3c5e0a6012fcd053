"""Kebab-case names made from free text, in the format of bank ids."""

from __future__ import annotations

import re
from binascii import crc32
from unicodedata import normalize

MAX_SLUG_LENGTH = 60


def slugify(text: str, fallback: str) -> str:
    """Return the text as `words-joined-by-hyphens` of a to z and digits, cut between words at 60 characters.

    Accents are removed. Text without a Latin letter or digit gives `fallback` and a checksum of the text,
    which is stable and differs between texts.
    """
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    words: list[str] = re.findall(r"[a-z0-9]+", plain)
    if not words:
        return f"{fallback}-{crc32(text.encode('utf-8', 'replace')):08x}"
    name = words[0][:MAX_SLUG_LENGTH]
    for word in words[1:]:
        if len(name) + 1 + len(word) > MAX_SLUG_LENGTH:
            break
        name += f"-{word}"
    return name
