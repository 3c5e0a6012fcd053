"""Remarks on the delivery in plain mode, history and reports, and the setting that turns them off."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Tpm

SENTENCE = "We rang the six teams and cut what nobody needed."
ANSWER = "\n".join([SENTENCE] * 70)
LATE = "practice", "--plain", "--question", "7"


@pytest.fixture
def answered(tpm: Tpm) -> Tpm:
    """Return the command line after an answer that is too long."""
    tpm(*LATE, given=f"{ANSWER}\n.\n3\n")
    return tpm


def test_plain_reveal_has_the_section(tpm: Tpm) -> None:
    out = tpm(*LATE, given=f"{ANSWER}\n.\n3\n").out
    assert "Delivery (700 words, about 5:00 at 140 words a minute, target 3:00):" in out
    assert "- About 5:00 when spoken, over the target of 3:00; the target is reached here." in out
    assert f'  "{SENTENCE}"' in out


def test_answer_without_words_has_no_section(tpm: Tpm) -> None:
    assert "Delivery" not in tpm(*LATE, given=".\n1\n").out


def test_spoken_answer_without_transcript_has_its_time_only(tpm: Tpm) -> None:
    tpm(*LATE, "--spoken", given="\n\nt 1\n3\n")
    assert tpm("report", "last", "--format", "json", "-o", "-").reviews()[0]["remarks"] == []


def test_history_has_remarks_and_trend(answered: Tpm) -> None:
    assert '    "We rang' in answered("history", "7").out
    answered(*LATE, given="I rang them.\n.\n3\n")
    out = answered("history", "7").out
    assert "Words, oldest attempt first: 700, 3" in out
    first, second = json.loads(answered("history", "7", "--json").out)["attempts"]
    assert first["remarks"][0]["rule"] == "too-long"
    assert first["remarks"][0]["quote"] in first["answer"]
    assert "short" in second["remarks"][0]["text"]


def test_report_has_remarks(answered: Tpm) -> None:
    text = answered("report", "last", "-o", "-").out
    assert "Delivery:\n\n- About 5:00 when spoken" in text
    assert f"  - “{SENTENCE}”" in text


def test_setting_turns_remarks_off(answered: Tpm) -> None:
    answered("config", "set", "remarks", "false")
    assert "Delivery" not in answered("report", "last", "-o", "-").out
    history = answered("history", "7").out
    assert "Delivery" not in history
    assert "Words, oldest" not in history
    assert json.loads(answered("history", "7", "--json").out)["attempts"][0]["remarks"] == []
    assert "Delivery" not in answered(*LATE, given=f"{ANSWER}\n.\n3\n").out
