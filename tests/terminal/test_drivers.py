"""The app shows the same on a terminal with its own driver and with Textual's."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import TIMEOUT, Terminal
from tests.ui.terminal.paint.screens import Cell, visible_rows

pytestmark = pytest.mark.terminal

NOW = "2026-11-22T09:00:00+00:00"
PROMPT = "A program you own has slipped."


def write_answer(terminal: Terminal) -> None:
    terminal.wait_for(PROMPT, "esc leave")
    terminal.press("We were six weeks out, 漢字 caf\xe9.")
    terminal.wait_for("7 words", "saved")


def reveal(terminal: Terminal) -> None:
    write_answer(terminal)
    terminal.press("ctrl+j")
    terminal.wait_for("suggested", "0 of 2")
    terminal.press(" ", "down")
    terminal.wait_for("1 of 2")


def help_page(terminal: Terminal) -> None:
    reveal(terminal)
    terminal.press("?")
    terminal.wait_for("Grade: not there yet")


def resized(terminal: Terminal) -> None:
    reveal(terminal)
    for columns, rows in ((60, 20), (100, 30)):
        terminal.resize(columns, rows)
        terminal.wait_for("suggested")
    terminal.press("\x0c")  # ctrl+l
    terminal.press("up")
    terminal.wait_for("suggested")


def after_editor(terminal: Terminal) -> None:
    write_answer(terminal)
    terminal.press("escape")
    terminal.wait_until_gone("esc leave")
    terminal.press("e")
    terminal.wait_for("reloaded")


def start(machine: Machine, driver: str, **environ: str) -> Terminal:
    """Start the app with a driver, in a data folder of its own."""
    editor = machine.home / "editor"
    editor.write_text("#!/bin/sh\nprintf '\\033[2J\\033[31mjunk\\n'\nseq 40\n", "utf-8")
    editor.chmod(0o755)
    data = machine.home / f"data-{driver}"
    settings = {"TPM_TUI_DATA_DIR": str(data), "TPM_TUI_NOW": NOW, "EDITOR": str(editor)}
    return machine.start("practice", **settings, TPM_TUI_DRIVER=driver, **environ)  # type: ignore[arg-type]


@pytest.mark.parametrize("act", [write_answer, reveal, help_page, resized, after_editor])
def test_both_drivers_show_the_same(machine: Machine, act: Callable[[Terminal], None]) -> None:
    with start(machine, "diff") as ours, start(machine, "stock") as stock:
        for terminal in (ours, stock):
            act(terminal)
        wait_until_same(ours, stock)


@pytest.mark.parametrize(
    "colors", [{"COLORTERM": ""}, {"COLORTERM": "", "TERM": "xterm"}, {"TERM": "screen"}, {"NO_COLOR": "1"}]
)
def test_both_drivers_show_the_same_colors(machine: Machine, colors: dict[str, str]) -> None:
    with start(machine, "diff", **colors) as ours, start(machine, "stock", **colors) as stock:
        for terminal in (ours, stock):
            reveal(terminal)
        wait_until_same(ours, stock)


def wait_until_same(ours: Terminal, stock: Terminal) -> None:
    """Read until both terminals show the same."""
    deadline = time.monotonic() + TIMEOUT
    while body(ours) != body(stock):
        assert time.monotonic() < deadline, f"{ours.text()}\n\nand not\n\n{stock.text()}"
        for terminal in (ours, stock):
            terminal._read(0.05)


def body(terminal: Terminal) -> list[list[Cell]]:
    """Return what is visible below the top row, in which the clock is."""
    return visible_rows(terminal.screen)[1:]


def test_return_to_the_same_size_repaints(machine: Machine) -> None:
    with start(machine, "diff") as terminal:
        write_answer(terminal)
        before = body(terminal)
        # Textual ignores a size that is the old one, although the terminal has cut off what did not fit.
        terminal.resize(50, 10)
        terminal.resize(80, 24)
        deadline = time.monotonic() + TIMEOUT
        while body(terminal) != before:
            assert time.monotonic() < deadline, terminal.text()
            terminal._read(0.05)


LETTERS = "qualityquiversquicklyquietly"


def test_setting_selects_the_driver(machine: Machine) -> None:
    sent = {}
    for driver in ("diff", "stock"):
        (machine.home / "config.yaml").write_text(f"driver: {driver}\n", "utf-8")
        with machine.start("practice", TPM_TUI_DATA_DIR=str(machine.home / driver)) as terminal:
            terminal.wait_for(PROMPT, "esc leave")
            mark = len(terminal.raw)
            for n, letter in enumerate(LETTERS, 1):
                terminal.press(letter)
                terminal.wait_for(LETTERS[:n])
            sent[driver] = len(terminal.raw) - mark
    assert sent["diff"] < sent["stock"] / 10
