"""`tpm-tui config`: print the path and the schema of the settings file, show settings and change them."""

from __future__ import annotations

import os

import click

from tpm_tui.cli.commands.themes import load_every_theme
from tpm_tui.cli.output.help import GroupWithHelp
from tpm_tui.cli.output.lookup import suggest_names
from tpm_tui.cli.output.problems import print_unused_per_day
from tpm_tui.cli.output.styles import stdout_style, wrapped
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.style import Role
from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.edit import SettingError


@click.group(cls=GroupWithHelp)
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
@click.option("--json", "as_json", is_flag=True, help="Print the values as one JSON document.")
@click.option(
    "--markdown", is_flag=True, help="Print the defaults as a Markdown table, as in the documentation."
)
@click.pass_context
def show(ctx: click.Context, as_json: bool, markdown: bool) -> None:
    """Print all settings: what each does, its value, and where the value comes from.

    A value comes from the settings file, from an environment variable, or it is the default.
    """
    from tpm_tui.exchange.json_document import to_json_document
    from tpm_tui.storage.settings.describe import describe_settings, settings_json, settings_markdown

    if markdown:
        click.echo(settings_markdown(), nl=False)
        return
    workspace = ctx.find_object(Workspace)
    assert workspace is not None
    loaded = workspace.loaded_config
    for problem in loaded.problems:
        click.echo(str(problem), err=True)
    if as_json:
        click.echo(to_json_document(settings_json(loaded.config)), nl=False)
        return
    file = str(workspace.paths.config)
    style = stdout_style()
    click.echo(style(clean_line(f"# Settings file: {file} ({_file_origin(ctx)})"), Role.NOTE))
    for setting in describe_settings(loaded, file, os.environ):
        comment = wrapped(clean_line(f"{setting.description} ({setting.origin})"), margin=2)
        click.echo()
        for line in comment.split("\n"):
            click.echo(style(f"# {line}", Role.NOTE))
        click.echo(f"{style(f'{setting.name}:', Role.HEADING)} {clean_line(str(setting.value))}".rstrip())


def _file_origin(ctx: click.Context) -> str:
    """Return what names the settings file: an option, an environment variable, or nothing."""
    if ctx.find_root().params["config"]:
        return "option --config"
    return "$TPM_TUI_CONFIG" if os.environ.get("TPM_TUI_CONFIG") else "default"


@config.command()
def schema() -> None:
    """Print the JSON Schema of the settings file, for completion and checks in your editor."""
    from tpm_tui.storage.settings.describe import config_schema_text

    click.echo(config_schema_text(), nl=False)


@config.command("set")
@click.argument("name")
@click.argument("value")
@click.pass_obj
def set_(workspace: Workspace, name: str, value: str) -> None:
    """Change one setting in the settings file.

    The rest of the file, comments included, stays as it is. Several values are separated by commas.
    Dates may be written as 2027-12-09, '9 dec', fri, tomorrow or 'in 10 days'.

    \b
    Examples:
      tpm-tui config set interview '9 dec'
      tpm-tui config set intervals 1,3,7,14
      tpm-tui config set theme paper
    """
    if name == "theme" and value not in (known := load_every_theme(workspace).themes):
        raise click.UsageError(f"unknown theme {value!r}; {suggest_names(value, known)}")
    try:
        new = change_setting_today(workspace, name, value)
    except SettingError as error:
        raise click.UsageError(str(error)) from error
    click.echo(clean_line(f"{name}: {new}"))
    if name == "per_day":
        print_unused_per_day(workspace)
