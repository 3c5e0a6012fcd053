"""Open a file at a line in the learner's external editor."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tpm_tui.ui.terminal.job_control import default_stop_signals

LINE_OPTION = {
    "code": "--goto {file}:{line}",
    "codium": "--goto {file}:{line}",
    "hx": "{file}:{line}",
    "helix": "{file}:{line}",
    "subl": "{file}:{line}",
    "zed": "{file}:{line}",
}
"""The line arguments of editors that do not accept vi's `+LINE FILE`, by the name of the executable."""


def editor_command(editor: str, file: Path, line: int) -> list[str]:
    """Return the command and arguments that open a file at a line.

    Args:
        editor: the editor's command line; `vi` if empty.
        file: the file to open.
        line: the line number, counted from 1.

    Raises:
        ValueError: the editor's command line has an unclosed quote.
    """
    command = shlex.split(editor) or ["vi"]
    template = LINE_OPTION.get(Path(command[0]).name)
    if template is None:
        return [*command, f"+{line}", str(file)]
    return [*command, *(part.format(file=file, line=line) for part in template.split())]


def run_editor(app: App[None], editor: str, file: Path, line: int = 1) -> str:
    """Open a file in the external editor and wait until the editor exits.

    Args:
        app: the running app, suspended while the editor runs.
        editor: the editor's command line; `vi` if empty.
        file: the file to open.
        line: the line number, counted from 1.

    Returns:
        Why the editor failed; empty if it did not.
    """
    try:
        command = editor_command(editor, file, line)
        with app.suspend():
            # An exception must not leave the block: Textual would not resume its driver.
            try:
                with default_stop_signals():
                    code = subprocess.run(command, check=False).returncode
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                return f"{command[0]}: {reason}. Set $EDITOR, or `editor` in the settings file."
    except ValueError as error:
        return f"editor: {error}"
    except SuspendNotSupported:
        return "This terminal cannot run an external editor."
    if code:
        ended = f"exit code {code}" if code > 0 else f"ended by signal {-code}"
        return f"{Path(command[0]).name}: {ended}."
    return ""
