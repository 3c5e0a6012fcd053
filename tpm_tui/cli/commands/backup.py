"""`tpm-tui backup`: write all of the learner's data to one zip file."""

from __future__ import annotations

from pathlib import Path

import click

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.write import find_backups, write_backup
from tpm_tui.storage.files.errors import os_errors_as_data_folder_errors


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--list", "listing", is_flag=True, help="List the existing backups instead.")
@click.pass_obj
def backup(workspace: Workspace, file: Path | None, listing: bool) -> None:
    """Write history, boxes, drafts, your own questions, themes and settings to one zip file.

    The file is readable only by you, is verified after writing, and opens with any zip tool. Without FILE it
    is written to the backups folder and named after the current time. During practice a backup is made
    automatically every half hour if something changed. After two days only daily, weekly and monthly ones are
    kept (see the setting `backups`). Restore one with `tpm-tui restore FILE`.
    """
    if listing:
        list_backups(workspace)
        return
    written = write_backup(workspace.paths, workspace.now(), target=file)
    if written is None:
        click.echo("There is no data to back up yet.", err=True)
    else:
        click.echo(str(written))


def list_backups(workspace: Workspace) -> None:
    """Print the time, size, reason and path of each backup, oldest first."""
    with os_errors_as_data_folder_errors("The backups"):
        sizes = [(each, -(-each.path.stat().st_size // 1024)) for each in find_backups(workspace.paths)]
    for each, size in sizes:
        kibibytes, reason = f"{size} KiB", each.reason or "manual"
        click.echo(f"{each.made:%Y-%m-%d %H:%M}  {kibibytes:>9}  {reason:<15} {each.path}")
