"""Precision and recall of the recognition of key points, from answers that were labelled by readers.

A decision is one key point of one answer: is it ticked or not? Points on which readers may differ count for
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from tpm_tui.core.bank.question import Id, Line, Prose, Question

OFF_TOPIC = "off-topic"
"""The kind of answers that make no point because they answer another question."""

STRONG = "strong"
"""The kind of answers that make every point; they are the easiest."""


class LabelledAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer to a question, with the names of the key points that it makes."""

    question: Id
    kind: Line
    text: Prose
    covered: tuple[Line, ...] = ()
    maybe: tuple[Line, ...] = ()
    """Points on which readers may differ."""


class LabelledFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The content of a file of labelled answers."""

    answers: tuple[LabelledAnswer, ...]


class Decision(Struct, frozen=True):
    """Whether one key point of an answer is made, and whether it is ticked."""

    must: bool
    covered: bool
    ticked: bool


class Figures(Struct, frozen=True):
    """The quality of a group of decisions; a share is None if it has no base. Shares are 0 to 1."""

    answers: int
    decisions: int
    precision: float | None
    """Share of the ticked points that are made."""
    recall: float | None
    """Share of the points made that are ticked."""
    must_recall: float | None
    """Recall of the must points."""
    ticked: float | None
    """Share of the decisions that are ticked."""


class KindFigures(Struct, frozen=True):
    """The quality for answers of one kind."""

    kind: str
    figures: Figures


class CoverageFigures(Struct, frozen=True):
    """The quality for the answers of one file."""

    all: Figures
    recall_without_strong: float | None
    """Recall without the answers of the kind `STRONG`."""
    off_topic_ticked: float | None
    """Share of the decisions on off-topic answers that are ticked; each of those ticks is wrong."""
    kinds: tuple[KindFigures, ...]
    """By kind, in the order of the answers."""


FindTicks = Callable[[Question, str], frozenset[str]]
"""Returns the names of the key points that are ticked for an answer to a question."""


def decisions_of(answer: LabelledAnswer, question: Question, ticked: frozenset[str]) -> tuple[Decision, ...]:
    """Return a decision for each key point of the question, except for points that may be made."""
    return tuple(
        Decision(point.must, point.name in answer.covered, point.name in ticked)
        for point in question.key_points
        if point.name not in answer.maybe
    )


def unknown_points(answer: LabelledAnswer, question: Question) -> tuple[str, ...]:
    """Return the labels that are no names of key points of the question."""
    names = {point.name for point in question.key_points}
    return tuple(label for label in (*answer.covered, *answer.maybe) if label not in names)


def measure_coverage(
    answers: Sequence[LabelledAnswer], questions: Mapping[str, Question], find_ticks: FindTicks
) -> CoverageFigures:
    """Return the quality of the recognition for these answers.

    Args:
        answers: the labelled answers.
        questions: their questions by id; an answer to another question is a `KeyError`.
        find_ticks: the recognition to measure.
    """
    decided: dict[str, list[tuple[Decision, ...]]] = {}
    for answer in answers:
        question = questions[answer.question]
        decisions = decisions_of(answer, question, find_ticks(question, answer.text))
        decided.setdefault(answer.kind, []).append(decisions)
    kinds = {kind: figures_of(groups) for kind, groups in decided.items()}
    weaker = [group for kind, groups in decided.items() if kind != STRONG for group in groups]
    return CoverageFigures(
        figures_of([group for groups in decided.values() for group in groups]),
        figures_of(weaker).recall,
        kinds[OFF_TOPIC].ticked if OFF_TOPIC in kinds else None,
        tuple(KindFigures(kind, figures) for kind, figures in kinds.items()),
    )


def figures_of(answers: Sequence[Sequence[Decision]]) -> Figures:
    """Return the quality of the decisions of these answers."""
    decisions = [decision for answer in answers for decision in answer]
    covered = [decision for decision in decisions if decision.covered]
    return Figures(
        answers=len(answers),
        decisions=len(decisions),
        precision=_share(decision.covered for decision in decisions if decision.ticked),
        recall=_share(decision.ticked for decision in covered),
        must_recall=_share(decision.ticked for decision in covered if decision.must),
        ticked=_share(decision.ticked for decision in decisions),
    )


def _share(values: Iterable[bool]) -> float | None:
    """Return the share of true values; None if there are no values."""
    found = tuple(values)
    return sum(found) / len(found) if found else None
