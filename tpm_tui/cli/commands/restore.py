"""`tpm-tui restore`: replace the learner's data with a backup."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tpm_tui.cli.output.problems import print_problems
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.messages import NO_CHANGE, backed_up_message
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.restore import BackupSummary, summarize_backup
from tpm_tui.storage.backup.restore import restore as restore_backup
from tpm_tui.storage.files.errors import DataFolderError

MAX_LINE_LENGTH = 200
"""Characters printed of a backup's own description, which is untrusted text."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Restore without asking for confirmation.")
@click.pass_obj
def restore(workspace: Workspace, file: Path, yes: bool) -> None:
    """Replace your data with a backup, after backing up your current data.

    History and boxes are replaced by those of the backup. Its drafts, stories, lists, questions, themes and
    settings replace those of the same name; others stay. To add the answers of a backup to yours instead, use
    `tpm-tui merge`.
    A program that the settings name (editor) is restored only if you confirm it, never with --yes.
    """
    try:
        found = summarize_backup(file)
    except DataFolderError as error:
        raise click.UsageError(str(error)) from error
    for line in describe_backup(found):
        click.echo(line)
    if not yes and not click.confirm("Replace your current data with this backup?", err=True):
        click.echo(NO_CHANGE, err=True)
        sys.exit(1)
    with_editor = False
    if found.editor and found.editor != workspace.config.editor and not yes:
        click.echo(f"Its settings name a program: editor: {clean_line(found.editor)[:MAX_LINE_LENGTH]}")
        question = "Restore this setting too? The app runs the program when you edit a question."
        with_editor = click.confirm(question, err=True)
    done = restore_backup(workspace.paths, file, workspace.now(), with_editor=with_editor)
    print_problems(done.problems)
    if done.backup is not None:
        click.echo(backed_up_message(done.backup))
    click.echo(f"Restored {plural(done.files, 'file')}.")


def describe_backup(found: BackupSummary) -> list[str]:
    """Return lines that describe a backup: time, version and reason, answers, drafts, questions, settings."""
    made = found.contents
    reason = f", {made.reason.replace('-', ' ')}" if made.reason else ""
    first_line = f"Made {made.made:%Y-%m-%d %H:%M} by tpm-tui {made.version}{reason}."
    lines = [clean_line(first_line)[:MAX_LINE_LENGTH]]
    if found.first and found.last:
        totals = f"{plural(found.answers, 'answer')} to {plural(found.questions, 'question')}"
        lines.append(f"{totals}, {found.first} to {found.last}.")
    else:
        lines.append("No answers.")
    rest = [
        plural(found.drafts, "draft"),
        *([plural(found.stories, "story", "stories")] if found.stories else []),
        plural(found.banks, "file of your own questions", "files of your own questions"),
        "settings" if found.settings else "no settings",
    ]
    lines.append(", ".join(rest) + ".")
    if found.damaged:
        lines.append(f"{plural(found.damaged, 'damaged line')} in the history, restored unchanged.")
    return lines
