"""`tpm-tui merge`: add what another machine, a backup or a sync tool's conflict copy has more."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_problems
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.core.text.plural import plural
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.exchange.messages import backed_up_message
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.merge import (
    MergeResult,
    MergeSource,
    archive_conflict_copies,
    list_conflict_copies,
    read_conflict_copies,
    read_merge_source,
)
from tpm_tui.storage.backup.merge import merge as merge_sources
from tpm_tui.storage.files.errors import DataFolderError, os_errors_as_data_folder_errors
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.stories.merge import MergedTexts, list_text_copies


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE|FOLDER]...")
@json_option
@click.pass_obj
def merge(workspace: Workspace, sources: tuple[Path, ...], as_json: bool) -> None:
    """Merge another data folder, a backup, a history (*.jsonl) or stories (*.yaml) into yours.

    Without arguments, merge the conflict copies that a sync tool has made of the history, the stories and the
    lists (`2026-11.sync-conflict-...`); a copy that cannot be read does not prevent the others. What you
    already have is skipped, so you can merge repeatedly and in both directions: both machines end up with
    the same boxes. Of a story that was changed on both sides, the newest text stays and the other one is kept
    under a new id. Your data is backed up first.
    """
    found, problems = read_sources(workspace, sources)
    done = merge_sources(workspace.paths, found, workspace.now())
    if done.entries:
        workspace.store.rebuild()
        workspace.store.checkpoint()
    read = {source.path.resolve() for source in found}
    with os_errors_as_data_folder_errors("The history"):
        copies = [*list_conflict_copies(workspace.paths), *list_text_copies(workspace.paths.data)]
    merged = [copy for copy in copies if copy.resolve() in read]
    archived = archive_conflict_copies(workspace.paths, merged)
    left_out = [problem for source in found for problem in source.texts.problems]
    print_problems([*problems, *left_out])
    if as_json:
        result = {
            "entries": done.entries,
            "answers": done.answers,
            "stories": done.texts.stories,
            "kept_stories": [{"story": each.story, "copy": each.copy} for each in done.texts.kept],
            "list_texts": done.texts.list_texts,
            "damaged": sum(source.damaged for source in found),
            "sources": [str(source.path) for source in found],
            "backup": str(done.backup) if done.backup else None,
            "skipped": [str(problem) for problem in (*problems, *left_out)],
        }
        click.echo(to_json_document(result), nl=False)
    else:
        for line in describe_merge(found, done, archived):
            click.echo(line)
    sys.exit(1 if problems else 0)


def read_sources(workspace: Workspace, sources: Sequence[Path]) -> tuple[list[MergeSource], list[Problem]]:
    """Read the given sources, or the conflict copies in the history; an unreadable copy is a problem.

    Raises:
        click.UsageError: a given source has no history.
    """
    if not sources:
        return read_conflict_copies(workspace.paths)
    try:
        return [read_merge_source(path) for path in sources], []
    except DataFolderError as error:
        raise click.UsageError(str(error)) from error


def describe_merge(found: Sequence[MergeSource], done: MergeResult, archived: Path | None) -> Iterator[str]:
    """Yield lines with the sources, what was merged, and where the previous data and the copies are.

    Args:
        found: the sources.
        done: what was merged.
        archived: the folder of merged conflict copies; None if there were none.
    """
    yield from map(describe_source, found)
    if not found:
        yield "No conflict copies found; give a file or folder to merge."
        return
    answers = f", including {plural(done.answers, 'answer')}" if done.entries else ""
    yield f"Merged {plural(done.entries, 'new entry', 'new entries')}{answers}."
    yield from describe_texts(done.texts)
    if done.backup is not None:
        yield backed_up_message(done.backup)
    if archived is not None:
        yield f"Conflict copies were moved to {printable_line(str(archived))}"


def describe_texts(texts: MergedTexts) -> Iterator[str]:
    """Yield lines with the stories and texts of lists that were merged."""
    if texts.stories:
        yield f"Merged {plural(texts.stories, 'new or newer story', 'new or newer stories')}."
    for each in texts.kept:
        yield f"The story {each.story} was changed on both sides: the older text is now {each.copy}."
    if texts.list_texts:
        yield f"Merged {plural(texts.list_texts, 'text')} of your lists."


def describe_source(source: MergeSource) -> str:
    """Return a line with the path of a source and its numbers of entries and damaged lines."""
    damaged = f", {plural(source.damaged, 'damaged line')} skipped" if source.damaged else ""
    stories = f", {plural(len(source.texts.stories), 'story', 'stories')}" if source.texts.stories else ""
    entries = plural(len(source.lines), "entry", "entries")
    return f"{printable_line(str(source.path))}: {entries}{damaged}{stories}"
