"""Start practice in the app, or in plain mode if the terminal cannot show the app.

Does not import click, so that `tpm-tui` without arguments starts fast.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tpm_tui.cli.interrupt import exit_on_interrupt
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.session.session import Form
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.auto_backup import auto_backup
from tpm_tui.practice.dates.past import find_past_date
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.terminal.hangup import is_hung_up

if TYPE_CHECKING:
    from tpm_tui.core.plan.deadline import Deadline
    from tpm_tui.core.session.recall import RecallCard
    from tpm_tui.storage.files.problem import Problem
    from tpm_tui.ui.screens.action_screen import ActionScreen


def start_at_today(workspace: Workspace) -> int:
    """Start the app at Today, or practice in plain mode; return the exit code."""
    if not usable_terminal():
        return start_planned(workspace)

    def make_screen(problems: Sequence[Problem]) -> ActionScreen:
        from tpm_tui.ui.screens.places.today import TodayScreen

        return TodayScreen(workspace, problems, asks_at_start=True)

    return run_with_auto_backup(workspace, partial(run_screen, workspace, make_screen))


def start_planned(workspace: Workspace) -> int:
    """Practise what is due today, or offer to resume an unfinished session; return the exit code.

    The same as `tpm-tui practice` without options, for which click would take 4 % of the start.
    """
    try:
        return start(workspace, workspace.agenda().queue, resume=True)
    finally:
        workspace.save_recomputed_boxes()


def start(
    workspace: Workspace,
    queue: Sequence[str],
    *,
    form: Form = "answer",
    plain: bool = False,
    spoken: bool = False,
    resume: bool = False,
    drill: bool = False,
    recall: Sequence[RecallCard] = (),
) -> int:
    """Practise a queue of questions; return the exit code.

    Args:
        workspace: the bank, the settings and the progress.
        queue: ids of the questions, in order.
        form: full answers, or the short form.
        plain: use plain mode even if the terminal can show the app.
        spoken: speak the answers instead of typing them.
        resume: offer to resume an unfinished session first.
        drill: do not change boxes or due dates.
        recall: recall cards to drill instead of the queue.
    """
    found = find_unfinished(workspace) if resume else None

    def practise() -> int:
        if not plain and usable_terminal():
            past_date = find_past_date(workspace) if resume and found is None else None
            return run_app(
                workspace, queue, form, found, spoken=spoken, drill=drill, recall=recall, past_date=past_date
            )
        if recall:
            from tpm_tui.cli.plain.recall import run_recall_plain

            return run_recall_plain(workspace, recall)
        from tpm_tui.cli.plain.practice import run_plain

        return run_plain(workspace, queue, form, found, drill, spoken)

    return run_with_auto_backup(workspace, practise)


def run_with_auto_backup(workspace: Workspace, practise: Callable[[], int]) -> int:
    """Run a session with automatic backups; print a failed backup's error after it. Return the exit code."""
    with auto_backup(workspace) as backup:
        code = practise()
    discard_output_if_hung_up()
    if backup.error:
        print(f"tpm-tui: {clean_line(backup.error)}", file=sys.stderr)
    return code


def discard_output_if_hung_up() -> None:
    """Redirect stdout and stderr to /dev/null if the terminal has hung up.

    Otherwise Python fails to flush its buffers at exit and ends with exit code 120 instead of ours.
    """
    for output in (1, 2):
        if is_hung_up(output):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, output)
            os.close(null)


def usable_terminal() -> bool:
    """Return whether the terminal can show the app, which draws on stderr and reads keys from stdin."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") not in ("", "dumb")


def run_app(
    workspace: Workspace,
    queue: Sequence[str],
    form: Form,
    found: UnfinishedSession | None = None,
    *,
    spoken: bool = False,
    drill: bool = False,
    recall: Sequence[RecallCard] = (),
    past_date: Deadline | None = None,
) -> int:
    """Run the app at a practice session until the learner quits; return the exit code."""

    def make_screen(problems: Sequence[Problem]) -> ActionScreen:
        from tpm_tui.practice.session import PracticeSession
        from tpm_tui.ui.screens.practice.screen import PracticeScreen

        practice_session = PracticeSession(workspace, queue, form, drill)
        practice_session.speech.preferred = spoken
        return PracticeScreen(practice_session, problems, found, recall, past_date)

    return run_screen(workspace, make_screen)


def run_screen(workspace: Workspace, make_screen: Callable[[Sequence[Problem]], ActionScreen]) -> int:
    """Run the app until the learner quits; return the exit code.

    Args:
        workspace: the settings and the progress.
        make_screen: returns the first screen for the problems found in the learner's files. Textual must
            not be imported before it is called.
    """
    from tpm_tui.cli.output.problems import unknown_names_in_config
    from tpm_tui.storage.bank.shipped import shipped_themes
    from tpm_tui.storage.settings.themes import load_themes
    from tpm_tui.ui.terminal.startup import prepare_terminal

    exit_on_interrupt()
    prepare_terminal(os.environ)
    folders = [folder for folder in (shipped_themes(), workspace.paths.themes) if folder.is_dir()]
    loaded = load_themes(folders, workspace.paths.cache)
    problems = (
        *workspace.loaded_config.problems,
        *unknown_names_in_config(workspace, loaded.themes),
        *workspace.unknown_date_topics(),
        *workspace.loaded_bank.problems,
        *loaded.problems,
    )
    workspace.store  # noqa: B018  report an unusable data folder before the app takes over the screen
    from tpm_tui.ui.app import TpmApp

    app = TpmApp(workspace, loaded.themes, make_screen(problems), _finish_start)
    app.run(mouse=workspace.config.mouse)
    if not app.return_code:  # else the terminal may be gone
        _print_run_result(workspace)
    return app.return_code or 0


def _finish_start() -> None:
    """End the start after the first frame, which needs nothing of this."""
    from tpm_tui.cli.bytecode.update import finish_start

    finish_start()


def _print_run_result(workspace: Workspace) -> None:
    """Print what was done in this run, and where its report is; nothing if nothing was done."""
    if workspace.store.own_reviews() or workspace.last_report:
        from tpm_tui.practice.start.run_result import describe_run

        print(describe_run(workspace))
