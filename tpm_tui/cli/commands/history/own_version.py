"""The own version of an answer in `tpm-tui history`: pinned, removed, or compared with an attempt."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click
from msgspec import Struct

from tpm_tui.core.reports.history.attempts import Attempt
from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.core.text.plural import plural
from tpm_tui.exchange.own_answers.comparison import ComparedAnswer, comparison_json, comparison_text
from tpm_tui.exchange.own_answers.messages import version_line
from tpm_tui.exchange.own_answers.sections import version_name
from tpm_tui.exchange.question_text import wrap_text
from tpm_tui.exchange.text_table import INDENT
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


def compare_with_mine(
    workspace: Workspace,
    question: str,
    version: OwnVersion | None,
    attempts: Sequence[Attempt],
    numbers: Sequence[int],
) -> MineCompared:
    """Compare an attempt with the own version.

    Args:
        workspace: the bank.
        question: id of the question, which may have been removed from the bank.
        version: the own version.
        attempts: the attempts, oldest first.
        numbers: the number of the attempt; none for the newest.

    Raises:
        click.UsageError: there is no own version, or no such attempt.
    """
    if version is None:
        raise click.UsageError(NO_VERSION)
    attempt = find_attempt(attempts, numbers[0] if numbers else max(1, len(attempts)))
    recognised: Collection[str] = frozenset()
    found = workspace.bank.by_id.get(question)
    if version.attempt is None and found is not None:
        hits = PointMatcher(workspace, with_own_cues=True).find_hits(found, version.text)
        recognised = frozenset(hit.point for hit in hits if hit.sure)
    return MineCompared(version, recognised, attempt)


class MineCompared(Struct, frozen=True):
    """An attempt compared with the own version."""

    version: OwnVersion
    recognised: Collection[str]
    """The points recognised in it, if it was written and never ticked."""
    attempt: Attempt

    @property
    def answer(self) -> ComparedAnswer:
        """The attempt."""
        review = self.attempt.review
        return ComparedAnswer(
            review.answer, review.seconds, review.covered, review.missed, spoken=self.attempt.is_spoken
        )

    def json(self) -> dict[str, object]:
        """Return it as an object for JSON."""
        compared = comparison_json(self.version, self.recognised, self.answer)
        return {"attempt": self.attempt.number, **compared}

    def lines(self, width: int) -> list[str]:
        """Return it as lines of at most `width` cells."""
        title = f"Attempt {self.attempt.number} against your version ({version_name(self.version)}):"
        text = comparison_text(self.version, self.recognised, self.answer)
        return [*wrap_text(title, width), *wrap_text(text, width, INDENT)]


def find_attempt(attempts: Sequence[Attempt], number: int) -> Attempt:
    """Return the attempt with a number.

    Raises:
        click.UsageError: there is none.
    """
    if number > len(attempts):
        raise click.UsageError(f"there is no attempt {number}, only {plural(len(attempts), 'attempt')}")
    return attempts[number - 1]
