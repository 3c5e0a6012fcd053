"""CPU time of `due`, compared with the imports it cannot do without, and with a large bank."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.table import milliseconds, row
from tests.benchmarks.typing_session import clean_environ

pytestmark = pytest.mark.bench

ROUNDS = 21
LIMIT = 1.3
"""Maximum ratio of `due --short` to a script that imports click and msgspec."""

QUESTIONS = 10_000
BANK_LIMIT = 2.0
"""Maximum ratio of `due` with `QUESTIONS` questions to `due` with those of the program."""

IMPORTS = [sys.executable, "-c", "import click, msgspec"]
DUE = [sys.executable, "-m", "tpm_tui", "due"]
SHORT = [*DUE, "--short"]


def cpu_seconds(command: list[str], environ: dict[str, str]) -> float:
    """Run a command; return its CPU time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write_bank(folder: Path) -> list[str]:
    """Write a bank of `QUESTIONS` questions; return the command of `due` with it."""
    folder.mkdir()
    for topic in range(100):
        questions = "".join(
            f'  - {{id: q-{topic}-{number}, prompt: "What is done first in case {topic}.{number}?", '
            f"key_points: [{{name: a first step}}, {{name: who hears of it}}]}}\n"
            for number in range(QUESTIONS // 100)
        )
        text = f"topic: {{id: topic-{topic}, title: Topic {topic}}}\nquestions:\n{questions}"
        (folder / f"topic-{topic}.yaml").write_text(text, "utf-8")
    return [sys.executable, "-m", "tpm_tui", "--bank", str(folder), "due"]


def test_due_takes_little_more_than_its_imports(tmp_path: Path) -> None:
    environ = clean_environ(tmp_path)
    cpu_seconds(SHORT, environ)
    rounds = [(cpu_seconds(SHORT, environ), cpu_seconds(IMPORTS, environ)) for _ in range(ROUNDS)]
    report("due --short, CPU", "import click, msgspec", rounds, LIMIT)


def test_due_with_a_large_bank_is_within_limit(tmp_path: Path) -> None:
    environ = clean_environ(tmp_path)
    large = write_bank(tmp_path / "bank")
    for command in (large, DUE):
        cpu_seconds(command, environ)
    rounds = [(cpu_seconds(large, environ), cpu_seconds(DUE, environ)) for _ in range(ROUNDS)]
    report(f"due with {QUESTIONS:,} questions, CPU", "the questions of the program", rounds, BANK_LIMIT)


def report(name: str, other: str, rounds: list[tuple[float, float]], limit: float) -> None:
    ratio = median(first / second for first, second in rounds)
    first, second = (milliseconds(median(times)) for times in zip(*rounds, strict=True))
    print("\n" + row(name, first, f"{other} {second}", ratio, limit))
    assert ratio <= limit
