"""`tpm-tui plan`: print today's questions with reasons, the days ahead and the forecast to the interview."""

from __future__ import annotations

import click

from tpm_tui.cli.commands.cover import read_stdin
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_past_date, print_unused_per_day, print_workspace_problems
from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.core.cards.asked import asked_lines
from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.messages import NO_PAST_INTERVIEW
from tpm_tui.exchange.plan.asked import asked_message
from tpm_tui.exchange.plan.plan_text import plan_json, plan_text
from tpm_tui.practice.dates.asked import AskedQuestions
from tpm_tui.practice.dates.past import (
    find_past_date,
    past_interviews,
    record_asked,
    save_interview_note,
)
from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.edit import SettingError


@click.command()
@click.option(
    "--interview",
    metavar="DATE|none",
    help="Set the date of the interview (2027-12-09, '9 dec', fri, 'in 10 days'), or remove it.",
)
@click.option("--per-day", metavar="N", help="Set the number of answers per day.")
@click.option("--minutes", metavar="N", help="Set minutes per day instead; 0 returns to answers per day.")
@click.option("--went", metavar="TEXT", help="Note how your last interview went; an empty TEXT removes it.")
@click.option(
    "--asked",
    is_flag=True,
    help="Note what was asked in your last interview: one question per line of standard input.",
)
@json_option
@click.pass_obj
def plan(
    workspace: Workspace,
    interview: str | None,
    per_day: str | None,
    minutes: str | None,
    went: str | None,
    asked: bool,
    as_json: bool,
) -> None:
    """Show the plan; with options, change its date or pace first.

    The plan lists today's questions with a reason for each, the days ahead, and how many questions you will
    have seen by the interview. A new date or pace takes effect immediately and does not move any box. Further
    dates, days off and daily limits are settings: see `tpm-tui config show`.
    """
    if went is not None:
        note_how_it_went(workspace, went)
    if asked:
        note_what_was_asked(workspace)
    changes = {"interview": interview, "per_day": per_day, "minutes_per_day": minutes}
    for name, value in changes.items():
        if value is not None:
            try:
                change_setting_today(workspace, name, value)
            except SettingError as error:
                raise click.UsageError(str(error)) from error
    if per_day is not None:
        print_unused_per_day(workspace)
    report = build_plan_report(
        workspace.bank.topic_by_question,
        workspace.store.cards,
        workspace.today(),
        workspace.plan_settings,
        workspace.answer_times(),
    )
    print_workspace_problems(workspace)
    print_past_date(workspace)
    past = past_interviews(workspace)
    if as_json:
        click.echo(plan_json(report, past).rstrip("\n"))
        return
    mark = "#" if workspace.config.ascii else "▪"
    click.echo(plan_text(report, workspace.bank, text_width(), mark, stdout_style(), past).rstrip("\n"))


def note_how_it_went(workspace: Workspace, text: str) -> None:
    """Save how the newest past interview went.

    Raises:
        click.UsageError: there is none.
    """
    past, asked = past_interviews(workspace), find_past_date(workspace)
    if not past:
        raise click.UsageError(f"--went: {NO_PAST_INTERVIEW}")
    save_interview_note(workspace, past[-1], text)
    if asked:
        record_asked(workspace, asked)


def note_what_was_asked(workspace: Workspace) -> None:
    """Note the lines of standard input as questions of the newest past interview.

    A line with the words of a question of the bank is assigned to it. For the others, stderr names the
    nearest one: the app and plain mode ask which it is.

    Raises:
        click.UsageError: there is no past interview.
    """
    past = past_interviews(workspace)
    if not past:
        raise click.UsageError(f"--asked: {NO_PAST_INTERVIEW}")
    questions, bank = AskedQuestions(workspace, past[-1]), workspace.bank
    for line in asked_lines(clean(read_stdin())):
        questions.add(line)
    for asked in (each for each in questions.read() if not each.question):
        near = questions.find_near(asked)
        if near and near[0].is_same:
            questions.assign(asked, near[0].question)
        elif near:
            label = clean_line(bank.by_id[near[0].question].label)
            click.echo(f"{clean_line(asked.text)}: nearest in the bank: {label}", err=True)
    click.echo(asked_message(questions.read()), err=True)
