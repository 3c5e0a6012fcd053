"""Print problems in the learner's files on stderr, in addition to a command's own output."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from tpm_tui.practice.dates.past import find_past_date, has_next_date, record_asked
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem, problem_at

MAX_PROBLEMS_SHOWN = 5
"""Lines; more would scroll the command's own output off the screen."""


def print_workspace_problems(workspace: Workspace) -> None:
    """Print a line on stderr for each problem in the files that were opened so far."""
    print_problems(workspace.problems)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print the first problems on stderr, and how many more there are."""
    lines = [str(problem) for problem in problems]
    for line in lines[:MAX_PROBLEMS_SHOWN]:
        print(f"tpm-tui: {line}", file=sys.stderr)
    if (more := len(lines) - MAX_PROBLEMS_SHOWN) > 0:
        print(f"tpm-tui: and {more} more; run tpm-tui doctor to list all problems", file=sys.stderr)


def problem_line(problem: Problem) -> str:
    """Return a problem on one line for standard output; a warning or note begins with a label.

    It is not broken on a terminal, so that `file:line:column` can be opened or copied from there.
    """
    from tpm_tui.cli.output.styles import stdout_style
    from tpm_tui.core.text.style import Role

    label = "" if problem.is_error else f"{stdout_style()(problem.severity, Role(problem.severity))}: "
    return f"{label}{problem}"


def unknown_names_in_config(workspace: Workspace, themes: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each unknown action in the keymap setting, and for an unknown theme.

    Args:
        workspace: the settings.
        themes: names of the existing themes.
    """
    from tpm_tui.ui.keys.keymap import Keymap

    loaded, known = workspace.loaded_config, tuple(themes)
    problems = [(f"keymap.{name}", *problem) for name, *problem in Keymap.find_problems(loaded.config.keymap)]
    if (theme := loaded.config.theme) not in known:
        problems.insert(0, ("theme", f"unknown theme {theme}", f"known: {', '.join(known)}"))
    return tuple(
        problem_at(workspace.paths.config, loaded.places.get(setting, (0, 0)), message, hint)
        for setting, message, hint in problems
    )


def print_past_date(workspace: Workspace) -> None:
    """Print on stderr, once, that a target date has passed, and how to note how it went and set the next."""
    if (deadline := find_past_date(workspace)) is None:
        return
    from tpm_tui.exchange.messages import HOW_DID_IT_GO, NEXT_ROUND, past_date_message

    lines = [f"{past_date_message(deadline)} {HOW_DID_IT_GO} Run: tpm-tui plan --went TEXT"]
    if not has_next_date(workspace):
        lines.append(f"{NEXT_ROUND} Run: tpm-tui plan --interview DATE")
    for line in lines:
        print(f"tpm-tui: {line}", file=sys.stderr)
    record_asked(workspace, deadline)


def print_unused_per_day(workspace: Workspace) -> None:
    """Print on stderr that `per_day` has no effect, if the settings have minutes per day."""
    if minutes := workspace.config.minutes_per_day:
        print(
            f"tpm-tui: minutes_per_day: {minutes} is in force, so per_day is not used; "
            "to plan by answers per day, run: tpm-tui plan --minutes 0",
            file=sys.stderr,
        )
