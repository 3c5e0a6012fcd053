"""Starting practice: the app where there is a terminal for it, else lines.

Without click, since the bare `tpm-tui` starts here at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.session.session import Form
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.auto_backup import auto_backup
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.terminal.hangup import is_hung_up

if TYPE_CHECKING:
    from tpm_tui.core.session.recall import RecallCard


def start(
    workspace: Workspace,
    queue: Sequence[str],
    *,
    form: Form = "answer",
    plain: bool = False,
    go_on: bool = False,
    drill: bool = False,
    recall: Sequence[RecallCard] = (),
) -> int:
    """Practise a queue of questions; returns the exit code.

    Args:
        workspace: everything else.
        queue: ids in the order of asking.
        form: full answers, or the short form.
        plain: in lines, whatever the terminal.
        go_on: nothing in particular was asked for, so a session that was cut off is offered first.
        drill: beside the boxes.
        recall: recall cards to drill, in place of a queue.
    """
    found = find_unfinished(workspace) if go_on else None

    def practise() -> int:
        if not plain and usable_terminal():
            return run_app(workspace, queue, form, found, drill=drill, recall=recall)
        if recall:
            from tpm_tui.cli.plain.recall import run_recall_plain

            return run_recall_plain(workspace, recall)
        from tpm_tui.cli.plain.practice import run_plain

        return run_plain(workspace, queue, form, found, drill)

    return run_with_auto_backup(workspace, practise)


def run_with_auto_backup(workspace: Workspace, practise: Callable[[], int]) -> int:
    """Practise with automatic backups; one that failed is told once the screen is free again."""
    with auto_backup(workspace) as safekeeping:
        code = practise()
    discard_output_if_hung_up()
    if safekeeping.fault:
        print(f"tpm-tui: {clean_line(safekeeping.fault)}", file=sys.stderr)
    return code


def discard_output_if_hung_up() -> None:
    """Where the terminal has gone away, what is left to be said is said to nobody.

    Python would find it in a buffer at its end, fail to write it, and exit with 120 whatever we say.
    """
    for output in (1, 2):
        if is_hung_up(output):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, output)
            os.close(nowhere)


def usable_terminal() -> bool:
    """Whether the app can be shown; it paints on stderr and reads keys from stdin."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream.isatty() for stream in streams) and os.environ.get("TERM", "dumb") not in ("", "dumb")


def run_app(
    workspace: Workspace,
    queue: Sequence[str],
    form: Form,
    found: UnfinishedSession | None = None,
    *,
    drill: bool = False,
    recall: Sequence[RecallCard] = (),
) -> int:
    """Show the app until the learner quits; returns the exit code."""
    from tpm_tui.cli.output.problems import unknown_names_in_config
    from tpm_tui.storage.bank.shipped import shipped_themes
    from tpm_tui.storage.settings.themes import load_themes
    from tpm_tui.ui.terminal.startup import prepare_terminal

    prepare_terminal(os.environ)
    folders = [folder for folder in (shipped_themes(), workspace.paths.themes) if folder.is_dir()]
    loaded = load_themes(folders, workspace.paths.cache)
    problems = (
        *workspace.loaded_config.problems,
        *unknown_names_in_config(workspace, loaded.themes),
        *workspace.loaded_bank.problems,
        *loaded.problems,
    )
    workspace.store  # noqa: B018  an unusable data folder is told before the screen is taken over
    from tpm_tui.ui.practice_app import PracticeApp

    app = PracticeApp(workspace, queue, loaded.themes, problems, form, found, drill=drill, recall=recall)
    app.run(mouse=workspace.config.mouse)
    return app.return_code or 0
