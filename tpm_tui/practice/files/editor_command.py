"""The command line that opens a file at a line in the learner's external editor."""

from __future__ import annotations

import shlex
from pathlib import Path

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
