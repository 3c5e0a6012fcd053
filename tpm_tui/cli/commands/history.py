"""`tpm-tui history`: print every attempt at one question."""

from __future__ import annotations

import click

from tpm_tui.cli.output.lookup import find_question
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.core.cards.history import attempts_on, note_on
from tpm_tui.exchange.history_text import history_json, history_text
from tpm_tui.practice.workspace import Workspace


@click.command()
@click.argument("question", metavar="ID|NUMBER")
@json_option
@click.pass_obj
def history(workspace: Workspace, question: str, as_json: bool) -> None:
    """Print every attempt at one question with its answer and grade, oldest first.

    ID may also be a question that is no longer in the bank.
    """
    entries = workspace.store.question_entries(question)
    name = question if entries else find_question(workspace, question, workspace.store.cards)
    entries = entries or workspace.store.question_entries(name)
    reviews, note = attempts_on(entries, name), note_on(name, entries)
    print_workspace_problems(workspace)
    render = (
        history_json(name, reviews, workspace.bank, note)
        if as_json
        else history_text(name, reviews, workspace.bank, text_width(), note, stdout_style())
    )
    click.echo(render.rstrip("\n"))
