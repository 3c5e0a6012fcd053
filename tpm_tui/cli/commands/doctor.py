"""`tpm-tui doctor`: is everything that is yours in good order?"""

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
from tpm_tui.storage.doctor.finding import Finding, counted


@click.command()
@click.option("--repair", "mend", is_flag=True, help="Back up, then mend what can be mended.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def doctor(workspace: Workspace, mend: bool, as_json: bool) -> None:
    """Examine history, boxes, drafts, questions, settings, permissions and backups.

    Exits with 1 if something is wrong. A repair makes the boxes anew from the history, closes files to other
    users, removes what dead processes left, and sets damaged drafts aside. It never removes a line or a file
    that it cannot read.
    """
    named = unknown_names_in_config(workspace, load_every_theme(workspace).themes)
    before = check_everything(workspace, named)
    mended = [finding for finding in before.findings if finding.repair]
    saved: Path | None = None
    after = before
    if mend and mended:
        from tpm_tui.storage.doctor.checks import repair

        saved = repair(workspace.paths, workspace.rules, workspace.now())
        after = check_everything(workspace, named)
    if as_json:
        result = {
            "ok": not after.wrong,
            "answers": after.answers,
            "questions": after.questions,
            "findings": msgspec.to_builtins(after.findings),
            "repaired": msgspec.to_builtins(mended if mend else []),
            "backup": str(saved) if saved else None,
        }
        click.echo(to_json_document(result), nl=False)
    else:
        if mend:
            for finding in mended:
                click.echo(f"mended  {finding}")
            if saved:
                click.echo(f"What was here is in {saved}")
        print_findings(after, mended=mend)
    sys.exit(1 if after.wrong else 0)


def print_findings(found: DoctorReport, *, mended: bool) -> None:
    """Print what is wrong, then what is good to know, then a line that sums it up."""
    for finding in sorted(found.findings, key=lambda finding: not finding.wrong):
        click.echo(f"{'wrong ' if finding.wrong else 'note  '}  {describe_finding(finding)}")
    seen = f"{counted(found.answers, 'answer')} to {counted(found.questions, 'question')}"
    if not found.wrong:
        click.echo(f"Nothing is wrong: {seen}.")
        return
    wrong = f"{counted(len(found.wrong), 'thing is', 'things are')} wrong ({seen})."
    repairable = sum(finding.repair for finding in found.wrong)
    hint = (
        f" tpm-tui doctor --repair mends {repairable}, after a backup." if repairable and not mended else ""
    )
    click.echo(wrong + hint)


def describe_finding(finding: Finding) -> str:
    """The finding, and whether a repair would mend it."""
    return f"{finding}{' (with --repair)' if finding.repair else ''}"
