"""`tpm-tui config`: print the path of the settings file, show settings and change them."""

from __future__ import annotations

import click

from tpm_tui.cli.commands.practice import suggest_names
from tpm_tui.cli.commands.themes import load_every_theme
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.edit import SettingError, change_setting, show_settings


@click.group()
def config() -> None:
    """Show and change settings.

    Settings are stored in a YAML file that you can also edit; all of them are optional.
    """


@config.command()
@click.pass_obj
def path(workspace: Workspace) -> None:
    """Print the path of the settings file, even if it does not exist."""
    click.echo(str(workspace.paths.config))


@config.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show(workspace: Workspace, as_json: bool) -> None:
    """Print all settings and their values, including defaults."""
    from tpm_tui.exchange.json_document import to_json_document

    for problem in workspace.loaded_config.problems:
        click.echo(str(problem), err=True)
    values = show_settings(workspace.config)
    if as_json:
        click.echo(to_json_document(values).rstrip("\n"))
        return
    for name, value in values.items():
        if isinstance(value, dict):
            click.echo(f"{name}:" + ("" if value else " {}"))
            for key, keys in value.items():
                click.echo(f"  {key}: {keys}")
        else:
            shown = (
                list(value)
                if isinstance(value, (list, tuple))
                else str(value).lower()
                if isinstance(value, bool)
                else "none"
                if value is None
                else value
            )
            click.echo(f"{name}: {shown}")


@config.command("set")
@click.argument("name")
@click.argument("value")
@click.pass_obj
def set_(workspace: Workspace, name: str, value: str) -> None:
    """Change one setting in the settings file.

    The rest of the file, comments included, stays as it is.

    \b
    Examples:
      tpm-tui config set interview 2026-12-03
      tpm-tui config set per_day 8
      tpm-tui config set theme paper
    """
    if name == "theme" and value not in (known := load_every_theme(workspace).themes):
        raise click.UsageError(f"unknown theme {value!r}; {suggest_names(value, known)}")
    try:
        change_setting(workspace.paths.config, name, value)
    except SettingError as error:
        raise click.UsageError(str(error)) from error
    workspace.reload_config()
    click.echo(clean_line(f"{name}: {value}"))
