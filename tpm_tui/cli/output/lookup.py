"""Questions, topics and study sets by the names that a learner types; an unknown name is a usage error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.exchange.phrases import did_you_mean
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.stories.story import Story

MAX_NAMES = 5
"""Names that a message lists."""


def find_question(workspace: Workspace, name: str, removed: Iterable[str] = ()) -> str:
    """Return the id of the question with this id or number, or the only id that begins with the name.

    Args:
        workspace: the bank.
        name: an id, a number, or how an id begins.
        removed: further ids that may be meant, of questions that are no longer in the bank.

    Raises:
        click.UsageError: the question is unknown, or several ids begin with the name.
    """
    if question := workspace.bank.find(name):
        return question.id
    match workspace.bank.find_by_prefix(name, removed):
        case (id,):
            return id
        case ():
            hint = suggest_names(name, workspace.bank.by_id)
            raise click.UsageError(f"unknown question {name!r}; {hint} (to list all: tpm-tui bank list)")
        case several:
            raise _ambiguous("question", name, several)


def lookup_story(workspace: Workspace, name: str) -> Story:
    """Return the story with this id, or the only one whose id begins with the name.

    Raises:
        click.UsageError: the story is unknown, or several ids begin with the name.
    """
    from tpm_tui.storage.stories.story_file import load_stories

    loaded = load_stories(workspace.paths.data)
    if found := loaded.by_id.get(name):
        return found
    match [id for id in loaded.by_id if name and id.startswith(name)]:
        case [id]:
            return loaded.by_id[id]
        case []:
            hint = suggest_names(name, loaded.by_id)
            error = f"; {loaded.left_out} with an error: tpm-tui story check" if loaded.left_out else ""
            raise click.UsageError(f"unknown story {name!r}; {hint} (to list all: tpm-tui story list{error})")
        case several:
            raise _ambiguous("story", name, several)


def _ambiguous(kind: str, name: str, several: Sequence[str]) -> click.UsageError:
    return click.UsageError(f"ambiguous {kind} {name!r}; it may be {first_names(several)}")


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
    return f"known: {first_names(names)}" if names else "none exist"


def first_names(names: Sequence[str]) -> str:
    """Return the first names, separated by commas, and how many more there are."""
    more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
    return ", ".join(names[:MAX_NAMES]) + more
