"""A date in the settings that has passed is reported once and does not stop any command."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

HOW = "tpm-tui: Your interview was on Fri 20 November 2026. How did it go? Run: tpm-tui plan --went TEXT\n"
NEXT = "tpm-tui: Is there a next round? Run: tpm-tui plan --interview DATE\n"


@pytest.mark.parametrize("command", [["plan"], ["plan", "--json"], ["practice", "--plain"]])
def test_past_date_is_reported_once(tpm: Tpm, command: list[str]) -> None:
    tpm.config.write_text("interview: 2026-11-20\n", "utf-8")
    first = tpm(*command)
    assert (first.code, first.err) == (0, HOW + NEXT)
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


def test_next_round_is_not_asked_if_a_date_is_ahead(tpm: Tpm) -> None:
    tpm.config.write_text("interview: 2026-12-09\ndates: [{day: 2026-11-20, name: interview}]\n", "utf-8")
    assert tpm("plan").err == HOW
    assert tpm("plan").err == ""


def test_plan_shows_how_past_interviews_went(tpm: Tpm) -> None:
    tpm.config.write_text("interview: 2026-11-20\n", "utf-8")
    assert "Fri 20 November 2026, interview: not noted how it went" in tpm("plan").out
    noted = tpm("plan", "--went", "  well,\x1b[2J they call\n on Monday ")
    assert noted.out.endswith(
        "Past interviews\n  Fri 20 November 2026, interview: well,[2J they call on Monday\n"
    )
    tpm("plan", "--interview", "9 dec")
    entry = {"day": "2026-11-20", "name": "", "note": "well,[2J they call on Monday", "asked": []}
    assert tpm("plan", "--json").list("past_interviews") == [entry]
    tpm("plan", "--went", "")
    assert "Past interviews" not in tpm("plan").out
    assert tpm("plan", "--json").list("past_interviews") == []


def test_noted_interview_is_not_asked_about(tpm: Tpm) -> None:
    tpm.config.write_text("interview: 2026-11-20\n", "utf-8")
    assert tpm("plan", "--went", "badly").err == ""


def test_note_needs_a_past_interview(tpm: Tpm) -> None:
    result = tpm("plan", "--went", "well")
    assert result.code == 2
    assert "--went: no interview is past" in result.err


def test_what_was_asked_is_noted_from_standard_input(tpm: Tpm) -> None:
    tpm.config.write_text("dates: [{day: 2026-11-20, name: phone screen}]\n", "utf-8")
    given = "- Tell me about a date you missed.\nWhen did two teams disagree?\x1b\n\n"
    result = tpm("plan", "--asked", given=given)
    assert result.code == 0
    assert "When did two teams disagree?: nearest in the bank: Two goals" in result.err
    assert "2 questions noted, 1 of them in the bank" in result.err
    assert "    asked: Tell me about a date you missed. (Late program)\n" in result.out
    assert "    asked: When did two teams disagree?\n" in result.out
    (past,) = tpm("plan", "--json").list("past_interviews")
    assert past["asked"] == [
        {"text": "Tell me about a date you missed.", "question": "late-program-recovery"},
        {"text": "When did two teams disagree?", "question": None},
    ]
    tpm("plan", "--asked", given="And why?\n")
    (past,) = tpm("plan", "--json").list("past_interviews")
    assert len(past["asked"]) == 3  # type: ignore[arg-type]
    where = "Asked in phone screen, 20 Nov: Tell me about a date you missed."
    assert where in tpm("history", "7").out
    assert tpm("history", "7", "--json").json()["asked"] == [
        {"day": "2026-11-20", "name": "phone screen", "text": "Tell me about a date you missed."}
    ]


def test_without_a_past_interview_nothing_is_noted(tpm: Tpm) -> None:
    result = tpm("plan", "--asked", given="Why?\n")
    assert (result.code, "--asked: no interview is past" in result.err) == (2, True)
    assert not tpm.data.exists()
