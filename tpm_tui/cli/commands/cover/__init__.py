"""`tpm-tui cover`: print which key points of a question a text makes, and measure how well they are found."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from tpm_tui.cli.output.lookup import find_question
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.sanitize import clean
from tpm_tui.core.text.size import MAX_TEXT_BYTES, byte_size
from tpm_tui.core.text.style import Role, Style, no_style
from tpm_tui.exchange.question_text import wrap_text
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.untrusted import ReadError, read_bytes

STDIN = "-"

Coverage = dict[str, tuple[str, ...]]
"""Names of key points by `covered`, `maybe` and `missed`, each in the order of the question."""


@click.command()
@click.argument("question", metavar="ID|NUMBER", required=False)
@click.argument("files", nargs=-1, metavar="[FILE|-]")
@click.option(
    "--self-test",
    is_flag=True,
    help="Measure how well key points are found, with FILES of labelled answers.",
)
@json_option
@click.pass_obj
def cover(
    workspace: Workspace, question: str | None, files: tuple[str, ...], self_test: bool, as_json: bool
) -> None:
    """Print which key points of a question a text makes, with the sentence that makes each.

    The text is read from FILE, or from standard input. The points are found as in the reveal: from the words
    of the text, so correct the result where it is wrong. Nothing is saved.

    With --self-test, the arguments are files of labelled answers; by default those of the checkout.
    """
    if self_test:
        from tpm_tui.cli.commands.cover.self_test import run_self_test

        run_self_test(workspace, [Path(file) for file in (question, *files) if file is not None], as_json)
        return
    if question is None:
        raise click.UsageError("Missing argument 'ID|NUMBER'.")
    if len(files) > 1:
        raise click.UsageError(f"Got unexpected extra argument ({files[1]})")
    file = files[0] if files else STDIN
    found = workspace.bank.by_id[find_question(workspace, question)]
    print_workspace_problems(workspace)
    text = clean(read_stdin() if file == STDIN else read_answer_file(Path(file)))
    coverage, why = match_points(workspace, found, text)
    if as_json:
        from tpm_tui.exchange.json_document import to_json_document

        click.echo(to_json_document({**coverage, "why": why}).rstrip("\n"))
    else:
        for line in coverage_lines(coverage, why, text_width(80), stdout_style()):
            click.echo(line)


def read_answer_file(path: Path) -> str:
    """Return the text of a file; bytes that are not UTF-8 are replaced.

    Raises:
        click.UsageError: the file cannot be read or is too large for an answer.
    """
    try:
        data, _ = read_bytes(path, MAX_TEXT_BYTES)
    except ReadError as error:
        raise click.UsageError(str(error)) from error
    return data.decode("utf-8", "replace")


def read_stdin() -> str:
    """Return standard input up to its end.

    Raises:
        click.UsageError: it is too large for an answer.
        SystemExit: ctrl+c was pressed.
    """
    if sys.stdin.isatty():
        click.echo("Type or paste the text; ctrl+d on an empty line ends it.", err=True)
    try:
        text = sys.stdin.read(MAX_TEXT_BYTES + 1)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    if byte_size(text) > MAX_TEXT_BYTES:
        raise click.UsageError("standard input: larger than 1 MiB; an answer has at most 1 MiB")
    return text


def match_points(workspace: Workspace, question: Question, text: str) -> tuple[Coverage, dict[str, str]]:
    """Return which key points the text makes, and for each of those the sentence that matches best."""
    hits = PointMatcher(workspace).find_hits(question, text)
    why = {hit.point: hit.sentence for hit in hits}
    coverage = {
        "covered": tuple(hit.point for hit in hits if hit.sure),
        "maybe": tuple(hit.point for hit in hits if not hit.sure),
        "missed": tuple(point.name for point in question.key_points if point.name not in why),
    }
    return coverage, why


def coverage_lines(coverage: Coverage, why: dict[str, str], width: int, style: Style = no_style) -> list[str]:
    """Return the sanitized and wrapped lines of the text output, with styled headings."""
    total = sum(map(len, coverage.values()))
    if not total:
        return ["This question has no key points."]
    lines: list[str] = []
    for title, names in coverage.items():
        lines.append(style(f"{title}: {len(names)} of {total}", Role.HEADING))
        for name in names:
            lines += wrap_text(name, width, "  - ")
            lines += wrap_text(f'"{why[name]}"', width, "    ") if name in why else []
    return lines
