"""`tpm-tui mock`: a mock interview without a reveal until its end, in the app or in plain mode."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

import click

from tpm_tui.cli.launch import run_screen, run_with_auto_backup, usable_terminal
from tpm_tui.cli.output.lookup import check_topics
from tpm_tui.cli.output.options import plain_option, spoken_option, topics_option
from tpm_tui.cli.output.problems import print_problems
from tpm_tui.cli.type_ahead import discard_type_ahead
from tpm_tui.core.mock.format import MINUTES_PER_QUESTION, PRESETS, Format, custom_format
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.exchange.messages import MOCK_RESUMED
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import archive_mock, begin_mock, load_saved_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock

if TYPE_CHECKING:
    from tpm_tui.storage.files.problem import Problem
    from tpm_tui.ui.screens.action_screen import ActionScreen


@click.command()
@click.option("--preset", type=click.Choice(list(PRESETS)), help="Format of the interview; default: phone.")
@click.option(
    "--questions", type=click.IntRange(min=1, max=50), help="Number of questions, instead of --preset."
)
@click.option(
    "--minutes", type=click.IntRange(min=1, max=600), help="Minutes for all questions; default: 7 for each."
)
@topics_option
@click.option(
    "--seed", type=click.IntRange(0, 2**32), help="Seed of the draw: the same seed draws the same questions."
)
@click.option(
    "--resume", "choice", flag_value="resume", help="Resume an unfinished interview without asking."
)
@click.option("--fresh", "choice", flag_value="fresh", help="Start a new interview without asking.")
@spoken_option
@plain_option
@click.pass_obj
def mock(
    workspace: Workspace,
    preset: str | None,
    questions: int | None,
    minutes: int | None,
    topics: tuple[str, ...],
    seed: int | None,
    choice: str | None,
    spoken: bool,
    plain: bool,
) -> None:
    """Take a mock interview: answer all questions first, then rate your answers.

    \b
    phone    4 questions in 30 minutes
    onsite   3 questions of 7 minutes, two follow-ups each
    loop     four rounds of 2: behavioural, program, technical, cross-functional

    Model answers are shown only after the last answer. Each of your answers is then shown with its model
    answer and the key points recognised in it already ticked, and you rate it by a rubric. The boxes do not
    change unless you choose so at the end. You can stop at any time; the next `tpm-tui mock` resumes there.
    """
    if sys.stdin.errors != "replace":  # a stream that has been read from cannot be reconfigured
        sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    check_topics(workspace, topics)
    format_ = select_format(preset, questions, minutes)
    file = MockFile(workspace.paths.data)
    with ExitStack() as lock:
        lock.enter_context(file.locked())
        saved, damage = load_saved_mock(workspace)
        if damage:
            click.echo(f"tpm-tui: {damage}", err=True)
        notice = ""
        if saved.mock is not None and should_resume(saved.mock, choice):
            mock_session: MockSession | None = MockSession(workspace, saved.mock, saved)
            notice = MOCK_RESUMED
        else:
            if saved.mock is not None:
                archive_unfinished(workspace, saved)
            mock_session = begin_mock(workspace, format_, saved, topics, seed)
        if mock_session is None:
            raise click.UsageError("no questions to ask; see: tpm-tui bank list")
        mock_session.speaks = spoken
        run = partial(run_mock, mock_session, notice, lock.pop_all(), plain=plain)
        sys.exit(run_with_auto_backup(workspace, run))


def select_format(preset: str | None, questions: int | None, minutes: int | None) -> Format:
    """Return the interview format that the options describe.

    Raises:
        click.UsageError: the options contradict each other.
    """
    if questions is None:
        if minutes is not None:
            raise click.UsageError("--minutes requires --questions")
        return PRESETS[preset or "phone"]
    if preset is not None:
        raise click.UsageError("give --preset, or --questions with --minutes, not both")
    return custom_format(questions, minutes or questions * MINUTES_PER_QUESTION)


def should_resume(mock: Mock, choice: str | None) -> bool:
    """Return whether to resume an unfinished interview; ask the learner unless `choice` says so.

    Args:
        mock: the unfinished interview.
        choice: "resume", "fresh" or None, from the options.

    Raises:
        SystemExit: the learner quits, or the input has ended.
    """
    if choice is not None:
        return choice == "resume"
    discard_type_ahead()
    click.echo(
        f"The mock interview of {mock.started:%Y-%m-%d %H:%M} is unfinished: "
        f"{describe_unfinished_mock(mock)}.\n"
        "enter resumes it.\n"
        "n starts a new one; your answers so far are saved in a report.\n"
        "q quits."
    )
    while True:
        line = sys.stdin.readline()
        match line.strip().lower():
            case "" | "y" if line:
                return True
            case "n":
                return False
            case "q" | "":
                sys.exit(0)
            case _:
                click.echo("type enter, n or q")


def describe_unfinished_mock(mock: Mock) -> str:
    """Return the phase and question number of an interview; the result contains no untrusted text."""
    return f"{mock.phase.value}, question {mock.place + 1} of {len(mock.answers)}"


def archive_unfinished(workspace: Workspace, saved: SavedMock) -> None:
    """Archive the unfinished interview and print the path of the report with its answers."""
    path = archive_mock(workspace, saved)
    if path is not None:
        click.echo(f"The unfinished interview was saved to {path}")


def run_mock(mock_session: MockSession, notice: str, lock: ExitStack, *, plain: bool) -> int:
    """Run the interview in the app or in plain mode; return the exit code.

    Args:
        mock_session: the interview, new or resumed.
        notice: shown first.
        lock: holds the lock of the interview's file; it is released when the interview is closed.
        plain: use plain mode even if the terminal can show the app.
    """
    with lock:
        if plain or not usable_terminal():
            from tpm_tui.cli.plain.mock import run_plain_mock

            return run_plain_mock(mock_session)
        return run_mock_app(mock_session, notice, lock)


def run_mock_app(mock_session: MockSession, notice: str, lock: ExitStack) -> int:
    """Run the app until the learner quits; return the exit code. The arguments are those of `run_mock`."""

    found: list[Problem] = []

    def make_screen(problems: Sequence[Problem]) -> ActionScreen:
        from tpm_tui.ui.screens.mock.screen import MockScreen

        found.extend(problems)
        return MockScreen(mock_session, notice, lock)

    code = run_screen(mock_session.workspace, make_screen)
    if not code:  # else the terminal may be gone
        print_problems((*mock_session.workspace.store.notices, *found))
    if not code and mock_session.phase is not MockPhase.DONE:
        click.echo("The interview is saved; the next `tpm-tui mock` resumes from here.", err=True)
    return code
