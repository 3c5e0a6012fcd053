"""`tpm-tui report`: what a session, or all of them, held."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tpm_tui.core.report import SessionReport, UnknownSession, session_ids
from tpm_tui.practice.reporting import report_of
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.report_file import Extension, write_report

FORMATS: tuple[Extension, ...] = ("md", "json", "csv")


@click.command()
@click.argument("which", default="last", metavar="[last|all|SESSION]")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="md", show_default=True)
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Where to write it; - is standard output. By default a file among the reports.",
)
@click.pass_obj
def report(workspace: Workspace, which: str, kind: Extension, output: str | None) -> None:
    """Write the report of the last session, of all, or of one named by its id."""
    reports = find_reports(workspace, which)
    text = render(reports, kind, whole=which == "all")
    if output == "-":
        sys.stdout.write(text)
    elif output is None:
        first = reports[0]
        name = "all" if which == "all" else first.mode
        session = "all" if which == "all" else first.session
        path = write_report(workspace.paths.reports, reports[-1].started, name, session, text, kind)
        click.echo(str(path))
    else:
        try:
            Path(output).write_text(text, "utf-8")
        except OSError as error:
            raise click.UsageError(f"{output}: {error.strerror}") from error


def find_reports(workspace: Workspace, which: str) -> list[SessionReport]:
    """The reports asked for, oldest first.

    Raises:
        click.UsageError: there is no such session.
    """
    if which == "all":
        sessions = session_ids(workspace.store.entries())
    else:
        last = workspace.store.last_session()
        sessions = [last] if which == "last" and last else [] if which == "last" else [which]
    if not sessions:
        raise click.UsageError("nothing was graded yet, so there is nothing to report")
    try:
        return [report_of(workspace, session) for session in sessions]
    except UnknownSession as error:
        raise click.UsageError(f"there is no session {which!r}; see: tpm-tui report all -o -") from error


def render(reports: list[SessionReport], kind: Extension, *, whole: bool) -> str:
    """The reports as text in a format."""
    if kind == "csv":
        from tpm_tui.exchange.csv_report import to_csv

        return to_csv(reports)
    if kind == "json":
        from tpm_tui.exchange.json_report import all_to_json, to_json

        return all_to_json(reports) if whole else to_json(reports[0])
    from tpm_tui.exchange.markdown import to_markdown

    return "\n".join(to_markdown(one) for one in reports)
