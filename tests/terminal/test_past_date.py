"""The whole program starts with a date that has passed, asks once, and sets the next date."""

from __future__ import annotations

import pytest

from tests.terminal.conftest import Machine

pytestmark = pytest.mark.terminal

NOW = "2026-11-22T09:00:00+00:00"


def test_next_date_is_set_at_the_first_start(machine: Machine) -> None:
    config = machine.home / "config.yaml"
    config.write_text("interview: 2026-11-20\n", "utf-8")
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("Your interview was on Fri 20 November 2026. How did it go?")
        terminal.press("well", "enter")
        terminal.wait_for("What was asked?")
        terminal.press("escape")
        terminal.wait_for("Set the next date")
        terminal.press("enter")
        terminal.wait_for("none removes it")
        terminal.press("9 dec", "enter")
        terminal.wait_for("Interview: Wed 9 December 2026.", "interview in 17 days")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert config.read_text("utf-8") == 'interview: "2026-12-09"\n'


def test_offer_is_not_shown_again(machine: Machine) -> None:
    (machine.home / "config.yaml").write_text("interview: 2026-11-20\n", "utf-8")
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("How did it go?")
        terminal.press("escape")
        terminal.wait_for("Set the next date")
        terminal.press("escape")
        terminal.wait_until_gone("Set the next date")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        terminal.press("at once")
        terminal.wait_for("at once", "2 words")
        assert "Set the next date" not in terminal.text()
        terminal.press("ctrl+q")
        assert terminal.wait() == 0


def test_plain_mode_asks_both_questions(machine: Machine) -> None:
    config = machine.home / "config.yaml"
    config.write_text("interview: 2026-11-20\n", "utf-8")
    with machine.start("practice", "--plain", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("How did it go?", "One line; enter skips.")
        terminal.press("well", "enter")
        terminal.wait_for("What was asked?")
        terminal.press("enter")
        terminal.wait_for("Is there a next round?")
        terminal.press("9 dec", "enter")
        terminal.wait_for("Interview: Wed 9 December 2026.", "Type your answer")
        terminal.press(".q", "enter")
        assert terminal.wait() == 0
    assert config.read_text("utf-8") == 'interview: "2026-12-09"\n'
