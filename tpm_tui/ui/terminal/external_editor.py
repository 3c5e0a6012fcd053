"""Open a file at a line in the learner's external editor."""

from __future__ import annotations

import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tpm_tui.practice.files.editor_command import editor_command
from tpm_tui.ui.terminal.job_control import default_stop_signals


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
