"""`tpm-tui restore`: a backup in the place of what is here."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.restore import BackupSummary, summarize_backup
from tpm_tui.storage.backup.restore import restore as put_in_place
from tpm_tui.storage.doctor.finding import counted
from tpm_tui.storage.files.errors import DataFolderError

LONGEST_LINE = 200
"""Of what a backup says of itself, which a stranger may have written."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(workspace: Workspace, file: Path, yes: bool) -> None:
    """Put a backup in the place of what is here; what is here is backed up first.

    History and boxes become those of the backup. Its drafts, questions, themes and settings replace those
    of the same name, and others stay. To add the answers of a backup instead, see `tpm-tui merge`.
    """
    try:
        found = summarize_backup(file)
    except DataFolderError as error:
        raise click.UsageError(str(error)) from error
    for line in describe_backup(found):
        click.echo(line)
    if not yes and not click.confirm("Put it in the place of what is here?", err=True):
        click.echo("Nothing was changed.", err=True)
        sys.exit(1)
    done = put_in_place(workspace.paths, file, workspace.now())
    if done.before is not None:
        click.echo(f"What was here is in {done.before}")
    click.echo(f"Restored {counted(done.files, 'file')}.")


def describe_backup(found: BackupSummary) -> list[str]:
    """What a backup holds."""
    made = found.contents
    what = f", {made.reason.replace('-', ' ')}" if made.reason else ""
    lines = [clean_line(f"Made {made.made:%Y-%m-%d %H:%M} by tpm-tui {made.version}{what}.")[:LONGEST_LINE]]
    if found.first and found.last:
        about = f"{counted(found.answers, 'answer')} to {counted(found.questions, 'question')}"
        lines.append(f"{about}, {found.first} to {found.last}.")
    else:
        lines.append("No answers.")
    rest = [
        counted(found.drafts, "draft"),
        counted(found.banks, "file of own questions", "files of own questions"),
        "settings" if found.settings else "no settings",
    ]
    lines.append(", ".join(rest) + ".")
    if found.damaged:
        lines.append(
            f"{counted(found.damaged, 'line')} of the history cannot be read; kept as in the backup."
        )
    return lines
