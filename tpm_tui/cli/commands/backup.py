"""`tpm-tui backup`: everything that is the learner's, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.write import backups, write_backup
from tpm_tui.storage.files.errors import os_errors_as_data_folder_errors


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--list", "listing", is_flag=True, help="List the backups instead.")
@click.pass_obj
def backup(workspace: Workspace, file: Path | None, listing: bool) -> None:
    """Write history, boxes, drafts, your own questions, themes and settings to one zip file.

    The file is private, is read back before it counts, and can be looked into with any tool. By default it
    goes among the backups, named after the time. While you practise, one is written every half hour if
    something changed; of those older than two days a few are kept (the setting `backups`).
    """
    if listing:
        list_backups(workspace)
        return
    written = write_backup(workspace.paths, workspace.now(), target=file)
    if written is None:
        click.echo("There is nothing to back up yet.", err=True)
    else:
        click.echo(str(written))


def list_backups(workspace: Workspace) -> None:
    """Print the backups, oldest first."""
    with os_errors_as_data_folder_errors("The backups"):
        sizes = [(each, -(-each.path.stat().st_size // 1024)) for each in backups(workspace.paths)]
    for each, size in sizes:
        kibibytes, reason = f"{size} KiB", each.reason or "by hand"
        click.echo(f"{each.made:%Y-%m-%d %H:%M}  {kibibytes:>9}  {reason:<15} {each.path}")
