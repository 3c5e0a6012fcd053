"""`tpm-tui practice`: practise in the app or in plain mode."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Literal

import click

from tpm_tui.cli.launch import start
from tpm_tui.cli.output.lookup import check_topics, find_question, find_set
from tpm_tui.cli.output.options import plain_option, spoken_option, topics_option
from tpm_tui.cli.output.styles import wrapped
from tpm_tui.core.plan.agenda import list_weakest
from tpm_tui.core.session.session import Form
from tpm_tui.practice.queue import (
    limit_to_minutes,
    planned_queue,
    recall_queue,
    unsuspended,
    weak_point_queue,
)
from tpm_tui.practice.recall import DEFAULT_CARDS
from tpm_tui.practice.workspace import Workspace

Drill = Literal["points", "weakest", "recall"]


@click.command()
@topics_option
@click.option(
    "--question",
    "names",
    multiple=True,
    metavar="ID|NUMBER",
    help="This question, due or not; may be repeated.",
)
@click.option(
    "--filter",
    "query",
    metavar="QUERY",
    help="Only questions that match, for example 'kind:technical box:0-2'.",
)
@click.option("--set", "set_name", metavar="ID", help="A study set, in its order; --set list lists them.")
@click.option("--limit", type=click.IntRange(min=1), help="Maximum number of questions.")
@click.option(
    "--minutes",
    type=click.FloatRange(min=0, min_open=True),
    help="As many questions as fit into this many minutes, by the time that your answers take.",
)
@click.option(
    "--drill",
    type=click.Choice(["points", "weakest", "recall"]),
    help="Drill your weakest key points, your weakest questions, or recall cards; no box moves.",
)
@click.option(
    "--no-boxes", is_flag=True, help="Drill all selected questions, whether due or not; no box moves."
)
@spoken_option
@plain_option
@click.pass_obj
def practice(
    workspace: Workspace,
    topics: tuple[str, ...] = (),
    names: tuple[str, ...] = (),
    query: str | None = None,
    set_name: str | None = None,
    limit: int | None = None,
    minutes: float | None = None,
    drill: Drill | None = None,
    no_boxes: bool = False,
    spoken: bool = False,
    plain: bool = False,
) -> None:
    """Practise what is due today, or the questions that you select.

    \b
    With --plain, end an answer with a line that contains only a dot. Then type:
      1 2 3 4   grade again, hard, good, easy     enter   accept the suggested grade
      t 2 5     tick or untick points 2 and 5     u       undo the last action
      s         skip the question                 U       redo what was undone
      n         write your own note               k       say that you know it: it comes last
      q         end the session                   v       add the transcript of a spoken answer
      ?         list all commands

    \b
    While you type an answer, a line that contains only one of these is a command:
      .k .s .u .U .q   as above, with the text so far saved; .? lists them
      .v               speak the answer: Enter stops the clock. With --spoken, Enter starts it.
    To write such a line itself, double its dot: ..k

    Drills (--drill, --no-boxes) are extra practice: they change neither boxes nor due dates.
    """
    if set_name == "list":
        list_sets(workspace)
        return
    study_set = find_set(workspace, set_name) if set_name is not None else None
    is_drill = no_boxes or drill is not None
    if study_set:
        queue = study_set.question_ids(workspace.bank)
    elif drill and not (topics or names or query):
        queue = list(workspace.bank.order)
    else:
        queue = select_queue(workspace, topics, names, query, include_not_due=is_drill)
    if drill == "recall":
        cards = recall_queue(workspace, queue, limit or DEFAULT_CARDS)
        if not cards:
            raise click.UsageError("--drill recall: none of the selected questions has recall cards")
        sys.exit(start(workspace, [], plain=plain, recall=cards))
    if drill is not None:
        queue = drill_queue(workspace, drill, queue)
    if minutes is not None:
        queue = limit_to_minutes(workspace, queue, minutes)
    queue = queue[:limit]
    form: Form = study_set.form if study_set else "answer"
    resume = not (topics or names or query or set_name or limit or minutes or is_drill)
    sys.exit(start(workspace, queue, form=form, plain=plain, spoken=spoken, resume=resume, drill=is_drill))


def drill_queue(workspace: Workspace, drill: Drill, questions: Sequence[str]) -> list[str]:
    """Return the ids of the questions that a drill asks, in order.

    Args:
        workspace: the bank, the cards and the history.
        drill: "points" or "weakest".
        questions: ids to choose from.

    Raises:
        click.UsageError: there is nothing to drill yet.
    """
    if drill == "points":
        queue = weak_point_queue(workspace, questions)
    else:
        queue = list_weakest(list(questions), workspace.store.cards)
    if not queue:
        reason = (
            "no key point was missed half the time or more"
            if drill == "points"
            else "none of the selected questions has been answered"
        )
        raise click.UsageError(f"--drill {drill}: {reason}; practise first")
    return queue


def list_sets(workspace: Workspace) -> None:
    """Print the id, number of questions, title and description of each study set."""
    for each in workspace.study_sets.values():
        count = len(each.question_ids(workspace.bank))
        click.echo(wrapped(f"{each.title}: {each.description}", left=f"{each.id:<16} {count:>3}  "))


def select_queue(
    workspace: Workspace,
    topics: Sequence[str],
    names: Sequence[str],
    query: str | None,
    *,
    include_not_due: bool = False,
) -> list[str]:
    """Return the ids of the questions to ask, in order.

    Args:
        workspace: the bank, the cards and today's agenda.
        topics: ids of topics; empty for all.
        names: ids or numbers of questions; if given, exactly these are asked.
        query: a filter, or None.
        include_not_due: take all selected questions, not only those due.

    Raises:
        click.UsageError: a topic, question or query is unknown or invalid.
    """
    if names:
        return [find_question(workspace, name) for name in names]
    if not topics and query is None:
        return list(workspace.agenda().queue)
    chosen = set(workspace.bank.order)
    if topics:
        check_topics(workspace, topics)
        chosen = {question.id for question in workspace.bank.questions if question.topic in topics}
    if query is not None:
        from tpm_tui.core.session.filter import FilterError, parse_filter, select_questions

        try:
            found = select_questions(
                parse_filter(query), workspace.bank, workspace.store.cards, workspace.agenda()
            )
        except FilterError as error:
            raise click.UsageError(f"--filter: {error.message}; {error.hint}") from error
        chosen &= set(found)
        if not chosen:
            raise click.UsageError(f"--filter {query!r} matches no questions")
    return unsuspended(workspace, chosen) if include_not_due else planned_queue(workspace, chosen)
