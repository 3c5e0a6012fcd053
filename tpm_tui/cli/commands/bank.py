"""`tpm-tui bank`: the questions, from the outside."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from tpm_tui.cli.commands.bank_check import check
from tpm_tui.cli.commands.practice import find_question, nearest_question
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.leitner import due_day
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slug
from tpm_tui.practice.workspace import Workspace


@click.group()
def bank() -> None:
    """List, show, check and write questions."""


bank.add_command(check)


@bank.command("list")
@click.option("--topic", metavar="ID", help="Only this topic.")
@click.option("--filter", "query", metavar="QUERY", help="Only what matches, as in practice.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def list_(workspace: Workspace, topic: str | None, query: str | None, as_json: bool) -> None:
    """List the questions with their boxes."""
    questions = list(workspace.bank.questions)
    if topic is not None or query is not None:
        if topic is not None and topic not in workspace.bank.topic_by_id:
            raise click.UsageError(
                f"there is no topic {topic!r}; {nearest_question(topic, workspace.bank.topic_by_id)}"
            )
        chosen = set(matching(workspace, topic, query))
        questions = [question for question in questions if question.id in chosen]
    if as_json:
        from tpm_tui.exchange.json_document import to_json_document

        click.echo(to_json_document([describe(workspace, question) for question in questions]).rstrip("\n"))
        return
    width = shutil.get_terminal_size().columns
    for question in questions:
        number = "" if question.number is None else str(question.number)
        card = workspace.card(question)
        row = f"{number:>4}  {card.box or '-'}  {question.id:<32}  {clean_line(question.prompt)}"
        click.echo(row[: max(40, width)] if sys.stdout.isatty() else row)


def matching(workspace: Workspace, topic: str | None, query: str | None) -> list[str]:
    """Ids of a topic's questions, of those that a query finds, or of both.

    Raises:
        click.UsageError: the query means nothing.
    """
    from tpm_tui.core.session.filter import FilterError, parse_filter, select_questions

    try:
        found = select_questions(
            parse_filter(query or ""), workspace.bank, workspace.store.cards, workspace.agenda()
        )
    except FilterError as fault:
        raise click.UsageError(f"--filter: {fault.message}; {fault.hint}") from fault
    return [name for name in found if topic is None or workspace.bank.by_id[name].topic == topic]


def describe(workspace: Workspace, question: Question) -> dict[str, object]:
    """A question as other programs see it."""
    card = workspace.card(question)
    due = due_day(card.schedule, workspace.rules)
    return {
        "id": question.id,
        "number": question.number,
        "topic": question.topic,
        "kind": question.kind,
        "level": question.level,
        "prompt": question.prompt,
        "key_points": [point.name for point in question.key_points],
        "example": "\n\n".join(text.strip() for _, text in question.answer_parts),
        "why": question.probes,
        "box": card.box,
        "due": due.isoformat() if due else None,
    }


@bank.command()
@click.argument("question", metavar="ID|NUMBER")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def show(workspace: Workspace, question: str, as_json: bool) -> None:
    """Show one question whole."""
    from tpm_tui.exchange.json_document import to_json_document
    from tpm_tui.exchange.question_text import question_text

    found = workspace.bank.by_id[find_question(workspace, question)]
    if as_json:
        click.echo(to_json_document(describe(workspace, found)).rstrip("\n"))
        return
    click.echo(
        question_text(found, workspace.bank.topic_of(found), min(80, shutil.get_terminal_size().columns))
    )
    place = workspace.loaded_bank.places.get(found.id)
    if place:
        click.echo(f"\n{clean_line(str(place))}")


@bank.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--prompt", help="The question.")
@click.option("--point", "points", multiple=True, help="A key point; may be repeated.")
@click.option(
    "--topic", default="my-questions", show_default=True, help="Id of the file's topic, for a new file."
)
@click.pass_obj
def new(
    workspace: Workspace, file: Path | None, prompt: str | None, points: tuple[str, ...], topic: str
) -> None:
    """Write a question of your own into FILE.

    By default that is one in the data folder's bank/. Without --prompt it asks. The file is plain YAML, to
    be gone on with in any editor; `bank check FILE` tells of slips.
    """
    from tpm_tui.storage.bank.new_question import QuestionError, add_question

    place = file or workspace.paths.banks / f"{slug(topic, 'my-questions')}.yaml"
    if prompt is None:
        prompt = click.prompt("The question, as an interviewer says it")
    while not points:
        said = click.prompt("Key points of a good answer, divided by ;")
        points = tuple(part.strip() for part in said.split(";") if part.strip())
    try:
        added = add_question(place, topic, prompt, points, taken=set(workspace.bank.order))
    except QuestionError as fault:
        raise click.UsageError(str(fault)) from fault
    click.echo(clean_line(f"{added.id} is at {place}:{added.line}"))
    click.echo(f"Practise it: tpm-tui practice --question {added.id}")
