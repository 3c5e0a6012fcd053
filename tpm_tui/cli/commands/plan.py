"""`tpm-tui plan`: today with reasons, the days ahead, and what will be met by the date."""

from __future__ import annotations

import shutil

import click

from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.core.plan.plan_report import plan_report
from tpm_tui.exchange.plan_text import plan_json, plan_text
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.edit import SettingError, change_setting


@click.command()
@click.option("--interview", metavar="DATE|none", help="Set the date, 2026-12-03, or take it away.")
@click.option("--per-day", metavar="N", help="Set how many answers a day.")
@click.option("--minutes", metavar="N", help="Set minutes a day instead; 0 goes back to answers.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def plan(
    workspace: Workspace, interview: str | None, per_day: str | None, minutes: str | None, as_json: bool
) -> None:
    """Show the plan, or set its date and pace first.

    Changing the date or the pace replans at once; boxes stay as they are and nothing is lost. Further
    dates, days off and caps are settings: see `tpm-tui config show`.
    """
    changes = {"interview": interview, "per_day": per_day, "minutes_per_day": minutes}
    for name, value in changes.items():
        if value is not None:
            try:
                change_setting(workspace.paths.config, name, value)
            except SettingError as fault:
                raise click.UsageError(str(fault)) from fault
    workspace.read_config_again()
    report = plan_report(
        workspace.bank.topics_in_order, workspace.store.cards, workspace.today(), workspace.plan_settings
    )
    print_workspace_problems(workspace)
    if as_json:
        click.echo(plan_json(report).rstrip("\n"))
        return
    width = min(100, shutil.get_terminal_size().columns)
    click.echo(plan_text(report, workspace.bank, width, "#" if workspace.config.ascii else "▪").rstrip("\n"))
