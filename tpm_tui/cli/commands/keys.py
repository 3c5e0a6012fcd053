"""`tpm-tui keys`: the table of actions, with the learner's own keys in place."""

from __future__ import annotations

import click

from tpm_tui.cli.commands.themes import load_every_theme
from tpm_tui.cli.output.problems import print_problems, unknown_names_in_config
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import GROUPS
from tpm_tui.ui.keys.keymap import Keymap, key_name, keys_markdown


@click.command()
@click.option("--markdown", is_flag=True, help="The default keys as Markdown tables, as in the README.")
@click.pass_obj
def keys(workspace: Workspace, markdown: bool) -> None:
    """All keys of the app, with the ids by which the config's keymap changes them.

    \b
    In config.yaml:
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
        )
    )
    keymap = Keymap.of(workspace.config.keymap)
    for group, actions in GROUPS.items():
        click.echo(group)
        for action in actions:
            shown = " ".join(key_name(key) for key in keymap.keys(action))
            click.echo(f"  {shown:<18} {action.id:<18} {action.description}")
