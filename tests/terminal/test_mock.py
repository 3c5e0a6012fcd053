"""A mock interview on a terminal: dropped connection, resume, lock."""

from __future__ import annotations

import json

import pytest

from tests.terminal.conftest import Machine

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

ARGS = "mock", "--questions", "2", "--seed", "1"
NOW = "2026-11-22T09:00:00+00:00"


def test_dropped_connection_saves_and_unlocks_interview(machine: Machine) -> None:
    with machine.start(*ARGS, TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("1 of 2", "0:00 / 1:00")
        terminal.press("enter")
        terminal.wait_for("YOUR ANSWER")
        terminal.press("typed before the drop")
        terminal.wait_for("typed before the drop")
        terminal.hang_up()
        terminal.wait()
    assert "typed before the drop" in (machine.data / "mock.json").read_text("utf-8")
    with machine.start("mock") as terminal:
        terminal.wait_for("is unfinished: answering, question 1 of 2")
        terminal.press("\r")
        terminal.wait_for("typed before the drop", "Resumed where you stopped.")
        terminal.press(", and after it", "ctrl+j")
        terminal.wait_for("2 of 2")
        terminal.press("E")
        terminal.wait_for("KEY POINTS")
        terminal.press("q")
        terminal.wait_for("Count these answers in the boxes?")
        terminal.press("n")
        terminal.wait_for("The boxes are unchanged.")
        terminal.press("q", "q")
        assert terminal.wait() == 0
    assert json.loads((machine.data / "mock.json").read_bytes())["mock"] is None
    (report,) = (machine.data / "reports").iterdir()
    assert "> typed before the drop, and after it" in report.read_text("utf-8")


def test_words_typed_while_starting_answer_no_prompt(machine: Machine) -> None:
    with machine.start(*ARGS, TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("1 of 2", "0:00 / 1:00")
        terminal.press("enter", "half an answer")
        terminal.wait_for("half an answer")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with machine.start("mock") as terminal:
        terminal.press("n", "enter")
        terminal.wait_for("q quits.", "typed while the program started was discarded")
        terminal.press("q", "enter")
        assert terminal.wait() == 0
    assert "half an answer" in (machine.data / "mock.json").read_text("utf-8")


def test_mock_can_be_open_in_one_terminal_only(machine: Machine) -> None:
    with machine.start(*ARGS) as first:
        first.wait_for("1 of 2")
        with machine.start(*ARGS) as second:
            second.wait_for("open in another terminal")
            assert second.wait() == 3
        first.press("q", "q")
        assert first.wait() == 0


def test_problems_in_files_are_printed_after_the_mock(machine: Machine) -> None:
    (machine.home / "config.yaml").write_text("keymap: {mock-close: u}\nper_day: many\n", "utf-8")
    with machine.start(*ARGS) as terminal:
        terminal.wait_for("1 of 2")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        printed = terminal.raw[terminal.raw.rindex(b"\x1b[?1049l") :]
        assert b"per_day must be a whole number" in printed
        assert b"keymap: u is a key of mock-close and of mock-undo" in printed
