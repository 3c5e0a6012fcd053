"""The programs that are measured: this app, the smallest Textual app with a text area (R), and vim (V)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp

from tests.benchmarks.screen.probe import Probe, settle

SMALL, LARGE = (80, 24), (160, 50)

BARE = [sys.executable, str(Path(__file__).parent.parent / "bare_app.py")]
PROGRAM = [sys.executable, "-m", "tpm_tui"]
OURS = [*PROGRAM, "practice"]
VIM = ["vim", "--clean", "-n", "-c", "startinsert"]

QUIET_START = 0.4
"""Seconds without output after which a start is complete."""

REMOVED = ("XDG_", "TEXTUAL", "TMUX", "STY", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
"""Variables of build machines and terminals: without bytecode a start takes several times as long."""

TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}

has_vim = shutil.which("vim") is not None


class Programs:
    """Starts the programs, each time with new data."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """
        Args:
            folder: for the files of the programs.
            settings: additional environment variables.
        """
        self._folder = folder
        (folder / "home").mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(REMOVED)}
        self.environ = {**kept, **TERMINAL, "HOME": str(folder / "home"), **(settings or {})}

    def new_data(self) -> dict[str, str]:
        """Return the environment with a new data folder."""
        return {**self.environ, "TPM_TUI_DATA_DIR": mkdtemp(dir=self._folder)}

    def ours(self, size: tuple[int, int] = SMALL, config: str = "") -> Probe:
        """Start the app.

        Args:
            size: columns and rows of the terminal.
            config: the text of its settings file.
        """
        environ = self.new_data()
        if config:
            file = Path(environ["TPM_TUI_DATA_DIR"]) / "measured.yaml"
            file.write_text(config, encoding="utf-8")
            environ["TPM_TUI_CONFIG"] = str(file)
        return Probe(OURS, environ, size)

    def bare(self, size: tuple[int, int] = SMALL) -> Probe:
        """Start the bare text area."""
        return Probe(BARE, self.environ, size)

    def vim(self, size: tuple[int, int] = SMALL) -> Probe:
        """Start vim in insert mode."""
        return Probe(VIM, self.environ, size)


def wait_until_ready(probe: Probe, text: str) -> float:
    """Wait for the first frame, which has a text, and then for silence; return the seconds to the frame."""
    seconds = probe.wait_for(text)
    settle(probe, QUIET_START)
    return seconds


OURS_TEXT, BARE_TEXT, VIM_TEXT = "YOUR ANSWER", "a bare text area", "INSERT"
