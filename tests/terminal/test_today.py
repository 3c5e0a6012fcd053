"""The whole program without a command: it opens Today, and leaves a line on the shell."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Machine

pytestmark = pytest.mark.terminal

NOW = "2026-11-22T09:00:00+00:00"


def test_bare_program_asks_once_and_opens_today(machine: Machine) -> None:
    with machine.start(TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("When is your interview?", "Start practice")
        terminal.press("9 dec", "enter")
        terminal.wait_for("How many minutes a day?", "interview in 17 days")
        terminal.press("escape")
        terminal.wait_for("q quit")
        terminal.press("q")
        assert terminal.wait() == 0
    with machine.start(TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("interview in 17 days", "q quit")
        assert "When is your interview?" not in terminal.text()
        terminal.press("q")
        assert terminal.wait() == 0
        assert "points" not in terminal.text()


def test_run_ends_with_a_line_on_the_shell(machine: Machine) -> None:
    (machine.home / "config.yaml").write_text("per_day: 1\n", "utf-8")
    with machine.start(TPM_TUI_NOW=NOW, columns=120) as terminal:
        terminal.wait_for("Start practice", "q quit")
        terminal.press("enter")
        terminal.wait_for("YOUR ANSWER")
        terminal.press("at once", "ctrl+j")
        terminal.wait_for("suggested")
        terminal.press("3")
        terminal.wait_for("Session done: 1 answer")
        terminal.press("q")
        terminal.wait_for("Done for today, 1 answered")
        terminal.press("q")
        assert terminal.wait() == 0
        (report,) = (machine.data / "reports").iterdir()
        place = f"~/{report.relative_to(machine.home)}"
        assert f"1 answer, 0 % of points. Newest report: {place}".encode() in terminal.raw


def test_plain_mode_asks_and_prints_today(machine: Machine) -> None:
    with machine.start("--plain", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("When is your interview?")
        terminal.press("yesterday\r")
        terminal.wait_for("past")
        terminal.press("\r")
        terminal.wait_for("How many minutes a day?")
        terminal.press("\r")
        terminal.wait_for("0 due", "q quit")
        terminal.press("q\r")
        assert terminal.wait() == 0
