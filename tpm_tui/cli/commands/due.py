"""`tpm-tui due`: what is left of today's plan. Takes no lock, so a prompt may call it at any time."""

from __future__ import annotations

from datetime import date

import click

from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.core.plan.agenda import Agenda, days_left
from tpm_tui.practice.workspace import Workspace


@click.command()
@click.option("--short", is_flag=True, help="Two numbers, due and new, or nothing when nothing is left.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def due(workspace: Workspace, short: bool, as_json: bool) -> None:
    """What is left of today's plan: questions due, and new ones."""
    agenda = workspace.agenda()
    interview = workspace.config.interview_date
    left = days_left(interview, agenda.today)
    if not short:
        print_workspace_problems(workspace)
    if as_json:
        from tpm_tui.exchange.json_document import to_json_document

        click.echo(
            to_json_document(
                {
                    "due": agenda.due,
                    "new": agenda.new,
                    "next_due": iso(agenda.next_review),
                    "next_day": iso(agenda.next_due),
                    "interview": iso(interview),
                    "days_left": left,
                    "today": iso(agenda.today),
                }
            ).rstrip("\n")
        )
    elif short:
        if agenda.queue:
            click.echo(f"{agenda.due} {agenda.new}")
    else:
        click.echo(describe_agenda(agenda))
        if left is not None:
            days = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
            click.echo(f"The interview is {days}.")


def iso(day: date | None) -> str | None:
    """A day as JSON has it."""
    return day.isoformat() if day else None


def describe_agenda(agenda: Agenda) -> str:
    """The agenda in a sentence."""
    if agenda.queue:
        return f"{agenda.due} due and {agenda.new} new are left today."
    if agenda.next_due is None:
        return "Nothing is left today."
    return f"Nothing is left today. The next come up on {agenda.next_due:%A, %d %B %Y}."
