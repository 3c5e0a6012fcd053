"""The app on a terminal: start, answer, signals, resize, exit."""

from __future__ import annotations

import re
import signal
import time

import pytest
from tinydb import TinyDB

from tests.terminal.conftest import Machine

pytestmark = pytest.mark.terminal

PROMPT = "A program you own has slipped."


def test_graded_answer_is_in_the_progress_file(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT, "0 words")
        terminal.press("We were six weeks out.")
        terminal.wait_for("5 words")
        terminal.press("ctrl+j")
        terminal.wait_for("suggested", "size and cause")
        terminal.press(" ")
        terminal.wait_for("1 of 2")
        terminal.press("3")
        terminal.wait_for("Two teams want opposite things.", "box 0 to 2")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with TinyDB(machine.data / "progress.json") as db:
        (card,) = db.table("cards").all()
    assert (card["key"], card["box"]) == ("late-program-recovery", 2)
    assert list((machine.data / "reports").glob("*.md"))


def test_question_option_opens_it_with_editor_focused(machine: Machine) -> None:
    with machine.start("practice", "--question", "2") as terminal:
        terminal.wait_for("Two teams want opposite things.")
        terminal.press("at once")
        terminal.wait_for("at once", "2 words")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_saves_draft_and_restores_terminal(machine: Machine, number: signal.Signals) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("half an answ")
        terminal.wait_for("half an answ")
        terminal.kill(number)
        started = time.monotonic()
        assert terminal.wait() == 128 + number
        assert time.monotonic() - started < 2
        assert b"\x1b[?1049l" in terminal.raw
        assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
    assert "half an answ" in machine.drafts()


def test_dropped_connection_saves_the_draft(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("typed before the drop")
        terminal.wait_for("typed before the drop")
        terminal.hang_up()
        terminal.wait()
    assert "typed before the drop" in machine.drafts()
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT, "typed before the drop", "saved")


def test_resize_keeps_the_text(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("words that stay")
        for columns, rows in ((40, 12), (1, 1), (200, 60), (20, 5), (120, 36), (80, 24)):
            terminal.resize(columns, rows)
        terminal.wait_for("words that stay", "3 words")
        terminal.resize(120, 36)
        terminal.wait_for("TOPICS", "words that stay")


def test_dumb_terminal_gets_plain_mode(machine: Machine) -> None:
    with machine.start("practice", TERM="dumb") as terminal:
        terminal.wait_for(PROMPT, 'end it with a line that contains only "."')
        terminal.press("in lines\r", ".\r")
        terminal.wait_for("Grade:")
        terminal.press("3\r")
        terminal.wait_for("graded late-program-recovery: good, box 0 -> 2, due")


def test_text_is_readable_with_no_color(machine: Machine) -> None:
    with machine.start("practice", NO_COLOR="1") as terminal:
        terminal.wait_for(PROMPT)
        assert b"38;2;0;0;0;48;2;0;0;0" not in terminal.raw
        terminal.press("ctrl+j")
        terminal.wait_for("must", "suggested Again")


GREY_COLOURS = {"90", "100", "38;5;8", "48;5;8"}
"""Parameters of SGR for bright black; palettes such as Solarized have the background colour there."""


def test_terminal_theme_never_uses_bright_black(machine: Machine) -> None:
    (machine.home / "config.yaml").write_text("theme: terminal\n", "utf-8")
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT, "shows the model answer")
        terminal.press("ctrl+j")
        terminal.wait_for("suggested")
        terminal.press("?")
        terminal.wait_for("Grade: not there yet")
        terminal.press("q")
        terminal.wait_for("suggested")
        terminal.press("/")
        terminal.wait_for("topic:stake")
        styles = {style.decode() for style in re.findall(rb"\x1b\[([0-9;]*)m", terminal.raw)}
    assert any("2" in style.split(";") for style in styles), "a hint is SGR 2 in the default colour"
    used = {f";{style};" for style in styles}
    assert [style for style in used for grey in GREY_COLOURS if f";{grey};" in style] == []
    assert not any(";38;2;" in style or ";48;2;" in style for style in used)


def test_mouse_modes_are_not_enabled(machine: Machine) -> None:
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        for mode in (b"1000", b"1002", b"1003", b"1006"):
            assert b"\x1b[?" + mode + b"h" not in terminal.raw


def test_escape_sequences_in_a_bank_are_removed(machine: Machine) -> None:
    payload = r'"\e]52;c;ZXZpbA==\a\e]0;owned\a \x9b31m \u202eesrever A program you own has slipped."'
    text = machine.bank.read_text("utf-8")
    machine.bank.write_text(text.replace('"A program you own has slipped. What happened next?"', payload))
    with machine.start("practice") as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("ctrl+j")
        terminal.wait_for("suggested")
        for evil in (b"\x1b]52;", b"\x1b]0;", "\x9b".encode(), "\u202e".encode()):
            assert evil not in terminal.raw
