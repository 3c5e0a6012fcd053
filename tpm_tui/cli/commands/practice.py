"""`tpm-tui practice`: the app, or questions and answers in lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Literal

import click

from tpm_tui.cli.launch import start
from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.core.plan.agenda import weakest
from tpm_tui.core.session.session import Form
from tpm_tui.practice.queue import (
    queue_of_points,
    queue_within,
    recall_queue,
    unsuspended,
    within_minutes,
)
from tpm_tui.practice.recall import CARDS
from tpm_tui.practice.workspace import Workspace

Drill = Literal["points", "weakest", "recall"]


@click.command()
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Only this topic; may be repeated.")
@click.option(
    "--question",
    "names",
    multiple=True,
    metavar="ID|NUMBER",
    help="This question, due or not; may be repeated.",
)
@click.option(
    "--filter", "query", metavar="QUERY", help="Only what matches, for example 'kind:technical box:0-2'."
)
@click.option("--set", "set_name", metavar="ID", help="A study set, in its order; --set list names them.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many questions.")
@click.option(
    "--minutes", type=click.FloatRange(min=0, min_open=True), help="As many as fit into so many minutes."
)
@click.option(
    "--drill",
    type=click.Choice(["points", "weakest", "recall"]),
    help="Your weakest key points, your weakest questions, or small recall cards; no box moves.",
)
@click.option(
    "--no-boxes", is_flag=True, help="A drill of whatever you name, due or not: all of it, and no box moves."
)
@click.option("--plain", is_flag=True, help="In lines, for screen readers, pipes and simple terminals.")
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
    plain: bool = False,
) -> None:
    """Practise what is due today, or what you name.

    \b
    In --plain, an answer ends with a line that holds a single dot. Then:
      1 2 3 4   grade again, hard, good, easy     enter   the suggested grade
      t 2 5     mark or unmark points 2 and 5     u       undo the last grade
      s         skip                              U       redo it
      n         write your own note               q       end the session

    Drills are practice beside the boxes: nothing in them changes what is due, or when.
    """
    if set_name == "list":
        list_sets(workspace)
        return
    study_set = find_set(workspace, set_name) if set_name is not None else None
    beside = no_boxes or drill is not None
    if study_set:
        queue = study_set.in_bank(workspace.bank)
    elif drill and not (topics or names or query):
        queue = list(workspace.bank.order)
    else:
        queue = select_queue(workspace, topics, names, query, whole=beside)
    if drill == "recall":
        cards = recall_queue(workspace, queue, limit or CARDS)
        if not cards:
            raise click.UsageError("--drill recall: none of these questions has recall cards")
        sys.exit(start(workspace, [], plain=plain, recall=cards))
    if drill is not None:
        queue = drill_queue(workspace, drill, queue)
    if minutes is not None:
        queue = within_minutes(workspace, queue, minutes)
    queue = queue[:limit]
    form: Form = study_set.form if study_set else "answer"
    go_on = not (topics or names or query or set_name or limit or minutes or beside)
    sys.exit(start(workspace, queue, form=form, plain=plain, go_on=go_on, drill=beside))


def drill_queue(workspace: Workspace, drill: Drill, questions: Sequence[str]) -> list[str]:
    """What a drill asks of some questions.

    Raises:
        click.UsageError: there is nothing to drill yet.
    """
    if drill == "points":
        queue = queue_of_points(workspace, questions)
    else:
        queue = weakest(list(questions), workspace.store.cards)
    if not queue:
        missing = "no key point was missed half the time" if drill == "points" else "none was answered yet"
        raise click.UsageError(f"--drill {drill}: of these questions {missing}; practise first")
    return queue


def find_set(workspace: Workspace, name: str) -> StudySet:
    """A study set by its id.

    Raises:
        click.UsageError: there is none, or none of its questions is in the bank.
    """
    found = workspace.study_sets.get(name)
    if found is None:
        raise click.UsageError(
            f"there is no study set {name!r}; {nearest_question(name, workspace.study_sets)}"
        )
    if not found.in_bank(workspace.bank):
        raise click.UsageError(f"the bank has none of the questions of {name!r}")
    return found


def list_sets(workspace: Workspace) -> None:
    """Print the study sets."""
    for each in workspace.study_sets.values():
        click.echo(f"{each.id:<16} {len(each.in_bank(workspace.bank)):>3}  {each.title}: {each.description}")


def select_queue(
    workspace: Workspace,
    topics: Sequence[str],
    names: Sequence[str],
    query: str | None,
    *,
    whole: bool = False,
) -> list[str]:
    """The questions to ask, in order; with `whole` all that is named rather than what is due of it.

    Raises:
        click.UsageError: a topic, question or query that means nothing.
    """
    if names:
        return [find_question(workspace, name) for name in names]
    if not topics and query is None:
        return list(workspace.agenda().queue)
    chosen = set(workspace.bank.order)
    if topics:
        for topic in topics:
            if topic not in workspace.bank.topic_by_id:
                raise click.UsageError(
                    f"there is no topic {topic!r}; {nearest_question(topic, workspace.bank.topic_by_id)}"
                )
        chosen = {question.id for question in workspace.bank.questions if question.topic in topics}
    if query is not None:
        from tpm_tui.core.session.filter import FilterError, parse_filter, select_questions

        try:
            found = select_questions(
                parse_filter(query), workspace.bank, workspace.store.cards, workspace.agenda()
            )
        except FilterError as fault:
            raise click.UsageError(f"--filter: {fault.message}; {fault.hint}") from fault
        chosen &= set(found)
        if not chosen:
            raise click.UsageError(f"--filter {query!r} matches no question")
    return unsuspended(workspace, chosen) if whole else queue_within(workspace, chosen)


def find_question(workspace: Workspace, name: str) -> str:
    """The id of a question named by id or number.

    Raises:
        click.UsageError: there is none.
    """
    question = workspace.bank.find(name)
    if question is None:
        hint = nearest_question(name, workspace.bank.by_id)
        raise click.UsageError(f"there is no question {name!r}; {hint}, or see: tpm-tui bank list")
    return question.id


def nearest_question(name: str, known: Iterable[str]) -> str:
    """The known names closest to a wrong one, or where none is close the first of all, as a hint."""
    from difflib import get_close_matches

    names = list(known)
    if close := get_close_matches(name, names, n=3, cutoff=0.5):
        return "did you mean " + ", ".join(close)
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"known are {', '.join(names[:5])}{more}" if names else "there are none"
