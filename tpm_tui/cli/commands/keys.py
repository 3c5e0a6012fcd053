"""`tpm-tui keys`: print all key bindings, including those changed in the settings."""

from __future__ import annotations

import click

from tpm_tui.cli.commands.themes import load_every_theme
from tpm_tui.cli.output.problems import print_problems, unknown_names_in_config
from tpm_tui.cli.output.styles import stdout_style, wrapped
from tpm_tui.core.text.style import Role
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import GROUPS
from tpm_tui.ui.keys.keymap import Keymap, key_name, keys_markdown


@click.command()
@click.option("--markdown", is_flag=True, help="Print the default keys as the tables of docs/keys.md.")
@click.pass_obj
def keys(workspace: Workspace, markdown: bool) -> None:
    """Print all keys of the app, with the action ids that `keymap` in the settings uses.

    \b
    To change keys, add to config.yaml (its path: tpm-tui config path):
      keymap:
        reveal: ctrl+j,f2,space
        grade-again: "1"
    """
    if markdown:
        click.echo(keys_markdown().rstrip("\n"))
        return
    print_problems(
        (
            *workspace.loaded_config.problems,
            *unknown_names_in_config(workspace, load_every_theme(workspace).themes),
            *workspace.unknown_date_topics(),
        )
    )
    keymap = Keymap.from_setting(workspace.config.keymap)
    style = stdout_style()
    for group, actions in GROUPS.items():
        click.echo(style(group, Role.HEADING))
        for action in actions:
            shown = " ".join(key_name(key) for key in keymap.keys(action))
            click.echo(wrapped(action.description, left=f"  {shown:<18} {action.id:<18} "))
