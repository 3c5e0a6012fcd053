"""Opening a question's file in the learner's own editor, at its line."""

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
"""How editors that do not take vi's `+LINE FILE` are told a line."""


def editor_command(editor: str, file: Path, line: int) -> list[str]:
    """The arguments that open a file at a line (1 is the first).

    Raises:
        ValueError: the editor's command has an unclosed quote.
    """
    command = shlex.split(editor) or ["vi"]
    template = LINE_OPTION.get(Path(command[0]).name)
    if template is None:
        return [*command, f"+{line}", str(file)]
    return [*command, *(part.format(file=file, line=line) for part in template.split())]


def edit_question(app: App[None], practice_session: PracticeSession) -> tuple[str, bool]:
    """Let the learner edit the current question's file, then read the bank again.

    Returns:
        What to tell, and whether it is bad news.
    """
    workspace = practice_session.workspace
    place = workspace.loaded_bank.places.get(practice_session.session.current)
    if place is None:
        return "This question is in no file.", True
    editor = workspace.config.editor or os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    fault = ""
    try:
        command = editor_command(editor, Path(place.file), place.line)
        with app.suspend():
            # An exception must not leave the block: Textual would not resume its driver.
            try:
                subprocess.run(command, check=False)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                fault = f"{command[0]}: {reason}. Set $EDITOR, or editor in the config."
    except ValueError as error:
        fault = f"editor: {error}"
    except SuspendNotSupported:
        fault = "This terminal cannot be handed to another program."
    if fault:
        return fault, True
    practice_session.read_bank_again()
    problems = workspace.loaded_bank.problems
    if problems:
        count = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        return f"{count} in the bank: {problems[0]}", True
    return "The bank was read again.", False
