"""A date in the settings that has passed is reported once and does not stop any command."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

LINE = (
    "tpm-tui: Your interview was on Fri 20 November 2026. "
    "For the next round, run: tpm-tui plan --interview DATE\n"
)


@pytest.mark.parametrize("command", [["plan"], ["plan", "--json"], ["practice", "--plain"]])
def test_past_date_is_reported_once(tpm: Tpm, command: list[str]) -> None:
    tpm.config.write_text("interview: 2026-11-20\n", "utf-8")
    first = tpm(*command)
    assert (first.code, first.err) == (0, LINE)
    again = tpm("plan")
    assert (again.code, again.err) == (0, "")
    assert "no interview date" in again.out


def test_next_date_stops_the_report(tpm: Tpm) -> None:
    tpm.config.write_text("interview: 2026-11-20\n", "utf-8")
    result = tpm("plan", "--interview", "9 dec")
    assert result.err == ""
    assert result.out.startswith("Interview in 17 days, Wednesday, 9 December 2026.")


def test_due_writes_nothing_for_a_past_date(tpm: Tpm) -> None:
    tpm.config.write_text("interview: 2026-11-20\n", "utf-8")
    assert tpm("due").err == ""
    assert not tpm.data.exists()
