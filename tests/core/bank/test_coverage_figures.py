"""Precision and recall of recognised key points against labels."""

from tpm_tui.core.bank.coverage_figures import (
    CoverageFigures,
    Figures,
    LabelledAnswer,
    figures_of,
    measure_coverage,
    unknown_points,
)
from tpm_tui.core.bank.question import KeyPoint, Question

QUESTION = Question(
    id="late",
    prompt="It slipped?",
    key_points=(
        KeyPoint(name="cause", must=True),
        KeyPoint(name="notice", must=True),
        KeyPoint(name="scope"),
    ),
)


def answer(kind: str, ticked: str, covered: str = "", maybe: str = "") -> LabelledAnswer:
    """Return an answer for which `measure` ticks the given points."""
    return LabelledAnswer("late", kind, ticked or "-", tuple(covered.split()), tuple(maybe.split()))


def measure(*answers: LabelledAnswer) -> CoverageFigures:
    return measure_coverage(answers, {"late": QUESTION}, lambda question, text: frozenset(text.split()))


def test_precision_and_recall_count_ticks() -> None:
    found = measure(
        answer("star", "cause notice", covered="cause scope"), answer("star", "cause", covered="cause notice")
    )
    assert found.all == Figures(
        answers=2, decisions=6, precision=2 / 3, recall=2 / 4, must_recall=2 / 3, ticked=3 / 6
    )


def test_maybe_labels_are_left_out() -> None:
    found = measure(answer("star", "cause notice", covered="cause", maybe="notice"))
    assert (found.all.decisions, found.all.precision, found.all.ticked) == (2, 1, 1 / 2)


def test_figures_are_given_by_kind() -> None:
    found = measure(
        answer("list", "cause", covered="cause"),
        answer("strong", "cause notice scope", covered="cause notice scope"),
        answer("list", "", covered="cause"),
    )
    assert [(each.kind, each.figures.answers, each.figures.recall) for each in found.kinds] == [
        ("list", 2, 1 / 2),
        ("strong", 1, 1),
    ]
    assert (found.all.recall, found.recall_without_strong) == (4 / 5, 1 / 2)


def test_ticks_of_off_topic_answers_are_a_share_of_decisions() -> None:
    found = measure(
        answer("off-topic", "cause"), answer("off-topic", "", maybe="scope"), answer("vague", "cause")
    )
    assert found.off_topic_ticked == 1 / 5
    assert measure(answer("vague", "cause")).off_topic_ticked is None


def test_share_without_base_is_none() -> None:
    none = Figures(0, 0, precision=None, recall=None, must_recall=None, ticked=None)
    assert figures_of([]) == none
    assert measure().all == none
    found = measure(answer("vague", ""))
    assert (found.all.precision, found.all.recall, found.all.ticked) == (None, None, 0)
    assert found.recall_without_strong is None


def test_labels_of_other_questions_are_unknown() -> None:
    assert unknown_points(answer("star", "", covered="cause price", maybe="cost"), QUESTION) == (
        "price",
        "cost",
    )
