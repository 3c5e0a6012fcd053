"""Fixtures that run tpm-tui on a terminal with its own home folder and bank, and an sshd to log in to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.sshd import SshServer, SshUnavailable
from tests.terminal.terminal import Terminal
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.store import Store

BANK = """\
topic: {id: rescue, title: Rescue}
questions:
  - id: late-program-recovery
    number: 7
    title: Late program
    prompt: "A program you own has slipped. What happened next?"
    key_points:
      - {name: size and cause, cue: "gives a range", must: true}
      - {name: plain notice, cue: "says who heard it"}
  - id: two-goals
    number: 2
    title: Two goals
    prompt: "Two teams want opposite things. How does it end?"
    key_points: [{name: the rule}]
"""


class Machine:
    """The files and the environment in which the program runs."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.bank = home / "bank.yaml"
        self.bank.write_text(BANK, "utf-8")
        self.environ = {
            **os.environ,
            "HOME": str(home),
            "TPM_TUI_BANK": str(self.bank),
            "TPM_TUI_DATA_DIR": str(self.data),
            "TPM_TUI_CONFIG": str(home / "config.yaml"),
        }

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.home / "data"

    def drafts(self) -> str:
        """Return the text of all draft files."""
        return "".join(path.read_text("utf-8") for path in (self.data / "drafts").glob("*.json"))

    def reviews(self) -> list[Review]:
        """Return the grades in the history."""
        entries = Store.open(self.data, Rules()).entries()
        return [entry for entry in entries if isinstance(entry, Review)]

    def start(self, *args: str, columns: int = 80, rows: int = 24, **environ: str) -> Terminal:
        """Run `tpm-tui` on a terminal, with additional environment variables."""
        command = [sys.executable, "-m", "tpm_tui", *args]
        return Terminal(command, {**self.environ, **environ}, columns, rows)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    try:
        server = SshServer(tmp_path_factory.mktemp("sshd"))
    except SshUnavailable as error:
        pytest.skip(str(error))
    yield server
    server.stop()
