"""`tpm-tui merge`: add the history of another machine, a backup or a sync tool's conflict copy."""

from __future__ import annotations

from pathlib import Path

import click

from tpm_tui.cli.output.options import json_option
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.exchange.messages import backed_up_message
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.merge import (
    MergeSource,
    archive_conflict_copies,
    list_conflict_copies,
    read_merge_source,
)
from tpm_tui.storage.backup.merge import merge as merge_sources
from tpm_tui.storage.doctor.phrases import pluralize
from tpm_tui.storage.files.errors import DataFolderError, os_errors_as_data_folder_errors


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]...")
@json_option
@click.pass_obj
def merge(workspace: Workspace, sources: tuple[Path, ...], as_json: bool) -> None:
    """Merge the history of another data folder, a backup or a history file (*.jsonl) into yours.

    Without arguments, merge the conflict copies that a sync tool has put into the history folder
    (`2026-11.sync-conflict-...`). Entries that you already have are skipped, so you can merge repeatedly and
    in both directions: both machines end up with the same boxes. Your data is backed up first.
    """
    with os_errors_as_data_folder_errors("The history"):
        own = list_conflict_copies(workspace.paths)
    try:
        found = [read_merge_source(path) for path in sources or own]
    except DataFolderError as error:
        if sources:
            raise click.UsageError(str(error)) from error
        raise
    done = merge_sources(workspace.paths, found, workspace.now())
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
            "backup": str(done.backup) if done.backup else None,
        }
        click.echo(to_json_document(result), nl=False)
        return
    for line in (describe_source(source) for source in found):
        click.echo(line)
    if not found:
        click.echo("No conflict copies found in the history; give a file or folder to merge.")
        return
    answers = f", including {pluralize(done.answers, 'answer')}" if done.entries else ""
    click.echo(f"Merged {pluralize(done.entries, 'new entry', 'new entries')}{answers}.")
    if done.backup is not None:
        click.echo(backed_up_message(done.backup))


def describe_source(source: MergeSource) -> str:
    """Return a line with the path of a source and its numbers of entries and damaged lines."""
    damaged = f", {pluralize(source.damaged, 'damaged line')} skipped" if source.damaged else ""
    return f"{clean_line(str(source.path))}: {pluralize(len(source.lines), 'entry', 'entries')}{damaged}"
