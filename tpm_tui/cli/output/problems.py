"""What is wrong with the learner's files, told beside whatever a command was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem

MAX_PROBLEMS_SHOWN = 5
"""Lines; a bank in ruins is not to push the answer off the screen."""


def print_workspace_problems(workspace: Workspace) -> None:
    """A line on stderr for each fault in the files that were opened so far."""
    print_problems(workspace.faults)


def print_problems(faults: Iterable[object]) -> None:
    """The first of some faults on stderr, and how many more there are."""
    lines = [clean_line(str(fault)) for fault in faults]
    for line in lines[:MAX_PROBLEMS_SHOWN]:
        print(f"tpm-tui: {line}", file=sys.stderr)
    if (more := len(lines) - MAX_PROBLEMS_SHOWN) > 0:
        print(f"tpm-tui: and {more} more faults; tpm-tui doctor lists them all", file=sys.stderr)


def unknown_names_in_config(workspace: Workspace, themes: Iterable[str]) -> tuple[Problem, ...]:
    """What the settings name and there is not: actions in the keymap, and the theme.

    Args:
        workspace: has the settings.
        themes: the names of those that there are.
    """
    from tpm_tui.ui.keys.keymap import Keymap

    loaded, known = workspace.loaded_config, tuple(themes)
    faults = [(f"keymap.{name}", *fault) for name, *fault in Keymap.faults(loaded.config.keymap)]
    if (theme := loaded.config.theme) not in known:
        faults.insert(0, ("theme", f"there is no theme {theme}", f"known are {', '.join(known)}"))
    return tuple(
        Problem(str(workspace.paths.config), *loaded.places.get(setting, (0, 0)), message, hint)
        for setting, message, hint in faults
    )
