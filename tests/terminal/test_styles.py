"""Output of the commands on a terminal: styles and width."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

SGR = re.compile(r"\x1b\[[0-9;]*m")

SAME_IN_A_PIPE = (
    ["stats"],
    ["plan"],
    ["history", "7"],
    ["bank", "show", "7"],
    ["bank", "--help"],
    ["--help"],
)
"""Commands whose text is wrapped in a pipe, too."""

COMMANDS = (*SAME_IN_A_PIPE, ["bank", "list"], ["bank"], ["keys"], ["themes", "list"], ["config", "show"])


@pytest.fixture
def machine(machine: Machine) -> Machine:
    """A learner with two graded answers, on a terminal with colours."""
    machine.environ.pop("COLUMNS", None)
    machine.environ |= {"TERM": "xterm-256color", "NO_COLOR": "", "TPM_TUI_NOW": "2026-11-22T09:00:00+00:00"}
    run_in_pipe(machine, ["practice", "--plain"], given="we cut scope\n.\n3\nno idea\n.\n1\n")
    return machine


def run_in_pipe(machine: Machine, args: list[str], given: str = "", **environ: str) -> str:
    command = [sys.executable, "-m", "tpm_tui", *args]
    whole = {**machine.environ, **environ}
    run = subprocess.run(
        command, input=given, env=whole, capture_output=True, text=True, check=True, timeout=60
    )
    return run.stdout


def run_on_terminal(
    machine: Machine, args: list[str], columns: int = 80, environ: Mapping[str, str] | None = None
) -> str:
    """Return all output of a command, with its escape sequences and without carriage returns."""
    command = [sys.executable, "-m", "tpm_tui", *args]
    with Terminal(command, {**machine.environ, **(environ or {})}, columns) as terminal:
        terminal.wait()
        return terminal.raw.decode().replace("\r", "")


def test_headings_are_bold_and_grades_and_boxes_coloured(machine: Machine) -> None:
    stats = run_on_terminal(machine, ["stats"])
    for part in (
        "\x1b[1mGrades\x1b[0m\n",
        "\x1b[32mgood \x1b[0m",
        "\x1b[31magain\x1b[0m",
        "\x1b[32mbox 2\x1b[0m",
    ):
        assert part in stats
    attempts = run_on_terminal(machine, ["history", "7"])
    assert attempts.startswith("\x1b[1m7. Late program\x1b[0m\n")
    assert "2026-11-22, \x1b[32mgood\x1b[0m, \x1b[32mbox 0 -> 2\x1b[0m, " in attempts
    listed = run_on_terminal(machine, ["bank", "list"]).splitlines()
    assert listed[0] == "\x1b[1m No.  box  id                     prompt\x1b[0m"
    assert listed[1].startswith("   7  \x1b[32m  2\x1b[0m  late-program-recovery  A program")
    assert run_on_terminal(machine, ["bank"]).startswith("\x1b[1mUsage:\x1b[0m tpm-tui bank")


def test_severity_of_a_problem_is_coloured(machine: Machine) -> None:
    (log,) = (machine.data / "history").glob("*.jsonl")
    with log.open("ab") as lines:
        lines.write(b"deadbeef not a line of ours\n")
    found = run_on_terminal(machine, ["doctor"], columns=40)
    assert f"\x1b[1;31merror   \x1b[0mhistory/{log.name}: 1 damaged\n        line" in found
    assert max(map(len, SGR.sub("", found).splitlines())) <= 40
    machine.bank.write_text("questions: [{prompt: Why?, nam: x}, {id: why, prompt: Why?}]\n", "utf-8")
    checked = run_on_terminal(machine, ["bank", "check"], columns=40)
    assert f"\n\x1b[33mwarning\x1b[0m: {machine.bank}:1:" in f"\n{checked}"


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}], ids=str)
def test_output_has_no_escape_sequence_where_unwanted(machine: Machine, environ: dict[str, str]) -> None:
    for args in COMMANDS:
        assert "\x1b" not in run_on_terminal(machine, args, environ=environ), args


def test_piped_output_has_no_escape_sequence(machine: Machine) -> None:
    for args in COMMANDS:
        assert "\x1b" not in run_in_pipe(machine, args), args


@pytest.mark.parametrize("columns", [40, 57, 80, 120])
def test_lines_fit_the_terminal(machine: Machine, columns: int) -> None:
    for args in COMMANDS:
        lines = SGR.sub("", run_on_terminal(machine, args, columns)).splitlines()
        long = [line for line in lines if len(line) > columns and str(machine.home) not in line]
        assert long == [], args


def test_styles_do_not_change_the_text(machine: Machine) -> None:
    for args in SAME_IN_A_PIPE:
        shown = run_on_terminal(machine, args, columns=50)
        assert SGR.search(shown)
        assert SGR.sub("", shown) == run_in_pipe(machine, args, COLUMNS="50")


def test_narrow_list_of_questions_has_prompts_below(machine: Machine) -> None:
    listed = SGR.sub("", run_on_terminal(machine, ["bank", "list"], columns=42)).splitlines()
    assert listed == [
        " No.  box  id, prompt",
        "   7    2  late-program-recovery",
        "           A program you own has slipped..",
        "   2    1  two-goals",
        "           Two teams want opposite thing..",
    ]


def test_usage_error_in_a_file_is_plain(machine: Machine) -> None:
    errors = machine.home / "errors"
    command = f'"{sys.executable}" -m tpm_tui dew 2> "{errors}"'
    with Terminal(["sh", "-c", command], machine.environ) as terminal:
        assert terminal.wait() == 2
    assert errors.read_text("utf-8").startswith("Usage: tpm-tui [OPTIONS]")
