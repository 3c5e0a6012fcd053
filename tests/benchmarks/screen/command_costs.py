"""What commands without the app cost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tests.benchmarks.screen.figures import Figure
from tests.benchmarks.screen.programs import PROGRAM, Programs

ROUNDS = 11
FEW, MANY = 70, 10_000
IMPORTS = [sys.executable, "-c", "import click, msgspec"]
"""The least that a command with arguments and typed data needs."""


def cpu(command: list[str], environ: Mapping[str, str]) -> float:
    """Return the seconds of CPU of a command."""
    process = subprocess.Popen(command, env=dict(environ), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), command
    return usage.ru_utime + usage.ru_stime


def measure_commands(folder: Path, small: Path, large: Path) -> list[Figure]:
    """Compare `due` with the least that it could cost, and with itself on a large bank."""
    environ = Programs(folder).new_data()
    few, many = ({**environ, "TPM_TUI_BANK": str(bank)} for bank in (small, large))
    commands = [
        ([*PROGRAM, "due", "--short"], environ),
        (IMPORTS, environ),
        ([*PROGRAM, "due"], many),
        ([*PROGRAM, "due"], few),
    ]
    for command, settings in commands:
        cpu(command, settings)  # fills the caches
    rounds = [[cpu(command, settings) for command, settings in commands] for _ in range(ROUNDS)]
    return [
        Figure(
            "CPU of `due --short` / of importing click and msgspec",
            median(short / least for short, least, _, _ in rounds),
            1.3,
            f"{median(each[0] for each in rounds) * 1000:.0f} ms",
        ),
        Figure(
            "CPU of `due` with 10,000 questions / with 70",
            median(large / small for _, _, large, small in rounds),
            2,
            f"{median(each[2] for each in rounds) * 1000:.0f} ms",
        ),
    ]


def write_bank(file: Path, count: int) -> Path:
    """Write a bank of many questions."""
    questions = "".join(
        f"  - id: question-{number}\n    number: {number}\n    title: Question {number}\n"
        f'    prompt: "What did you do about slip {number}, and who decided?"\n'
        f"    key_points: [{{name: the first point of {number}, must: true}}, {{name: a second point}}]\n"
        f'    model_answer: "I wrote it down, asked for one date and said so."\n'
        for number in range(1, count + 1)
    )
    file.write_text(f"topic: {{id: many, title: Many}}\nquestions:\n{questions}", "utf-8")
    return file
