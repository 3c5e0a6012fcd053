"""`tpm-tui story`: write, list, check and match stories of one's own."""

from __future__ import annotations

import sys

import click

from tpm_tui.cli.commands.story.write import edit, new
from tpm_tui.cli.output.help import GroupWithHelp
from tpm_tui.cli.output.lookup import lookup_story
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_problems, print_workspace_problems, problem_line
from tpm_tui.cli.output.styles import stdout_style, wrapped
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.style import Role
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.exchange.messages import NO_CHANGE
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.story_file import load_stories

NO_STORIES = "No stories yet. To write one, run: tpm-tui story new"

STORY_EXAMPLES = """\b
Examples:
  tpm-tui story new                       write a story in your editor
  tpm-tui story new --title 'The move' --action 'I led ...' --result '...'
  tpm-tui story matrix                    show the questions without a story
"""


@click.group(cls=GroupWithHelp, epilog=STORY_EXAMPLES)
def story() -> None:
    """Write, list, check and match stories of your own.

    A story is what you did once: context, action, result, learning, and its figures. One story can serve
    several questions. Stories are in stories.yaml of the data folder, a plain file that you can edit.
    """


story.add_command(new)
story.add_command(edit)


@story.command("list")
@json_option
@click.pass_obj
def list_(workspace: Workspace, as_json: bool) -> None:
    """List stories: id, title, length, and the parts that are missing."""
    loaded = load_stories(workspace.paths.data)
    print_problems(loaded.problems)
    if as_json:
        from tpm_tui.exchange.stories.story_text import story_json

        found = {"stories": [story_json(each) for each in loaded.stories], "left_out": loaded.left_out}
        click.echo(to_json_document(found), nl=False)
        return
    from tpm_tui.exchange.stories.story_text import story_summary

    if not loaded.stories:
        click.echo(NO_STORIES)
    width = max((len(each.id) for each in loaded.stories), default=0)
    for each in loaded.stories:
        click.echo(wrapped(story_summary(each), left=f"{each.id:<{width}}  "))


@story.command()
@click.argument("name", metavar="ID")
@click.option("--yes", is_flag=True, help="Remove without asking for confirmation.")
@click.pass_obj
def remove(workspace: Workspace, name: str, yes: bool) -> None:
    """Remove a story; ID may be how the id begins.

    Backups keep it: `tpm-tui merge BACKUP` adds it again.
    """
    from tpm_tui.storage.stories.save import remove_story

    found = lookup_story(workspace, name)
    if not yes and not click.confirm(f"Remove {found.id} ({found.title})?", err=True):
        click.echo(NO_CHANGE, err=True)
        sys.exit(1)
    remove_story(workspace.paths.data, found)
    click.echo(f"Removed {found.id}")


@story.command()
@json_option
@click.pass_obj
def check(workspace: Workspace, as_json: bool) -> None:
    """Check the stories for errors.

    Every error is printed with file, line, column and how to fix it. A story with an error is left out until
    it is corrected; the others are used. Exits with 1 if there is an error; warnings do not count.
    """
    loaded = load_stories(workspace.paths.data)
    if as_json:
        result = {
            "ok": not loaded.errors,
            "stories": len(loaded.stories),
            "left_out": loaded.left_out,
            "errors": [
                {
                    "file": problem.file,
                    "line": problem.line,
                    "column": problem.column,
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in loaded.errors
            ],
            "warnings": [str(problem) for problem in loaded.problems if not problem.is_error],
        }
        click.echo(to_json_document(result), nl=False)
    else:
        for problem in loaded.problems:
            click.echo(problem_line(problem))
        left_out = f", {loaded.left_out} left out" if loaded.left_out else ""
        summary = plural(len(loaded.errors), "error") if loaded.errors else "no errors"
        click.echo(f"{plural(len(loaded.stories), 'story', 'stories')}{left_out}, {summary}.")
    sys.exit(1 if loaded.errors else 0)


@story.command()
@json_option
@click.pass_obj
def matrix(workspace: Workspace, as_json: bool) -> None:
    """Show which stories serve which questions.

    The weakest questions come first. A story serves a question if it has an action and a result, surely makes
    one of its key points, and is near to it in points and title, or in its words. That can be wrong: `--json`
    has the sentence for each point. Technical questions are left out. The percentage says how many of the key
    points the story makes; must points count twice. `lacks` names the must points to add.
    """
    from tpm_tui.exchange.stories.matrix_text import matrix_json, matrix_summary, question_lines, story_lines
    from tpm_tui.practice.stories.matrix import StoryMatcher

    matcher = StoryMatcher(workspace)
    loaded = matcher.load_stories()
    found = matcher.matrix(loaded)
    print_problems(loaded.problems)
    print_workspace_problems(workspace)
    if as_json:
        click.echo(to_json_document(matrix_json(found, workspace.bank.by_id)), nl=False)
        return
    if not loaded.stories:
        click.echo(NO_STORIES)
        return
    style = stdout_style()
    click.echo(wrapped(matrix_summary(found)))
    click.echo()
    click.echo(style("Questions, the weakest first", Role.HEADING))
    for left, text in question_lines(found):
        click.echo(wrapped(text, left=left))
    click.echo()
    click.echo(style("Stories", Role.HEADING))
    for left, text in story_lines(found):
        click.echo(wrapped(text, left=left))
