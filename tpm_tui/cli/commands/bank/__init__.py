"""`tpm-tui bank`: list, show, check and write questions."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from tpm_tui.cli.commands.bank.check import check
from tpm_tui.cli.commands.bank.question_table import question_table
from tpm_tui.cli.output.help import GroupWithHelp
from tpm_tui.cli.output.lookup import check_topics, find_question
from tpm_tui.cli.output.options import json_option
from tpm_tui.cli.output.styles import MAX_WIDTH, stdout_style, text_width
from tpm_tui.core.bank.prompt_key import prompt_key
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.leitner import due_day
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slugify
from tpm_tui.practice.workspace import Workspace


@click.group(cls=GroupWithHelp)
def bank() -> None:
    """List, show, check and write questions.

    The bank is the collection of all questions: those that come with tpm-tui and your own YAML files.
    """


bank.add_command(check)


@bank.command("list")
@click.option("--topic", metavar="ID", help="Only questions of this topic.")
@click.option(
    "--filter", "query", metavar="QUERY", help="Only questions that match, as in: tpm-tui practice --filter."
)
@json_option
@click.pass_obj
def list_(workspace: Workspace, topic: str | None, query: str | None, as_json: bool) -> None:
    """List questions: number, Leitner box, id and prompt."""
    questions = list(workspace.bank.questions)
    if topic is not None or query is not None:
        check_topics(workspace, [topic] if topic is not None else [])
        selected = set(select_ids(workspace, topic, query))
        questions = [question for question in questions if question.id in selected]
    if as_json:
        from tpm_tui.exchange.json_document import to_json_document

        click.echo(
            to_json_document([question_json(workspace, question) for question in questions]).rstrip("\n")
        )
        return
    for line in question_table(workspace, questions):
        click.echo(line)


def select_ids(workspace: Workspace, topic: str | None, query: str | None) -> list[str]:
    """Return the ids of the questions that belong to the topic and match the query.

    Args:
        workspace: the bank, the cards and today's agenda.
        topic: id of a topic, or None for all topics.
        query: a filter as in `practice --filter`, or None for all questions.

    Raises:
        click.UsageError: the query is invalid.
    """
    from tpm_tui.core.session.filter import FilterError, parse_filter, select_questions

    try:
        found = select_questions(
            parse_filter(query or ""), workspace.bank, workspace.store.cards, workspace.agenda()
        )
    except FilterError as error:
        raise click.UsageError(f"--filter: {error.message}; {error.hint}") from error
    return [id for id in found if topic is None or workspace.bank.by_id[id].topic == topic]


def question_json(workspace: Workspace, question: Question) -> dict[str, object]:
    """Return a question and its box as the object printed by `--json`."""
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
@json_option
@click.pass_obj
def show(workspace: Workspace, question: str, as_json: bool) -> None:
    """Show one question with all its sections, in the order of the reveal."""
    from tpm_tui.exchange.json_document import to_json_document
    from tpm_tui.exchange.question_sections import question_sections
    from tpm_tui.exchange.question_text import question_text

    found = workspace.bank.by_id[find_question(workspace, question)]
    if as_json:
        click.echo(to_json_document(question_json(workspace, found)).rstrip("\n"))
        return
    sections = question_sections(found, workspace.bank, workspace.facts, today=workspace.today())
    click.echo(question_text(found, sections, text_width(80), stdout_style(), text_width(MAX_WIDTH)))
    place = workspace.loaded_bank.places.get(found.id)
    if place:
        click.echo(f"\n{place}")
    if original := workspace.loaded_bank.originals.get(found.id):
        from tpm_tui.storage.bank.own_copy import has_changed

        changed = "; it has changed since it was copied" if has_changed(original.question, found) else ""
        click.echo(f"Own copy of {original.place}{changed}")


@bank.command()
def schema() -> None:
    """Print the JSON Schema of bank files, for completion and checks in an editor."""
    from tpm_tui.storage.bank.schema import bank_schema_text

    click.echo(bank_schema_text(), nl=False)


@bank.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--prompt", help="Text of the question.")
@click.option("--point", "points", multiple=True, help="A key point of a good answer; may be repeated.")
@click.option(
    "--topic", default="my-questions", show_default=True, help="Topic id of the file, if FILE is new."
)
@click.pass_obj
def new(
    workspace: Workspace, file: Path | None, prompt: str | None, points: tuple[str, ...], topic: str
) -> None:
    """Add a question of your own to FILE.

    Without FILE it is added to a file in bank/ of the data folder. Without --prompt or --point you are
    prompted for them; a question without key points is graded by hand. The file is plain YAML that you can
    edit; check it with `tpm-tui bank check FILE`.
    """
    from tpm_tui.storage.bank.new_question import QuestionError, add_question, check_new_file

    place = file or workspace.paths.banks / f"{slugify(topic, 'my-questions')}.yaml"
    try:
        check_new_file(place, workspace.paths.banks)
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    if prompt is None:
        prompt = click.prompt("Question, as an interviewer would ask it")
    if not points:
        text = click.prompt(
            "Key points of a good answer, separated by semicolons (empty: none)",
            default="",
            show_default=False,
        )
        points = tuple(part.strip() for part in text.split(";") if part.strip())
    key = prompt_key(prompt)
    same = [each.id for each in workspace.bank.questions if key and prompt_key(each.prompt) == key]
    try:
        added = add_question(place, topic, prompt, points, taken=set(workspace.bank.order))
    except QuestionError as error:
        raise click.UsageError(str(error)) from error
    click.echo(printable_line(f"Added {added.id} at {place}:{added.line}"))
    if same:
        click.echo(f"Warning: {clean_line(same[0])} has the same prompt; remove one of them", err=True)
    workspace.reload_bank()
    option = "" if added.id in workspace.bank.by_id else f"--bank {quote(str(place))} "
    click.echo(printable_line(f"To practise it, run: tpm-tui {option}practice --question {added.id}"))
