"""`tpm-tui report`: write the report of one session or of all sessions, or the cheat sheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tpm_tui.cli.output.problems import print_problems, print_workspace_problems
from tpm_tui.core.reports.session_report import SessionReport, UnknownSession, session_ids
from tpm_tui.practice.delivery.remarks import speaking_pace
from tpm_tui.practice.reports import build_reports, store_report
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.output_file import write_output
from tpm_tui.storage.files.report_file import Extension, is_report

CHEAT_SHEET = "cheat-sheet"
FORMATS: tuple[Extension, ...] = ("md", "json", "csv")


@click.command()
@click.argument("which", default="last", metavar="[last|all|SESSION|cheat-sheet]")
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    default="md",
    show_default=True,
    help="Format of the report.",
)
@click.option(
    "--bom", is_flag=True, help="Begin CSV with a byte order mark, so that Excel reads it as UTF-8."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE|-",
    help="Output file; - is standard output. Default: a file in the reports folder; for all and "
    "cheat-sheet, standard output.",
)
@click.option("--force", is_flag=True, help="Replace FILE even if it is no report.")
@click.option(
    "--redact",
    metavar="WORD",
    multiple=True,
    help="Replace WORD by [redacted] in the texts of the cheat sheet, in any case; one of up to 3 "
    "characters only where it is a whole word. May be repeated.",
)
@click.pass_obj
def report(
    workspace: Workspace,
    which: str,
    kind: Extension,
    bom: bool,
    output: str | None,
    force: bool,
    redact: tuple[str, ...],
) -> None:
    """Write the report of the last session, of all sessions, or of the session with the given id.

    A report that is already in the reports folder stays as it is; if the answers of its session have changed
    since, the new report gets a name of its own. An older report in FILE is replaced. A pipe or device is
    written into.

    `report cheat-sheet` prints one page to read before an interview: your best stories with their figures,
    must points that you still miss, your questions for the interviewers and your company notes.
    """
    if which == CHEAT_SHEET:
        write_cheat_sheet(workspace, kind, output, force, redact)
        return
    if redact:
        raise click.UsageError("--redact is for report cheat-sheet only")
    if bom and kind != "csv":
        raise click.UsageError("--bom is for --format csv only")
    reports = find_reports(workspace, which)
    print_workspace_problems(workspace)
    all_sessions = which == "all"
    text = render(workspace, reports, kind, all_sessions=all_sessions, bom=bom)
    if output == "-" or (output is None and all_sessions):
        sys.stdout.write(text)
    elif output is None:
        (single,) = reports
        click.echo(str(store_report(workspace, single, text, kind)))
    else:
        write_output(Path(output), text.encode(), is_report, force=force)


def write_cheat_sheet(
    workspace: Workspace, kind: Extension, output: str | None, force: bool, redact: tuple[str, ...]
) -> None:
    """Write the cheat sheet to a file, or to standard output.

    Raises:
        click.UsageError: it has no such format, or a word to redact is empty.
        WriteError: the file was not written.
    """
    from tpm_tui.exchange.stories.cheat_sheet import is_cheat_sheet
    from tpm_tui.practice.stories.cheat_sheet import build_cheat_sheet
    from tpm_tui.storage.stories.story_file import load_stories

    if kind != "md":
        raise click.UsageError("the cheat sheet is Markdown only; leave out --format")
    if not all(word.strip() for word in redact):
        raise click.UsageError("--redact needs a word")
    text = build_cheat_sheet(workspace, redact)
    print_problems(load_stories(workspace.paths.data).problems)
    print_workspace_problems(workspace)
    if output is None or output == "-":
        sys.stdout.write(text)
    else:
        write_output(Path(output), text.encode(), is_cheat_sheet, force=force)


def find_reports(workspace: Workspace, which: str) -> list[SessionReport]:
    """Return the reports of the sessions that `which` names, oldest first.

    Args:
        workspace: the history and the bank.
        which: "last", "all" or the id of a session.

    Raises:
        click.UsageError: nothing was graded yet, or the session is unknown.
    """
    if which == "all":
        sessions = session_ids(workspace.store.entries())
    elif which == "last":
        last = workspace.store.last_session()
        sessions = [last] if last else []
    else:
        sessions = [which]
    if not sessions:
        raise click.UsageError("no sessions to report: nothing was graded yet")
    try:
        return build_reports(workspace, sessions)
    except UnknownSession as error:
        hint = "to print the reports of all sessions, run: tpm-tui report all"
        raise click.UsageError(f"unknown session {which!r}; {hint}") from error


def render(
    workspace: Workspace, reports: list[SessionReport], kind: Extension, *, all_sessions: bool, bom: bool
) -> str:
    """Return the reports as text in the given format.

    Args:
        workspace: the bank and the facts.
        reports: the reports.
        kind: the format.
        all_sessions: they are of all sessions.
        bom: begin CSV with a byte order mark.
    """
    if kind == "csv":
        from tpm_tui.exchange.session_csv import to_csv

        return to_csv(reports, bom=bom)
    if kind == "json":
        from tpm_tui.exchange.session_json import all_to_json, to_json

        bank, pace = workspace.bank, speaking_pace(workspace)
        return all_to_json(reports, bank, pace) if all_sessions else to_json(reports[0], bank, pace)
    from tpm_tui.exchange.session_markdown import all_to_markdown, to_markdown

    bank, facts, pace = workspace.bank, workspace.facts, speaking_pace(workspace)
    if all_sessions:
        return all_to_markdown(reports, bank, facts, pace)
    return to_markdown(reports[0], bank, facts, pace)
