"""`tpm-tui themes`: list themes and check theme files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from tpm_tui.cli.output.help import GroupWithHelp
from tpm_tui.cli.output.problems import print_problems, problem_line, unknown_names_in_config
from tpm_tui.cli.output.styles import wrapped
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import LoadedThemes, check_theme, load_themes


@click.group(cls=GroupWithHelp)
def themes() -> None:
    """List themes and check theme files.

    Choose a theme with `tpm-tui config set theme NAME`, or with T in the app.
    """


@themes.command("list")
@click.pass_obj
def list_(workspace: Workspace) -> None:
    """List all themes; the current one is marked *."""
    loaded = load_every_theme(workspace)
    names = unknown_names_in_config(workspace, loaded.themes)
    settings = (*workspace.loaded_config.problems, *names, *workspace.unknown_date_topics())
    print_problems((*settings, *loaded.problems))
    for theme in loaded.themes.values():
        mark = "*" if theme.name == workspace.config.theme else " "
        kind = "16 colours" if theme.ansi else "dark" if theme.dark else "light"
        click.echo(wrapped(theme.title, left=f"{mark} {theme.name:<16} {kind:<11} "))


@themes.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.pass_obj
def check(workspace: Workspace, files: tuple[Path, ...]) -> None:
    """Check theme files for errors.

    Without FILES, all themes are checked. Exits with 1 if there is an error.
    """
    if files:
        for file in files:
            if not os.path.lexists(file):
                raise click.UsageError(f"{file}: no such file")
        problems = [problem for file in files for problem in check_theme(file)]
        count = len(files)
    else:
        loaded = load_every_theme(workspace)
        problems = list(loaded.problems)
        count = len(loaded.themes)
    for problem in problems:
        click.echo(problem_line(problem))
    if any(problem.is_error for problem in problems):
        sys.exit(1)
    click.echo(f"{count} themes, no errors." if count != 1 else "1 theme, no errors.")


def load_every_theme(workspace: Workspace) -> LoadedThemes:
    """Load the themes that come with tpm-tui and the learner's own."""
    folders = [folder for folder in (shipped_themes(), workspace.paths.themes) if folder.is_dir()]
    return load_themes(folders, workspace.paths.cache)
