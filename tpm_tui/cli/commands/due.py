"""`tpm-tui due`: print what is left of today's plan. Takes no lock, so that a shell prompt can call it."""

from __future__ import annotations

from datetime import date

import click

from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.short_due import print_short_due
from tpm_tui.core.plan.agenda import days_left
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.practice.workspace import Workspace


@click.command()
@click.option("--short", is_flag=True, help="Print two numbers, due and new, or nothing if none are left.")
@json_option
@click.pass_obj
def due(workspace: Workspace, short: bool, as_json: bool) -> None:
    """Print how many due and new questions are left in today's plan.

    The warm-up on the day of an interview is neither due nor new; --short does not count it.

    It takes no lock and writes nothing, so you can call it from a shell prompt or a status line.
    """
    if short and not as_json:
        print_short_due(workspace)
        return
    agenda = workspace.agenda(load_bank=False)
    interview = workspace.config.interview_date
    left = days_left(interview, agenda.today)
    dates = workspace.plan_settings.future_deadlines(agenda.today)
    if not short:
        print_workspace_problems(workspace)
    if as_json:
        from tpm_tui.exchange.json_document import to_json_document

        click.echo(
            to_json_document(
                {
                    "due": agenda.due,
                    "new": agenda.new,
                    "warm_up": agenda.warm_up,
                    "waiting": agenda.waiting,
                    "waiting_due": agenda.waiting_reviews,
                    "waiting_new": agenda.waiting_new,
                    "next_due": iso(agenda.next_review),
                    "next_day": iso(agenda.next_due),
                    "interview": iso(interview),
                    "days_left": left,
                    "next_date": date_json(dates[0], agenda.today) if dates else None,
                    "today": iso(agenda.today),
                }
            ).rstrip("\n")
        )
    else:
        from tpm_tui.cli.output.styles import wrapped
        from tpm_tui.exchange.plan.sentences import describe_agenda, describe_dates

        for sentence in (describe_agenda(agenda), *describe_dates(dates, interview, agenda.today)):
            click.echo(wrapped(sentence))


def date_json(deadline: Deadline, today: date) -> dict[str, object]:
    """Return a target date as the object printed by `--json`."""
    return {"day": iso(deadline.day), "name": deadline.name, "days_left": days_left(deadline.day, today)}


def iso(day: date | None) -> str | None:
    """Return a date as `YYYY-MM-DD`, or None."""
    return day.isoformat() if day else None
