"""The practice screen on a pty: types into its editor, and measures what that costs."""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

from tests.terminal.terminal import Terminal

QUIET_SECONDS = 0.02
"""How long nothing is painted after a key before the next one is typed."""


def clean_environ(home: Path) -> dict[str, str]:
    """Return the environment of a measured program, with its own home folder.

    Build machines set variables that make a start several times as long: without bytecode, and unbuffered.
    """
    machine = ("XDG_", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "TPM_TUI_")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(machine)}
    return {**environ, "HOME": str(home)}


class TypingSession(Terminal):
    """A running practice screen."""

    def __init__(self, home: Path) -> None:
        super().__init__([sys.executable, "-m", "tpm_tui", "practice"], clean_environ(home))
        self.wait_for("YOUR ANSWER")
        self.wait_until_quiet()

    def cpu_seconds(self) -> float:
        """Return the CPU time of all threads of the program."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text("ascii").split()[0]) for task in tasks) / 1e9

    def wait_until_quiet(self, seconds: float = QUIET_SECONDS) -> None:
        """Read until nothing was painted for some time."""
        while select.select([self.master], [], [], seconds)[0]:
            self._read(0)

    def key_cpu_seconds(self, key: str) -> float:
        """Press a key, and return the CPU time that it takes until nothing more is painted."""
        before = self.cpu_seconds()
        self.press(key)
        self._read(10)
        self.wait_until_quiet()
        return self.cpu_seconds() - before
