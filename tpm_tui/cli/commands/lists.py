"""`tpm-tui lists`: questions for the interviewers and company notes."""

from __future__ import annotations

import sys

import click
from msgspec.structs import replace

from tpm_tui.cli.output.help import GroupWithHelp
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_problems, problem_line
from tpm_tui.cli.output.styles import stdout_style, wrapped
from tpm_tui.core.stories.own_lists import LIST_NAMES, OwnLists
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.style import Role
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.exchange.stories.list_titles import LIST_TITLES
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.lists import load_lists, save_lists

LIST = click.Choice(LIST_NAMES)

LISTS_EXAMPLES = """\b
Examples:
  tpm-tui lists add questions 'How do you decide what to stop?'
  tpm-tui lists add company 'Two games since 2021' 'No bonuses'
  tpm-tui lists remove questions 2
"""


@click.group(cls=GroupWithHelp, epilog=LISTS_EXAMPLES)
def lists() -> None:
    """Show and change your questions for the interviewers and your company notes.

    `questions` are those that you want to put to the interviewers, `company` is what you want to remember
    about the company. Both are on the cheat sheet: tpm-tui report cheat-sheet.
    """


@lists.command()
@json_option
@click.pass_obj
def show(workspace: Workspace, as_json: bool) -> None:
    """Show both lists, with the numbers of their texts."""
    loaded = load_lists(workspace.paths.data)
    print_problems(loaded.problems)
    if as_json:
        click.echo(
            to_json_document({name: list(getattr(loaded.lists, name)) for name in LIST_NAMES}), nl=False
        )
        return
    style = stdout_style()
    for name in LIST_NAMES:
        texts: tuple[str, ...] = getattr(loaded.lists, name)
        click.echo(style(f"{LIST_TITLES[name]} ({name})", Role.HEADING))
        if not texts:
            click.echo(f"  none yet; to add one, run: tpm-tui lists add {name} TEXT")
        for number, text in enumerate(texts, start=1):
            click.echo(wrapped(text, left=f"{number:>3}  "))


@lists.command()
@click.argument("name", type=LIST, metavar="questions|company")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.pass_obj
def add(workspace: Workspace, name: str, texts: tuple[str, ...]) -> None:
    """Add texts at the end of a list; those that it has already are skipped."""
    if not all(map(clean_line, texts)):
        raise click.UsageError("a text is empty; write it, or leave it out")
    before = load_lists(workspace.paths.data).lists
    after = save_lists(
        workspace.paths.data, _with_texts(before, name, (*_texts(before, name), *texts)), before
    )
    added = len(_texts(after, name)) - len(_texts(before, name))
    click.echo(f"Added {plural(added, 'text')} to {name}")


@lists.command()
@click.argument("name", type=LIST, metavar="questions|company")
@click.argument("number", type=click.IntRange(min=1))
@click.pass_obj
def remove(workspace: Workspace, name: str, number: int) -> None:
    """Remove the text with this number from a list."""
    before = load_lists(workspace.paths.data).lists
    texts = _texts(before, name)
    if number > len(texts):
        raise click.UsageError(f"{name} has {plural(len(texts), 'text')}; to see them: tpm-tui lists show")
    left = (*texts[: number - 1], *texts[number:])
    save_lists(workspace.paths.data, _with_texts(before, name, left), before)
    click.echo(f"Removed: {texts[number - 1]}")


@lists.command()
@click.pass_obj
def check(workspace: Workspace) -> None:
    """Check lists.yaml for errors; exits with 1 if there is one."""
    loaded = load_lists(workspace.paths.data)
    for problem in loaded.problems:
        click.echo(problem_line(problem))
    count = sum(len(_texts(loaded.lists, name)) for name in LIST_NAMES)
    summary = plural(len(loaded.errors), "error") if loaded.errors else "no errors"
    click.echo(f"{plural(count, 'text')}, {summary}.")
    sys.exit(1 if loaded.errors else 0)


def _texts(of: OwnLists, name: str) -> tuple[str, ...]:
    texts: tuple[str, ...] = getattr(of, name)
    return texts


def _with_texts(before: OwnLists, name: str, texts: tuple[str, ...]) -> OwnLists:
    return replace(before, **{name: texts})
