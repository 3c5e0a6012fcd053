"""The command line on a made-up bank, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

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
      - {name: plain notice, cue: "says who was told", cues: ["told the director that evening"]}
      - {name: scope before people, cue: "names what was cut"}
    model_answer: "I re-forecast, told the director, and cut live events."
  - id: two-goals
    number: 2
    prompt: "Two teams want opposite things. How does it end?"
    key_points: [{name: "the rule"}, {name: "the price"}]
"""

NOW = "2026-11-22T09:00:00+00:00"


@dataclass
class Result:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> dict[str, object]:
        """Standard output as one JSON object."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value

    def reviews(self) -> list[dict[str, object]]:
        """The reviews of a JSON report."""
        return self.list("reviews")

    def list(self, name: str) -> list[dict[str, object]]:
        """A list of things within a JSON object."""
        found = self.json()[name]
        assert isinstance(found, list)
        return found


@dataclass
class Tpm:
    """Runs `tpm-tui` as a user's shell would, without a terminal."""

    home: Path
    bank: Path
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
        """Run one command to its end."""
        data = given.encode() if isinstance(given, str) else given
        run = subprocess.run(
            [sys.executable, "-m", "tpm_tui", *args],
            input=data,
            capture_output=True,
            env={**os.environ, **self.environ, **(environ or {})},
            timeout=60,
            check=False,
        )
        result = Result(run.returncode, run.stdout.decode(), run.stderr.decode())
        assert "Traceback" not in result.out + result.err
        return result


@pytest.fixture
def tpm(tmp_path: Path) -> Tpm:
    bank = tmp_path / "rescue.yaml"
    bank.write_text(BANK, "utf-8")
    environ = {
        "HOME": str(tmp_path),
        "TPM_TUI_NOW": NOW,
        "TPM_TUI_BANK": str(bank),
        "TPM_TUI_DATA_DIR": str(tmp_path / "data"),
        "TPM_TUI_CONFIG": str(tmp_path / "config.yaml"),
    }
    return Tpm(tmp_path, bank, environ)
