"""`tpm-tui doctor`: check the learner's data for damage and repair it."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from tpm_tui.cli.commands.themes import load_every_theme
from tpm_tui.cli.output.problems import unknown_names_in_config
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.practice.doctor import DoctorReport, check_everything
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.doctor.finding import Finding, pluralize


@click.command()
@click.option("--repair", "repair_", is_flag=True, help="Make a backup, then repair what can be repaired.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def doctor(workspace: Workspace, repair_: bool, as_json: bool) -> None:
    """Check history, boxes, drafts, questions, settings, permissions and backups for damage.

    Exits with 1 if there is an error; notes do not count. --repair rebuilds the boxes from the history,
    makes files private again, removes temporary files of processes that have ended, and quarantines damaged
    drafts by renaming them. It never removes a line or a file that it cannot read.
    """
    unknown_names = unknown_names_in_config(workspace, load_every_theme(workspace).themes)
    before = check_everything(workspace, unknown_names)
    repairable = [finding for finding in before.findings if finding.repair]
    saved: Path | None = None
    after = before
    if repair_ and repairable:
        from tpm_tui.storage.doctor.checks import repair

        saved = repair(workspace.paths, workspace.rules, workspace.now())
        after = check_everything(workspace, unknown_names)
    if as_json:
        result = {
            "ok": not after.errors,
            "answers": after.answers,
            "questions": after.questions,
            "findings": msgspec.to_builtins(after.findings),
            "repaired": msgspec.to_builtins(repairable if repair_ else []),
            "backup": str(saved) if saved else None,
        }
        click.echo(to_json_document(result), nl=False)
    else:
        if repair_:
            for finding in repairable:
                click.echo(f"repaired  {finding}")
            if saved:
                click.echo(f"Your previous data was backed up to {saved}")
        print_findings(after, repaired=repair_)
    sys.exit(1 if after.errors else 0)


def print_findings(report: DoctorReport, *, repaired: bool) -> None:
    """Print the errors, then the notes, then a summary line.

    Args:
        report: what the check found.
        repaired: a repair has been done, so the summary does not suggest one.
    """
    for finding in sorted(report.findings, key=lambda finding: not finding.wrong):
        click.echo(f"{'error ' if finding.wrong else 'note  '}  {describe_finding(finding)}")
    checked = f"{pluralize(report.answers, 'answer')} to {pluralize(report.questions, 'question')}"
    if not report.errors:
        click.echo(f"No errors found; checked {checked}.")
        return
    summary = f"{pluralize(len(report.errors), 'error')} found; checked {checked}."
    repairable = sum(finding.repair for finding in report.errors)
    hint = (
        f" tpm-tui doctor --repair fixes {repairable}, after a backup." if repairable and not repaired else ""
    )
    click.echo(summary + hint)


def describe_finding(finding: Finding) -> str:
    """Return the finding as a line that also says whether `--repair` can repair it."""
    return f"{finding}{' (with --repair)' if finding.repair else ''}"
