"""`tpm-tui story new` and `story edit`: from options, or in the learner's editor."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
from msgspec.structs import replace

from tpm_tui.cli.output.lookup import lookup_story
from tpm_tui.core.stories.story import Story
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.exchange.messages import NO_CHANGE
from tpm_tui.practice.files.editor_command import editor_command
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.documents.exports import write_export
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.settings.config import DEFAULT_EDITOR
from tpm_tui.storage.stories.own_files import stories_path
from tpm_tui.storage.stories.save import save_story, story_id
from tpm_tui.storage.stories.story_file import load_stories
from tpm_tui.storage.stories.story_form import parse_story_form, story_form

UNTITLED = "untitled"
"""The id of a new story until it has a title."""


@click.command()
@click.option("--title", metavar="TEXT", help="Title; with it, the story is saved without an editor.")
@click.option("--context", default="", metavar="TEXT", help="Where and when it was, and what was at stake.")
@click.option("--action", default="", metavar="TEXT", help="What you did yourself.")
@click.option("--result", default="", metavar="TEXT", help="What came of it.")
@click.option("--learning", default="", metavar="TEXT", help="What you do differently since then.")
@click.option(
    "--figure", "figures", multiple=True, metavar="TEXT", help="A figure to remember; may be repeated."
)
@click.option("--tag", "tags", multiple=True, metavar="TEXT", help="A tag; may be repeated.")
@click.pass_obj
def new(
    workspace: Workspace,
    title: str | None,
    context: str,
    action: str,
    result: str,
    learning: str,
    figures: tuple[str, ...],
    tags: tuple[str, ...],
) -> None:
    """Write a new story.

    Without --title a form opens in your editor (the setting `editor`, or $EDITOR); the other options fill it
    in. With --title the story is saved at once.
    """
    story = Story(
        id=UNTITLED,
        title=title or "",
        context=context,
        action=action,
        result=result,
        learning=learning,
        figures=figures,
        tags=tags,
    )
    with filled_in(workspace, story) if title is None else nullcontext(story) as filled:
        taken = {each.id for each in load_stories(workspace.paths.data).stories}
        new_id = story_id(filled.title, taken)
        saved = save_story(workspace.paths.data, replace(filled, id=new_id, updated=workspace.now()))
    click.echo(printable_line(f"Added {saved.id} at {stories_path(workspace.paths.data)}"))
    click.echo("To see which questions it serves, run: tpm-tui story matrix")


@click.command()
@click.argument("name", metavar="ID")
@click.pass_obj
def edit(workspace: Workspace, name: str) -> None:
    """Edit a story in your editor; ID may be how the id begins.

    A form with the story opens in your editor (the setting `editor`, or $EDITOR). Only what you change is
    written; the rest of stories.yaml stays as it is.
    """
    before = lookup_story(workspace, name)
    with filled_in(workspace, before) as after:
        if after == before:
            click.echo(NO_CHANGE)
            return
        saved = save_story(workspace.paths.data, replace(after, updated=workspace.now()), replaces=before)
    if saved.id != before.id:
        click.echo(f"{before.id} was changed meanwhile, so your text was saved beside it, as {saved.id}")
        return
    click.echo(f"Saved {saved.id}")


@contextmanager
def filled_in(workspace: Workspace, story: Story) -> Iterator[Story]:
    """Open a story in the editor and yield it as filled in; exit with 1 if it cannot be read.

    The form is removed at the end; if the story could not be saved, it stays, and its place is printed.

    Raises:
        click.UsageError: there is no terminal for an editor, and none is set.
        WriteError: the form was not written.
    """
    editor = workspace.config.find_editor(os.environ)
    if editor == DEFAULT_EDITOR and not sys.stdin.isatty():
        raise click.UsageError("no terminal for an editor; write --title and the other options instead")
    form = story_form(story)
    path = write_export(workspace.paths.exports, workspace.now(), f"{story.id} story", form, ".yaml")
    kept = f"Nothing was saved; what you typed is in {path}"
    while True:
        found = _run_editor(editor, path) or _read(path, story)
        if isinstance(found, Story):
            break
        is_unchanged = _is_unchanged(path, form)
        if not is_unchanged or not found.file:  # without a file, the editor has failed
            click.echo(printable_line(f"tpm-tui: {found}"), err=True)
        if is_unchanged:
            private.remove(path)
            click.echo("Nothing was saved.", err=True)
            sys.exit(1)
        if not sys.stdin.isatty() or not click.confirm("Open it again?", default=True, err=True):
            click.echo(printable_line(kept), err=True)
            sys.exit(1)
    try:
        yield found
    except WriteError:
        click.echo(printable_line(kept), err=True)
        raise
    private.remove(path)


def _run_editor(editor: str, path: Path) -> Problem | None:
    """Run the editor and wait until it exits; return why it failed, if it did."""
    try:
        command = editor_command(editor, path, 1)
        code = subprocess.run(command, check=False).returncode
    except ValueError as error:
        return file_problem("", f"editor: {error}")
    except OSError as error:
        hint = "set $EDITOR, or `editor` in the settings file"
        return file_problem("", f"{editor}: {error.strerror}", hint)
    return file_problem("", f"{Path(command[0]).name}: exit code {code}") if code else None


def _is_unchanged(path: Path, form: str) -> bool:
    try:
        return read_bytes(path)[0].strip() == form.encode().strip()
    except ReadError:
        return False


def _read(path: Path, story: Story) -> Story | Problem:
    try:
        data, _ = read_bytes(path)
    except ReadError as error:
        return error.problem
    return parse_story_form(data, path, story)
