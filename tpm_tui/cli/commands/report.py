"""`tpm-tui report`: what a session, or all of them, held."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.core.reports.session_report import SessionReport, UnknownSession, session_ids
from tpm_tui.practice.reports import reports_of
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.private import atomic_write
from tpm_tui.storage.files.report_file import Extension, write_report

FORMATS: tuple[Extension, ...] = ("md", "json", "csv")


@click.command()
@click.argument("which", default="last", metavar="[last|all|SESSION]")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="md", show_default=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Where to write it; - is standard output. By default a file among the reports, for all of them "
    "standard output.",
)
@click.pass_obj
def report(workspace: Workspace, which: str, kind: Extension, output: str | None) -> None:
    """Write the report of the last session, of all, or of one named by its id."""
    reports = find_reports(workspace, which)
    print_workspace_problems(workspace)
    whole = which == "all"
    text = render(reports, kind, whole=whole)
    if output == "-" or (output is None and whole):
        sys.stdout.write(text)
    elif output is None:
        (one,) = reports
        path = write_report(workspace.paths.reports, one.started, one.mode, one.session, text, kind)
        click.echo(str(path))
    else:
        # Reports hold answers, so the file is its owner's alone, wherever it lies.
        with os_errors_as_write_errors(f"{output} was not written"):
            atomic_write(Path(output), text.encode(), durable=False)


def find_reports(workspace: Workspace, which: str) -> list[SessionReport]:
    """The reports asked for, oldest first.

    Raises:
        click.UsageError: there is no such session.
    """
    if which == "all":
        sessions = session_ids(workspace.store.entries())
    elif which == "last":
        last = workspace.store.last_session()
        sessions = [last] if last else []
    else:
        sessions = [which]
    if not sessions:
        raise click.UsageError("nothing was graded yet, so there is nothing to report")
    try:
        return reports_of(workspace, sessions)
    except UnknownSession as error:
        hint = "the reports of all are in: tpm-tui report all"
        raise click.UsageError(f"there is no session {which!r}; {hint}") from error


def render(reports: list[SessionReport], kind: Extension, *, whole: bool) -> str:
    """The reports as text in a format."""
    if kind == "csv":
        from tpm_tui.exchange.session_csv import to_csv

        return to_csv(reports)
    if kind == "json":
        from tpm_tui.exchange.session_json import all_to_json, to_json

        return all_to_json(reports) if whole else to_json(reports[0])
    from tpm_tui.exchange.session_markdown import all_to_markdown, to_markdown

    return all_to_markdown(reports) if whole else to_markdown(reports[0])
