"""Fixtures that run the command line on a small example bank in a temporary folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli.fork_server import ForkServer

BANK = """\
version: 1
topic: {id: rescue, title: Rescue}
questions:
  - id: late-program-recovery
    number: 7
    title: Late program
    prompt: "A program you own has slipped. What happened next?"
    variants: ["Tell me about a date you missed."]
    probes: "Diagnosis before action."
    key_points:
      - {name: size and cause, cue: "gives a range", must: true, cues: ["four to seven weeks late"]}
      - {name: plain notice, cue: "says who heard", cues: ["called the director that evening"]}
      - {name: scope before people, cue: "names what was cut"}
    model_answer: "I re-forecast, called the director, and cut live events."
  - id: two-goals
    number: 2
    prompt: "Two teams want opposite things. How does it end?"
    key_points: [{name: "the rule"}, {name: "the price"}]
"""

SECONDS = 60
"""Time limit of a command."""

NOW = "2026-11-22T09:00:00+00:00"


@dataclass
class Result:
    """The output and exit code of a command."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, object]:
        """Return standard output as one JSON object."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    def reviews(self) -> list[dict[str, object]]:
        """Return the reviews of a JSON report."""
        return self.list("reviews")

    def list(self, name: str) -> list[dict[str, object]]:
        """Return the list of objects under this key of standard output."""
        found = self.json()[name]
        assert isinstance(found, list)
        return found


READ_AT_START = ("PYTHON", "LC_", "LANG")
"""Prefixes of variables that Python reads only when it starts."""


@dataclass
class Tpm:
    """Runs `tpm-tui` commands in processes of their own, without a terminal."""

    home: Path
    bank: Path
    server: ForkServer
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.home / "data"

    @property
    def config(self) -> Path:
        """The settings file."""
        return self.home / "config.yaml"

    def __call__(
        self, *args: str, given: str | bytes = "", environ: Mapping[str, str] | None = None
    ) -> Result:
        """Run a command and wait for its end.

        Args:
            args: the arguments after `tpm-tui`.
            given: standard input.
            environ: variables added to the environment.
        """
        data = given.encode() if isinstance(given, str) else given
        whole = {**os.environ, **self.environ, **(environ or {})}
        if any(name.startswith(READ_AT_START) for name in environ or {}):
            command = [sys.executable, "-m", "tpm_tui", *args]
            run = subprocess.run(
                command, input=data, capture_output=True, env=whole, timeout=SECONDS, check=False
            )
            code, out, err = run.returncode, run.stdout, run.stderr
        else:
            code, out, err = self.server.call(args, whole, data, SECONDS)
        result = Result(code, out.decode(), err.decode())
        assert "Traceback" not in result.out + result.err
        return result


@pytest.fixture(scope="session")
def server() -> Iterator[ForkServer]:
    with ForkServer() as running:
        yield running


@pytest.fixture
def tpm(tmp_path: Path, server: ForkServer) -> Tpm:
    bank = tmp_path / "rescue.yaml"
    bank.write_text(BANK, "utf-8")
    environ = {
        "HOME": str(tmp_path),
        "TPM_TUI_NOW": NOW,
        "TPM_TUI_BANK": str(bank),
        "TPM_TUI_DATA_DIR": str(tmp_path / "data"),
        "TPM_TUI_CONFIG": str(tmp_path / "config.yaml"),
    }
    return Tpm(tmp_path, bank, server, environ)
