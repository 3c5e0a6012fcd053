"""The part of a text that contains the words of a search, with their positions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from tpm_tui.core.search.folding import fold_with_positions
from tpm_tui.core.search.words import SearchWord, Span
from tpm_tui.core.text.sanitize import clean_line

CUT = "..."
"""What stands for the text that was left out."""

MIN_EXCERPT = 16
"""The shortest excerpt in characters."""

MAX_SPANS = 50
"""How often a word is marked in a text; a single letter may be in it thousands of times."""


class Excerpt(Struct, frozen=True):
    """A line of text, and where it contains words of the search."""

    text: str
    spans: tuple[Span, ...] = ()


def mark_words(text: str, words: Iterable[SearchWord], *, inside: bool) -> Excerpt:
    """Return the whole text as one clean line with the positions of the words.

    Args:
        text: any text.
        words: the words of the search.
        inside: whether a part of a longer word is a match, too.
    """
    line = clean_line(text)
    folded, positions = fold_with_positions(line)
    spans = (islice(word.spans(folded, inside=inside), MAX_SPANS) for word in words)
    found = sorted(span for each in spans for span, _ in each)
    return Excerpt(line, _merge([(positions[start], positions[end - 1] + 1) for start, end in found]))


def cut_excerpt(marked: Excerpt, width: int) -> Excerpt:
    """Return the part of a line with the most matches, and some words before and after them.

    Args:
        marked: the whole line.
        width: the most characters, with the dots for what is left out; at least `MIN_EXCERPT` are used.
    """
    width = max(width, MIN_EXCERPT)
    text = marked.text
    if len(text) <= width:
        return marked
    room = width - 2 * (len(CUT) + 1)
    start = _window_start(marked.spans, room, len(text))
    end = min(len(text), start + room + (0 if start else len(CUT) + 1))
    if start:
        start = _next_word(
            text, start, min((span[0] for span in marked.spans if span[0] >= start), default=end)
        )
    if end < len(text):
        end = _word_end(text, end, max((span[1] for span in marked.spans if span[1] <= end), default=start))
    before, after = f"{CUT} " if start else "", f" {CUT}" if end < len(text) else ""
    shift = len(before) - start
    spans = [
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in marked.spans
        if first < end and last > start
    ]
    return Excerpt(f"{before}{text[start:end]}{after}", tuple(spans))


def _merge(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return sorted spans without overlaps."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def _window_start(spans: Sequence[Span], room: int, length: int) -> int:
    """Return where an excerpt with the most matches begins, with a quarter of the rest before them."""
    ends = [end for _, end in spans]
    best, count, used = 0, 0, 0
    for index, (start, _) in enumerate(spans):
        after = bisect_right(ends, start + room)
        if after - index > count:
            best, count, used = start, after - index, ends[after - 1] - start
    if best + used <= room:
        return 0
    return min(best - (room - used) // 4, length - room)


def _next_word(text: str, start: int, limit: int) -> int:
    """Return the start of the first whole word from a position on, at most a limit."""
    if text[start - 1] == " ":
        return start
    space = text.find(" ", start, limit)
    return limit if space < 0 and limit - start < MIN_EXCERPT else start if space < 0 else space + 1


def _word_end(text: str, end: int, limit: int) -> int:
    """Return the end of the last whole word before a position, at least a limit."""
    if text[end] == " ":
        return end
    space = text.rfind(" ", limit, end)
    return end if space < 0 else space
