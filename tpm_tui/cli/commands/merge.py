"""`tpm-tui merge`: the answers of another machine, a backup, or a sync tool's copy."""

from __future__ import annotations

from pathlib import Path

import click

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.merge import MergeSource, archive_conflict_copies, conflict_copies, read_source
from tpm_tui.storage.backup.merge import merge as take_in
from tpm_tui.storage.doctor.finding import counted
from tpm_tui.storage.files.errors import DataFolderError, os_errors_as_data_folder_errors


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def merge(workspace: Workspace, sources: tuple[Path, ...], as_json: bool) -> None:
    """Take in the history of another data folder, of a backup, or of any file of its lines.

    Without a name: the copies that a sync tool has put into the history (`2026-11.sync-conflict-...`). An
    answer that is here already does not come in twice, so merge as often as you like, in both directions,
    and both machines come to the same boxes. What is here is backed up first.
    """
    with os_errors_as_data_folder_errors("The history"):
        own = conflict_copies(workspace.paths)
    try:
        found = [read_source(path) for path in sources or own]
    except DataFolderError as error:
        if sources:
            raise click.UsageError(str(error)) from error
        raise
    done = take_in(workspace.paths, found, workspace.now())
    if done.entries:
        workspace.store.rebuild()
        workspace.store.checkpoint()
    given = {path.resolve() for path in sources}
    merged = [copy for copy in own if not sources or copy.resolve() in given]
    archive_conflict_copies(workspace.paths, merged)
    if as_json:
        result = {
            "entries": done.entries,
            "answers": done.answers,
            "damaged": sum(source.damaged for source in found),
            "sources": [str(source.path) for source in found],
            "backup": str(done.before) if done.before else None,
        }
        click.echo(to_json_document(result), nl=False)
        return
    for line in (describe_source(source) for source in found):
        click.echo(line)
    if not found:
        click.echo("There are no copies of a sync tool in the history; name a file or folder to merge.")
        return
    answers = f", {counted(done.answers, 'answer')} among them" if done.entries else ""
    came = "entry came" if done.entries == 1 else "entries came"
    click.echo(f"{done.entries} {came} in{answers}.")
    if done.before is not None:
        click.echo(f"What was here is in {done.before}")


def describe_source(source: MergeSource) -> str:
    """What a source held."""
    damaged = f", {counted(source.damaged, 'damaged line')} left where it is" if source.damaged else ""
    return f"{clean_line(str(source.path))}: {counted(len(source.lines), 'entry', 'entries')}{damaged}"
