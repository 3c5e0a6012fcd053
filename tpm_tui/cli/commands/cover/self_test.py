"""`tpm-tui cover --self-test`: measure the recognition of key points with labelled answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import msgspec

from tpm_tui.cli.output.problems import print_problems
from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.core.bank.coverage_figures import (
    CoverageFigures,
    Figures,
    LabelledAnswer,
    measure_coverage,
    unknown_points,
)
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.core.text.style import Role, Style, no_style
from tpm_tui.exchange.phrases import percent
from tpm_tui.exchange.text_table import table
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.labelled_answers import checkout_labels, load_labelled_answers
from tpm_tui.storage.files.problem import Problem, problem_at

DIGITS = 3
"""Decimal places of the shares in JSON."""


def run_self_test(workspace: Workspace, files: Sequence[Path], as_json: bool) -> None:
    """Print the figures of each file, as text or JSON.

    Exits with 1, without output, if a file cannot be used; the problems are printed on stderr.

    Args:
        workspace: the bank.
        files: files of labelled answers; if empty, those of the checkout.
        as_json: whether to print JSON.

    Raises:
        click.UsageError: no file is given, and the program does not run in a checkout.
    """
    chosen = tuple(files) or checkout_labels()
    if not chosen:
        raise click.UsageError("--self-test needs a FILE of labelled answers; only a checkout has its own")
    loaded = {file: load_labelled_answers(file) for file in chosen}
    problems = [problem for each in loaded.values() for problem in each.problems if problem.is_error]
    questions = workspace.bank.by_id
    for file, each in loaded.items():
        for number, answer in enumerate(each.value.answers if each.value else ()):
            place = each.position_of(f"answers[{number}]")
            problems += label_problems(file, place, answer, questions)
    if problems:
        print_problems(problems)
        sys.exit(1)
    found = {str(file): measure(workspace, each.value.answers) for file, each in loaded.items() if each.value}
    if as_json:
        from tpm_tui.exchange.json_document import to_json_document

        files_json = [{"file": file, **figures_json(figures)} for file, figures in found.items()]
        click.echo(to_json_document({"files": files_json}).rstrip("\n"))
    else:
        width, style = text_width(80), stdout_style()
        click.echo("\n\n".join("\n".join(figures_lines(*item, width, style)) for item in found.items()))


def label_problems(
    file: Path, place: tuple[int, int], answer: LabelledAnswer, questions: Mapping[str, Question]
) -> Iterator[Problem]:
    """Yield a problem for an unknown question, and for labels that are no key points of the question."""
    question = questions.get(answer.question)
    if question is None:
        yield problem_at(file, place, f"unknown question {answer.question}", "to list all: tpm-tui bank list")
        return
    for label in unknown_points(answer, question):
        names = ", ".join(point.name for point in question.key_points)
        message = f"{question.id} has no key point {clean_line(label)!r}"
        yield problem_at(file, place, message, f"its key points are: {names}")


def measure(workspace: Workspace, answers: Sequence[LabelledAnswer]) -> CoverageFigures:
    """Return the quality of the recognition that the reveal and `cover` use."""
    matcher = PointMatcher(workspace)

    def find_ticks(question: Question, text: str) -> frozenset[str]:
        return frozenset(hit.point for hit in matcher.find_hits(question, clean(text)) if hit.sure)

    return measure_coverage(answers, workspace.bank.by_id, find_ticks)


def figures_lines(file: str, found: CoverageFigures, width: int, style: Style = no_style) -> list[str]:
    """Return the lines of the text output for one file, with styled headings."""
    head = ["", "answers", "decisions", "precision", "recall", "must recall", "ticked"]
    rows = [head, ["all", *_row(found.all)]]
    rows += [[clean_line(each.kind), *_row(each.figures)] for each in found.kinds]
    header, *figures = table(rows, width, right=frozenset(range(1, len(head))))
    return [
        style(printable_line(file), Role.HEADING),
        style(header, Role.HEADING),
        *figures,
        f"Recall without strong answers: {_percent(found.recall_without_strong)}",
        f"False ticks on off-topic answers: {_percent(found.off_topic_ticked)} of their decisions",
    ]


def _row(figures: Figures) -> list[str]:
    shares = (figures.precision, figures.recall, figures.must_recall, figures.ticked)
    return [str(figures.answers), str(figures.decisions), *map(_percent, shares)]


def _percent(share: float | None) -> str:
    return "-" if share is None else percent(share)


def figures_json(found: CoverageFigures) -> dict[str, object]:
    """Return the JSON object for one file."""
    return {
        **_shares(found.all),
        "recall_without_strong": _rounded(found.recall_without_strong),
        "off_topic_ticked": _rounded(found.off_topic_ticked),
        "kinds": [{"kind": each.kind, **_shares(each.figures)} for each in found.kinds],
    }


def _shares(figures: Figures) -> dict[str, object]:
    return {name: _rounded(value) for name, value in msgspec.structs.asdict(figures).items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
