"""`tpm-tui doctor`: check the learner's data for damage and repair it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tpm_tui.cli.commands.themes import load_every_theme
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import unknown_names_in_config
from tpm_tui.cli.output.styles import stdout_style, wrapped
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.style import Role
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.exchange.messages import backed_up_message
from tpm_tui.practice.doctor import DoctorReport, check_everything
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import SEVERITIES, Problem


@click.command()
@click.option("--repair", "repair_", is_flag=True, help="Make a backup, then repair what can be repaired.")
@json_option
@click.pass_obj
def doctor(workspace: Workspace, repair_: bool, as_json: bool) -> None:
    """Check history, boxes, drafts, questions, settings, permissions and backups for damage.

    Exits with 1 if there is an error; warnings and notes do not count. --repair rebuilds the boxes from the
    history, makes files private again, removes temporary files of processes that have ended, and quarantines
    damaged drafts by renaming them. It never removes a line or a file that it cannot read.
    """
    unknown_names = unknown_names_in_config(workspace, load_every_theme(workspace).themes)
    before = check_everything(workspace, unknown_names)
    repairable = [problem for problem in before.problems if problem.repair]
    saved: Path | None = None
    after = before
    if repair_ and repairable:
        from tpm_tui.storage.doctor.repair import repair

        saved = repair(workspace.paths, workspace.rules, workspace.now())
        after = check_everything(workspace, unknown_names)
    if as_json:
        result = {
            "ok": not after.errors,
            "answers": after.answers,
            "questions": after.questions,
            "findings": [problem_json(problem) for problem in after.problems],
            "repaired": [problem_json(problem) for problem in repairable if repair_],
            "backup": str(saved) if saved else None,
        }
        click.echo(to_json_document(result), nl=False)
    else:
        if repair_:
            for problem in repairable:
                click.echo(f"repaired  {problem}")
            if saved:
                click.echo(backed_up_message(saved))
        print_report(after, repaired=repair_)
    sys.exit(1 if after.errors else 0)


def print_report(report: DoctorReport, *, repaired: bool) -> None:
    """Print the errors, then the warnings and the notes, then a summary line.

    Args:
        report: what the check found.
        repaired: a repair has been done, so the summary does not suggest one.
    """
    style = stdout_style()
    for problem in sorted(report.problems, key=lambda problem: SEVERITIES.index(problem.severity)):
        can_repair = " (with --repair)" if problem.repair else ""
        label = f"{problem.severity:<8}"
        row = wrapped(f"{problem}{can_repair}", left=label)
        click.echo(style(label, Role(problem.severity)) + row.removeprefix(label))
    checked = f"{plural(report.answers, 'answer')} to {plural(report.questions, 'question')}"
    if not report.errors:
        click.echo(wrapped(f"No errors found; checked {checked}."))
        return
    summary = f"{plural(len(report.errors), 'error')} found; checked {checked}."
    repairable = sum(bool(problem.repair) for problem in report.errors)
    hint = (
        f" tpm-tui doctor --repair fixes {repairable}, after a backup." if repairable and not repaired else ""
    )
    click.echo(wrapped(summary + hint))


def problem_json(problem: Problem) -> dict[str, object]:
    """Return a problem as the object printed by `--json`."""
    return {
        "check": problem.check,
        "place": problem.place,
        "message": problem.message,
        "remedy": problem.hint,
        "wrong": problem.is_error,
        "repair": bool(problem.repair),
        "severity": problem.severity,
    }
