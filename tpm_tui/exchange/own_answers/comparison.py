"""An answer compared with the learner's own version: points, length, time and words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from tpm_tui.core.reports.history.attempts import PointChanges, compare_ticks
from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.core.reports.history.word_diff import WordDiff, diff_words
from tpm_tui.core.session.scaffold import count_answer_words
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock, spoken_seconds
from tpm_tui.exchange.history.diff_text import CUT_NOTE, NO_TEXT, SAME_NOTE, marked
from tpm_tui.exchange.messages import SAME_POINTS

COMPARED_TITLE = "This answer against your version"
IS_VERSION = "This answer is your version."


class ComparedAnswer(Struct, frozen=True):
    """The answer that is compared with the own version."""

    text: str
    seconds: float
    covered: Sequence[str]
    """The points that are ticked, in the order of the question."""
    missed: Sequence[str]
    """The others."""
    spoken: bool = False

    def is_same(self, version: OwnVersion) -> bool:
        """Return whether it is the own version, word for word."""
        return bool(self.text.strip()) and self.text.split() == version.text.split()


def point_changes(version: OwnVersion, recognised: Collection[str], answer: ComparedAnswer) -> PointChanges:
    """Return the points that the answer makes and the version does not, and the reverse.

    Args:
        version: the own version.
        recognised: the points recognised in its text, which count if it was written and never ticked.
        answer: the answer.
    """
    if version.attempt is not None:
        return compare_ticks(version.attempt, answer.covered, answer.missed)
    return PointChanges(
        gained=tuple(name for name in answer.covered if name not in recognised),
        lost=tuple(name for name in answer.missed if name in recognised),
    )


def comparison_rows(
    version: OwnVersion, recognised: Collection[str], answer: ComparedAnswer
) -> list[tuple[str, str]]:
    """Return a label and a text for points, words, time and speaking time; the arguments are as above."""
    changes = point_changes(version, recognised, answer)
    rows = [("gained", _names(changes.gained)), ("lost", _names(changes.lost))]
    if not (changes.gained or changes.lost):
        rows = [("points", SAME_POINTS)]
    words = count_answer_words(version.text), count_answer_words(answer.text)
    if all(words):
        rows.append(("words", f"{words[0]} -> {words[1]}"))
    attempt = version.attempt
    seconds = (attempt.review.seconds if attempt else 0.0), answer.seconds
    if min(seconds) >= 1:
        rows.append(("time", f"{format_clock(seconds[0])} -> {format_clock(seconds[1])}"))
    aloud = (
        _aloud(words[0], seconds[0], spoken=bool(attempt and attempt.is_spoken)),
        _aloud(words[1], seconds[1], spoken=answer.spoken),
    )
    if all(aloud):
        rows.append(("spoken", f"{aloud[0]} -> {aloud[1]}"))
    return [(label, text) for label, text in rows if text]


def version_diff(version: OwnVersion, answer: ComparedAnswer) -> WordDiff:
    """Return the words of the own version and of an answer that are the same, gone or new."""
    return diff_words(version.text, answer.text)


def comparison_text(version: OwnVersion, recognised: Collection[str], answer: ComparedAnswer) -> str:
    """Return the comparison as lines, with the word diff last; the arguments are those of `point_changes`."""
    if answer.is_same(version):
        return IS_VERSION
    lines = [f"{label}: {text}" for label, text in comparison_rows(version, recognised, answer)]
    words = version_diff(version, answer)
    if not words.parts:
        lines.append(NO_TEXT)
    elif words.is_same:
        lines.append(SAME_NOTE)
    else:
        lines.append("".join(f"{marked(part)}{part.space}" for part in words.parts))
    return "\n".join([*lines, CUT_NOTE] if words.is_cut else lines)


def comparison_json(
    version: OwnVersion, recognised: Collection[str], answer: ComparedAnswer
) -> dict[str, object]:
    """Return the comparison as an object for JSON; the arguments are those of `point_changes`."""
    changes, words = point_changes(version, recognised, answer), version_diff(version, answer)
    return {
        "gained": list(map(clean_line, changes.gained)),
        "lost": list(map(clean_line, changes.lost)),
        "words": [{"kind": part.kind, "text": part.text} for part in words.parts],
        "cut": words.is_cut,
    }


def _aloud(words: int, seconds: float, *, spoken: bool) -> str:
    """Return how long an answer was spoken, or about how long it takes to say it; empty if unknown."""
    if spoken:
        return format_clock(seconds) if seconds >= 1 else ""
    return f"about {format_clock(spoken_seconds(words))}" if words else ""


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(clean_line, names))
