"""`tpm-tui history`: the attempts at one question, the word diff of two of them, and the own version."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tpm_tui.cli.commands.history.own_version import compare_with_mine, find_attempt, pin_attempt, unpin
from tpm_tui.cli.output.lookup import find_question
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.core.cards.history import attempts_on, note_on
from tpm_tui.core.reports.history.attempts import Attempt, list_attempts
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.style import Role
from tpm_tui.exchange.history.diff_text import Comparison, compare_attempts, diff_json, diff_text
from tpm_tui.exchange.history_text import history_json, history_text, question_heading
from tpm_tui.exchange.plan.asked import asked_json, asked_place
from tpm_tui.practice.dates.asked import asked_about
from tpm_tui.practice.delivery.remarks import speaking_pace
from tpm_tui.practice.own_answers.material import load_own_material
from tpm_tui.practice.workspace import Workspace


@click.command()
@click.argument("question", metavar="ID|NUMBER")
@click.argument("numbers", metavar="[A [B]]", nargs=-1, type=click.IntRange(min=1))
@click.option(
    "--attempt",
    "only",
    metavar="N",
    type=click.IntRange(min=1),
    help="Show only this attempt in full; 1 is the oldest.",
)
@click.option(
    "--diff",
    is_flag=True,
    help="Compare words and key points of the two newest attempts, of A and the one before, or of A and B.",
)
@click.option("--mine", is_flag=True, help="Compare the newest attempt, or A, with your version.")
@click.option(
    "--pin", metavar="N", type=click.IntRange(min=1), help="Make attempt N your version, the one to beat."
)
@click.option("--unpin", "remove", is_flag=True, help="Remove your version; the attempts stay.")
@json_option
@click.pass_obj
def history(
    workspace: Workspace,
    question: str,
    numbers: tuple[int, ...],
    only: int | None,
    diff: bool,
    mine: bool,
    pin: int | None,
    remove: bool,
    as_json: bool,
) -> None:
    """Print every attempt at one question with its answer and grade, oldest first.

    A table with their numbers comes first. ID may also be a question that is no longer in the bank.
    """
    if only is not None and diff:
        raise click.UsageError("--attempt and --diff cannot be combined")
    if pin is not None and remove:
        raise click.UsageError("--pin and --unpin cannot be combined")
    if mine and (diff or only is not None or len(numbers) > 1):
        raise click.UsageError("--mine compares one attempt with your version; name at most one")
    if numbers and not diff and not mine:
        raise click.UsageError("numbers of attempts need --diff; to show one, add --attempt N")
    entries = workspace.store.question_entries(question)
    name = question if entries else find_question(workspace, question, workspace.store.cards)
    entries = entries or workspace.store.question_entries(name)
    reviews, note = attempts_on(entries, name), note_on(name, entries)
    attempts = list_attempts(reviews, workspace.bank)
    print_workspace_problems(workspace)
    if only is not None:
        find_attempt(attempts, only)
    if pin is not None:
        pin_attempt(workspace, name, find_attempt(attempts, pin))
        return
    if remove:
        unpin(workspace, name)
        return
    own = load_own_material(workspace, name)
    mine_compared = compare_with_mine(workspace, name, own.version, attempts, numbers) if mine else None
    compared = compare(attempts, numbers) if diff else None
    width, style, pace = text_width(), stdout_style(), speaking_pace(workspace)
    if as_json:
        shown = reviews if only is None else [reviews[only - 1]]
        extra: dict[str, object] = {} if compared is None else {"diff": diff_json(compared)}
        if mine_compared is not None:
            extra["mine"] = mine_compared.json()
        extra["asked"] = asked_json(asked_about(workspace, name))
        click.echo(history_json(name, shown, workspace.bank, note, extra, pace, own).rstrip("\n"))
    elif mine_compared is not None:
        click.echo(style(question_heading(name, workspace.bank), Role.HEADING))
        for line in mine_compared.lines(width):
            click.echo(line)
    elif compared is not None:
        click.echo(style(question_heading(name, workspace.bank), Role.HEADING))
        click.echo(diff_text(compared, width, style).rstrip("\n"))
    else:
        text = history_text(name, reviews, workspace.bank, width, note, style, only, pace, own)
        click.echo(text.rstrip("\n"))
        for each in asked_about(workspace, name):
            place = asked_place(each, workspace.today())
            click.echo(f"{place[:1].upper()}{place[1:]}: {clean_line(each.text)}")


def compare(attempts: Sequence[Attempt], numbers: tuple[int, ...]) -> Comparison:
    """Compare two attempts: the newest two, one with that before it, or the two with these numbers.

    Raises:
        click.UsageError: there are no such attempts.
    """
    if len(attempts) < 2:
        raise click.UsageError(
            f"--diff compares two attempts; this question has {plural(len(attempts), 'attempt')}"
        )
    if len(numbers) > 2:
        raise click.UsageError("--diff compares two attempts; name at most two")
    if len(numbers) == 2:
        older, newer = numbers
    else:
        newer = numbers[0] if numbers else len(attempts)
        older = newer - 1
        if older == 0:
            raise click.UsageError("attempt 1 is the oldest; name the one to compare it with")
    return compare_attempts(find_attempt(attempts, older), find_attempt(attempts, newer))
