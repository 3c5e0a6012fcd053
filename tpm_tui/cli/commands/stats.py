"""`tpm-tui stats`: print statistics of all practice."""

from __future__ import annotations

import click

from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.exchange.stats_text import stats_json, stats_text
from tpm_tui.practice.statistics import load_statistics
from tpm_tui.practice.workspace import Workspace


@click.command()
@json_option
@click.pass_obj
def stats(workspace: Workspace, as_json: bool) -> None:
    """Print statistics: what you practised, your grades, and the key points you miss most."""
    numbers = load_statistics(workspace)
    print_workspace_problems(workspace)
    if as_json:
        click.echo(stats_json(numbers).rstrip("\n"))
        return
    blocks = not workspace.config.ascii
    click.echo(stats_text(numbers, text_width(), blocks, stdout_style()).rstrip("\n"))
