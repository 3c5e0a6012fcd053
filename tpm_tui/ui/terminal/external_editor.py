"""Open a question's file at its line in the learner's external editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tpm_tui.practice.session import PracticeSession

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


def edit_question(app: App[None], practice_session: PracticeSession) -> tuple[str, bool]:
    """Open the current question's file in the external editor, then reload the bank if the editor succeeded.

    Args:
        app: the running app, suspended while the editor runs.
        practice_session: the session with the current question.

    Returns:
        A notice for the learner, and whether it reports an error.
    """
    workspace = practice_session.workspace
    place = workspace.loaded_bank.places.get(practice_session.session.current)
    if place is None:
        return "This question has no file to edit.", True
    editor = workspace.config.find_editor(os.environ)
    message = ""
    try:
        command = editor_command(editor, Path(place.file), place.line)
        with app.suspend():
            # An exception must not leave the block: Textual would not resume its driver.
            try:
                code = subprocess.run(command, check=False).returncode
                if code:
                    ended = f"exit code {code}" if code > 0 else f"ended by signal {-code}"
                    message = f"{Path(command[0]).name}: {ended}. The question bank was not reloaded."
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                message = f"{command[0]}: {reason}. Set $EDITOR, or `editor` in the settings file."
    except ValueError as error:
        message = f"editor: {error}"
    except SuspendNotSupported:
        message = "This terminal cannot run an external editor."
    if message:
        return message, True
    practice_session.reload_bank()
    problems = workspace.loaded_bank.problems
    if problems:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        return f"{count} in the bank: {problems[0]}", True
    return "Question bank reloaded.", False
