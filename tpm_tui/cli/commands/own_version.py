"""The own version of an answer in `tpm-tui history`: pinned, removed, or compared with an attempt."""

from __future__ import annotations

from collections.abc import Collection

import click

from tpm_tui.core.reports.history.attempts import Attempt
from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.exchange.own_answers.comparison import ComparedAnswer
from tpm_tui.exchange.own_answers.messages import version_line
from tpm_tui.practice.own_answers.version import load_own_version, pin_version
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace

NO_VERSION = "this question has no version of yours; --pin N makes an attempt your version"


def pin_attempt(workspace: Workspace, question: str, attempt: Attempt) -> None:
    """Make an attempt the own version, and print that.

    Raises:
        WriteError: nothing was written.
    """
    version = load_own_version(workspace, question)
    if version is None or not version.is_attempt(attempt):
        pin_version(workspace, question, review=attempt.review.id)
    click.echo(version_line(question, f"attempt {attempt.number}"))


def unpin(workspace: Workspace, question: str) -> None:
    """Remove the own version, if there is one, and print that.

    Raises:
        WriteError: nothing was written.
    """
    has_version = load_own_version(workspace, question) is not None
    if has_version:
        pin_version(workspace, question)
    click.echo(version_line(question, "removed" if has_version else "none"))


def require_version(version: OwnVersion | None) -> OwnVersion:
    """Return the own version.

    Raises:
        click.UsageError: there is none.
    """
    if version is None:
        raise click.UsageError(NO_VERSION)
    return version


def compared_attempt(attempt: Attempt) -> ComparedAnswer:
    """Return an attempt, to be compared with the own version."""
    review = attempt.review
    return ComparedAnswer(
        review.answer, review.seconds, review.covered, review.missed, spoken=attempt.is_spoken
    )


def recognised_in(workspace: Workspace, question: str, version: OwnVersion) -> Collection[str]:
    """Return the points recognised in a version that was written; none of one that was ticked."""
    found = workspace.bank.by_id.get(question)
    if version.attempt is not None or found is None:
        return frozenset()
    hits = PointMatcher(workspace, with_own_cues=True).find_hits(found, version.text)
    return frozenset(hit.point for hit in hits if hit.sure)
