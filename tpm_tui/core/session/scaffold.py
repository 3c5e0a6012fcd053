"""Scaffolds: the headings of an answer's parts, which are inserted to type below them.

Headings are no answer: their words are not counted, and a text of nothing else is not an attempt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tpm_tui.core.bank.question import Kind
from tpm_tui.core.session.answer_parts import OUTLINES, outline_for
from tpm_tui.core.text.speech import count_words

MIN_HEADINGS = 2
"""Different headings of one outline from which a text has a scaffold; a single one may be a word."""

BEFORE_HEADINGS = ""
"""The name of the part above the first heading."""


def _heading_pattern(outline: Mapping[str, int]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, outline))
    return re.compile(rf"^[ \t]*({names}):[ \t]*", re.IGNORECASE | re.MULTILINE)


_PATTERNS = tuple((outline, _heading_pattern(outline)) for outline in OUTLINES)


def scaffold_text(kind: Kind) -> str:
    """Return the headings to insert for a question of this kind, each with an empty line below."""
    return "\n\n".join(f"{name}:" for name in outline_for(kind)) + "\n"


def words_by_part(text: str) -> dict[str, int]:
    """Return the number of words below each heading, in the order of the outline.

    The result is empty if the text has no scaffold. Headings that the text lacks are left out, and words
    above the first heading count for `BEFORE_HEADINGS`.
    """
    found = _find_headings(text)
    if found is None:
        return {}
    outline, pattern = found
    words: dict[str, int] = {}
    before, *pieces = pattern.split(text)
    if count := count_words(before):
        words[BEFORE_HEADINGS] = count
    names = {name.lower(): name for name in outline}
    for heading, body in zip(pieces[::2], pieces[1::2], strict=True):
        name = names[heading.lower()]
        words[name] = words.get(name, 0) + count_words(body)
    return {name: words[name] for name in (BEFORE_HEADINGS, *outline) if name in words}


def find_parts(text: str) -> list[tuple[str, int, int]]:
    """Return name, start and end of the text below each heading, in the order of the text.

    A text without a scaffold is one part with the name `BEFORE_HEADINGS`, as is what is above the first
    heading.
    """
    found = _find_headings(text)
    if found is None:
        return [(BEFORE_HEADINGS, 0, len(text))]
    outline, pattern = found
    names = {name.lower(): name for name in outline}
    headings = list(pattern.finditer(text))
    ends = [*(heading.start() for heading in headings), len(text)]
    parts = [(BEFORE_HEADINGS, 0, ends[0])]
    for heading, end in zip(headings, ends[1:], strict=True):
        parts.append((names[heading[1].lower()], heading.end(), end))
    return parts


def without_headings(text: str) -> str:
    """Return the text without the headings of a scaffold; a text without one is returned as it is."""
    found = _find_headings(text)
    return found[1].sub("", text) if found else text


def count_answer_words(text: str) -> int:
    """Count the words of an answer, without those of the headings of a scaffold."""
    return count_words(without_headings(text))


def answer_text(text: str) -> str:
    """Return the text as it is; empty if it is a scaffold with nothing in it."""
    return text if without_headings(text).strip() or _find_headings(text) is None else ""


def _find_headings(text: str) -> tuple[Mapping[str, int], re.Pattern[str]] | None:
    """Return the outline whose headings the text has, and the pattern that matches them."""
    if ":" not in text:
        return None
    for outline, pattern in _PATTERNS:
        if len({heading.lower() for heading in pattern.findall(text)}) >= MIN_HEADINGS:
            return outline, pattern
    return None
