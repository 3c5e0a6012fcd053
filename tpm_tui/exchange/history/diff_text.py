"""Two attempts at one question compared: the points, and the word diff of the answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from tpm_tui.core.reports.history.attempts import Attempt, PointChanges, compare_points, compare_ticks
from tpm_tui.core.reports.history.word_diff import MAX_WORDS, DiffKind, DiffPart, WordDiff, diff_words
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.style import Role, Style, no_style
from tpm_tui.exchange.text_table import INDENT, cells, wrap

DIFF_MARKS: dict[DiffKind, tuple[str, str]] = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
"""What encloses words, as in `git diff --word-diff`."""

CUT_NOTE = f"Only the first {MAX_WORDS:,} words of each answer are compared."
SAME_NOTE = "The words are the same."
NO_TEXT = "(no text)"

_ROLES: dict[DiffKind, Role] = {"gone": Role.AGAIN, "new": Role.GOOD}


THIS_ANSWER = "this answer"


class Comparison(Struct, frozen=True):
    """Two answers, and how they differ."""

    older: Attempt
    newer: Attempt | None
    """None for an answer that is not graded yet."""
    points: PointChanges
    words: WordDiff


def compare_attempts(older: Attempt, newer: Attempt) -> Comparison:
    """Compare two attempts at one question by their points and words."""
    words = diff_words(older.review.answer, newer.review.answer)
    return Comparison(older, newer, compare_points(older, newer), words)


def compare_answer(older: Attempt, text: str, ticked: Collection[str], points: Sequence[str]) -> Comparison:
    """Compare an attempt with an answer that is not graded yet.

    Args:
        older: the attempt.
        text: the answer.
        ticked: names of the points that are ticked.
        points: names of all points, in the order of the question.
    """
    made = [name for name in points if name in ticked]
    changes = compare_ticks(older, made, [name for name in points if name not in ticked])
    return Comparison(older, None, changes, diff_words(older.review.answer, text))


def compared_title(comparison: Comparison) -> str:
    """Return what is compared: `attempt 2, 2026-11-20, hard -> attempt 3, ...`, or `-> this answer`."""
    return " -> ".join(
        f"attempt {each.number}, {each.day.isoformat()}, {each.grade.word}" if each else THIS_ANSWER
        for each in (comparison.older, comparison.newer)
    )


def point_lines(points: PointChanges) -> list[tuple[str, str]]:
    """Return a label and the names for each change of points that there is."""
    changes = (
        ("gained", points.gained),
        ("lost", points.lost),
        ("kept", points.kept),
        ("missed again", points.missed),
    )
    return [(label, ", ".join(map(clean_line, names))) for label, names in changes if names]


def marked(part: DiffPart) -> str:
    """Return the words of a part in their marks; each line has its own, so that it can be read alone."""
    before, after = DIFF_MARKS[part.kind]
    if not before:
        return part.text
    return "\n".join(f"{before}{line}{after}" if line.strip() else line for line in part.text.split("\n"))


def diff_text(comparison: Comparison, width: int, style: Style = no_style) -> str:
    """Return the points and the word diff of two attempts.

    Args:
        comparison: the attempts.
        width: cells of a line, at least 20.
        style: styles what is gone and new; without styles, marks enclose it.
    """
    inner = width - len(INDENT)
    lines = [style(line, Role.HEADING) for line in wrap(compared_title(comparison), width)]
    for label, names in point_lines(comparison.points):
        lines += [INDENT + line for line in wrap(f"{label}: {names}", inner)]
    lines.append("")
    if not comparison.words.parts:
        lines.append(INDENT + NO_TEXT)
    elif comparison.words.is_same:
        lines += [INDENT + line for line in wrap(SAME_NOTE, inner)]
    else:
        lines += [f"{INDENT}{line}".rstrip() for line in _wrapped_diff(comparison.words, inner, style)]
    if comparison.words.is_cut:
        lines += ["", *wrap(CUT_NOTE, width)]
    return "\n".join(lines) + "\n"


def diff_json(comparison: Comparison) -> dict[str, object]:
    """Return the comparison as an object for JSON."""
    points = comparison.points
    return {
        "from": comparison.older.number,
        "to": comparison.newer.number if comparison.newer else None,
        "gained": list(map(clean_line, points.gained)),
        "lost": list(map(clean_line, points.lost)),
        "kept": list(map(clean_line, points.kept)),
        "missed": list(map(clean_line, points.missed)),
        "words": [{"kind": part.kind, "text": part.text} for part in comparison.words.parts],
        "cut": comparison.words.is_cut,
    }


def _wrapped_diff(words: WordDiff, width: int, style: Style) -> list[str]:
    """Return the lines of a diff. With styles, no style reaches beyond the end of a line."""
    has_styles = style("x", Role.GOOD) != "x"
    lines: list[list[tuple[DiffKind, str]]] = [[]]
    used = 0
    for kind, word in _pieces(words, width, has_styles):
        if word == "\n" or (lines[-1] and used + 1 + cells(word) > width):
            lines.append([])
            used = 0
        if word != "\n":
            used += cells(word) + bool(lines[-1])
            lines[-1].append((kind, word))
    return ["".join(_styled_runs(line, style)) for line in lines]


def _pieces(words: WordDiff, width: int, has_styles: bool) -> Iterator[tuple[DiffKind, str]]:
    """Yield line breaks and words of at most `width` cells, with marks unless styles are used."""
    for part in words.parts:
        for word in re.findall(r"[^\s]+|\n", part.text if has_styles else marked(part)):
            yield from ((part.kind, piece) for piece in ([word] if word == "\n" else wrap(word, width)))
        yield from (("same", "\n") for _ in range(min(2, part.space.count("\n"))))


def _styled_runs(line: Sequence[tuple[DiffKind, str]], style: Style) -> Iterator[str]:
    """Yield the words of a line, words of one kind styled together."""
    space = ""
    for kind, words in groupby(line, key=itemgetter(0)):
        text = " ".join(word for _, word in words)
        yield space + (style(text, _ROLES[kind]) if kind in _ROLES else text)
        space = " "
