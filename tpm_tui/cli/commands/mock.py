"""`tpm-tui mock`: an interview without a reveal until its end, in the app or in lines."""

from __future__ import annotations

import os
import sys
from functools import partial

import click

from tpm_tui.cli.commands.practice import nearest_question
from tpm_tui.cli.launch import run_with_auto_backup, usable_terminal
from tpm_tui.core.mock.format import PRESETS, Format, own_format
from tpm_tui.core.mock.interview import Mock, MockPhase
from tpm_tui.practice.mock import MockSession, archive_mock, begin_mock, unfinished_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock

MINUTES_EACH = 7
"""Minutes a question, where only the number of questions is given."""


@click.command()
@click.option("--preset", type=click.Choice(list(PRESETS)), help="phone by default.")
@click.option(
    "--questions", type=click.IntRange(min=1, max=50), help="A format of your own: so many questions."
)
@click.option("--minutes", type=click.IntRange(min=1, max=600), help="And so many minutes for all of them.")
@click.option("--topic", "topics", multiple=True, metavar="ID", help="Only this topic; may be repeated.")
@click.option(
    "--seed", type=click.IntRange(0, 2**32), help="Draw the same questions as with that seed before."
)
@click.option(
    "--resume", "choice", flag_value="resume", help="Go on with the unfinished one, without asking."
)
@click.option("--fresh", "choice", flag_value="fresh", help="Start afresh, without asking.")
@click.option("--plain", is_flag=True, help="In lines, for screen readers, pipes and simple terminals.")
@click.pass_obj
def mock(
    workspace: Workspace,
    preset: str | None,
    questions: int | None,
    minutes: int | None,
    topics: tuple[str, ...],
    seed: int | None,
    choice: str | None,
    plain: bool,
) -> None:
    """A mock interview: answer everything first, then judge it.

    \b
    phone    4 questions in 30 minutes
    onsite   3 questions of 7 minutes, two follow-ups each
    loop     four rounds of 2: behavioural, program, technical, cross-functional

    Nothing is revealed before the last answer. Then each answer stands above its model answer, with the
    key points ticked that were heard in it, and you rate it by a rubric. The boxes stay as they are unless
    you say so at the end. It can be stopped at any time; the next `tpm-tui mock` goes on from there.
    """
    for stream in (sys.stdin, sys.stdout):
        # A byte that is no UTF-8 becomes a replacement character, and loses nobody their answer. Before
        # anything is read: afterwards a stream cannot be changed.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    for topic in topics:
        if topic not in workspace.bank.topic_by_id:
            raise click.UsageError(
                f"there is no topic {topic!r}; {nearest_question(topic, workspace.bank.topic_by_id)}"
            )
    chosen = find_format(preset, questions, minutes)
    file = MockFile(workspace.paths.data)
    with file.held():
        kept, notice = unfinished_mock(workspace)
        if notice:
            click.echo(f"tpm-tui: {notice}", err=True)
        if kept.mock is not None and go_on(kept.mock, choice):
            mock_session: MockSession | None = MockSession(workspace, kept.mock, kept)
            notice = "Taken up where it was stopped."
        else:
            if kept.mock is not None:
                print_archived_notice(workspace, kept)
            mock_session, notice = begin_mock(workspace, chosen, kept, topics, seed), ""
        if mock_session is None:
            raise click.UsageError("there is no question to ask; see: tpm-tui bank list")
        sys.exit(run_with_auto_backup(workspace, partial(run, mock_session, notice, plain=plain)))


def find_format(preset: str | None, questions: int | None, minutes: int | None) -> Format:
    """The format that the options name.

    Raises:
        click.UsageError: they contradict each other.
    """
    if questions is None:
        if minutes is not None:
            raise click.UsageError("--minutes needs --questions")
        return PRESETS[preset or "phone"]
    if preset is not None:
        raise click.UsageError("give --preset, or --questions with --minutes, not both")
    return own_format(questions, minutes or questions * MINUTES_EACH)


def go_on(mock: Mock, choice: str | None) -> bool:
    """Whether to go on with an unfinished_mock interview; asks unless it was said.

    Raises:
        click.Abort: nobody answers.
    """
    if choice is not None:
        return choice == "resume"
    click.echo(
        f"A mock interview of {mock.started:%Y-%m-%d %H:%M} is unfinished: {describe_unfinished_mock(mock)}.\n"
        "enter goes on with it.\n"
        "n starts afresh; what was answered goes into a report.\n"
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
                click.echo("enter, n or q")


def describe_unfinished_mock(mock: Mock) -> str:
    """Where an interview stands, without a word that came from elsewhere."""
    return f"{mock.phase.value}, question {mock.place + 1} of {len(mock.answers)}"


def print_archived_notice(workspace: Workspace, kept: SavedMock) -> None:
    """Give up the unfinished_mock interview, and say where its answers are."""
    path = archive_mock(workspace, kept)
    if path is not None:
        click.echo(f"The unfinished one is in {path}")


def run(mock_session: MockSession, notice: str, *, plain: bool) -> int:
    """Sit the interview; returns the exit code."""
    if plain or not usable_terminal():
        from tpm_tui.cli.plain.mock import run_plain_mock

        return run_plain_mock(mock_session)
    return run_mock_app(mock_session, notice)


def run_mock_app(mock_session: MockSession, notice: str) -> int:
    """Show the app until the learner quits; returns the exit code."""
    from tpm_tui.storage.bank.shipped import shipped_themes
    from tpm_tui.storage.settings.themes import load_themes
    from tpm_tui.ui.terminal.startup import prepare_terminal

    prepare_terminal(os.environ)
    workspace = mock_session.workspace
    folders = [folder for folder in (shipped_themes(), workspace.paths.themes) if folder.is_dir()]
    loaded = load_themes(folders, workspace.paths.cache)
    from tpm_tui.ui.mock_app import MockApp

    app = MockApp(mock_session, loaded.themes, notice)
    app.run(mouse=workspace.config.mouse)
    if not app.return_code and mock_session.phase is not MockPhase.DONE:
        click.echo("The interview is kept; the next `tpm-tui mock` goes on from here.", err=True)
    return app.return_code or 0
