"""Questions, topics and study sets by the names that a learner types; an unknown name is a usage error."""

from __future__ import annotations

from collections.abc import Iterable

import click

from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.exchange.phrases import did_you_mean
from tpm_tui.practice.workspace import Workspace


def find_question(workspace: Workspace, name: str) -> str:
    """Return the id of the question with this id or number.

    Raises:
        click.UsageError: the question is unknown.
    """
    question = workspace.bank.find(name)
    if question is None:
        hint = suggest_names(name, workspace.bank.by_id)
        raise click.UsageError(f"unknown question {name!r}; {hint} (to list all: tpm-tui bank list)")
    return question.id


def check_topics(workspace: Workspace, topics: Iterable[str]) -> None:
    """Check that all topics exist.

    Raises:
        click.UsageError: a topic is unknown.
    """
    known = workspace.bank.topic_by_id
    for topic in topics:
        if topic not in known:
            raise click.UsageError(f"unknown topic {topic!r}; {suggest_names(topic, known)}")


def find_set(workspace: Workspace, name: str) -> StudySet:
    """Return a study set by its id.

    Raises:
        click.UsageError: the id is unknown, or none of the set's questions is in the bank.
    """
    found = workspace.study_sets.get(name)
    if found is None:
        raise click.UsageError(f"unknown study set {name!r}; {suggest_names(name, workspace.study_sets)}")
    if not found.question_ids(workspace.bank):
        raise click.UsageError(f"study set {name!r}: none of its questions is in the bank")
    return found


def suggest_names(name: str, known: Iterable[str]) -> str:
    """Return a hint for an unknown name: the closest known names, or the first five if none is close."""
    from difflib import get_close_matches

    names = list(known)
    if close := get_close_matches(name, names, n=3, cutoff=0.5):
        return did_you_mean(close)
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"known: {', '.join(names[:5])}{more}" if names else "none exist"
