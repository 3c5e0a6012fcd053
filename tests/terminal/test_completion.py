"""Completion of commands with Tab in bash, zsh and fish, each started without the user's settings."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal

START = {
    "bash": (["--noprofile", "--norc", "-i"], 'PS1="ready> "; eval "$(tpm-tui completion bash)"'),
    "zsh": (
        ["-f", "-i"],
        'PROMPT="ready> "; autoload -Uz compinit; compinit -u -D; eval "$(tpm-tui completion zsh)"',
    ),
    "fish": (
        ["--no-config", "-i"],
        'function fish_prompt; echo -n "ready> "; end; tpm-tui completion fish | source',
    ),
}
"""Arguments that make the shell read no settings, and what the tester types first, by shell."""

Shell = Callable[[str], Terminal]


@pytest.fixture
def shell(machine: Machine, tmp_path: Path) -> Shell:
    """Start a shell by name, with the completion script loaded and `tpm-tui` in its search path."""
    programs = tmp_path / "programs"
    programs.mkdir()
    command = programs / "tpm-tui"
    command.write_text(f'#!/bin/sh\ncd "{Path.cwd()}" && exec "{sys.executable}" -m tpm_tui "$@"\n', "utf-8")
    command.chmod(0o755)
    machine.environ |= {"TERM": "xterm", "SHELL": "/bin/sh"}
    machine.environ["PATH"] = f"{programs}:{machine.environ['PATH']}"

    def start(name: str) -> Terminal:
        path = shutil.which(name)
        if path is None:
            pytest.skip(f"{name} is not installed")
        arguments, setup = START[name]
        terminal = Terminal([path, *arguments], machine.environ)
        # Printed in two parts, because the line that is typed is on the screen too.
        terminal.press(f"{setup}; printf 'load%s\\n' ed", "enter")
        terminal.wait_for("loaded\nready>")
        return terminal

    return start


@pytest.mark.parametrize("name", START)
def test_tab_completes_a_command(shell: Shell, machine: Machine, name: str) -> None:
    with shell(name) as terminal:
        terminal.press("tpm-tui pract\t")
        terminal.wait_for("ready> tpm-tui practice")
    assert not machine.data.exists()


@pytest.mark.parametrize("name", START)
def test_tab_lists_commands_and_starts_nothing(shell: Shell, machine: Machine, name: str) -> None:
    with shell(name) as terminal:
        terminal.press("tpm-tui \t\t")
        terminal.wait_for("practice", "restore", "doctor", "completion")
        assert "?1049h" not in terminal.raw.decode(errors="replace")
        assert "A program you own has slipped." not in terminal.text()
    assert not machine.data.exists()


@pytest.mark.parametrize("name", START)
def test_tab_completes_options_and_their_values(shell: Shell, machine: Machine, name: str) -> None:
    with shell(name) as terminal:
        terminal.press("tpm-tui report --form\t")
        terminal.wait_for("tpm-tui report --format")
        terminal.press("js\t")
        terminal.wait_for("tpm-tui report --format json")
    assert not machine.data.exists()


@pytest.mark.parametrize("name", START)
def test_tab_completes_file_names(shell: Shell, machine: Machine, name: str) -> None:
    (machine.home / "zebra.yaml").touch()
    with shell(name) as terminal:
        terminal.press(f"cd {machine.home} && printf 'chang%s\\n' ed", "enter")
        terminal.wait_for("changed\nready>")
        terminal.press("tpm-tui bank check zeb\t")
        terminal.wait_for("tpm-tui bank check zebra.yaml")
    assert not machine.data.exists()
