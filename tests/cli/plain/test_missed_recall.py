"""At the end of a session, plain mode offers to recall the key points that were missed in it."""

from __future__ import annotations

import re

from tests.cli.conftest import Tpm

RECOVERY = "practice", "--plain", "--question", "7"
MISS = "I called the director that evening.\n.\n1\n"
OFFER = "You missed 2 key points: r recalls them, enter ends."


def recalled(tpm: Tpm, out: str) -> list[str]:
    """Return the result lines of the recall cards; check that the history has as many."""
    lines = re.findall(r"^recalled .*", out, re.MULTILINE)
    history = "".join(path.read_text("utf-8") for path in (tpm.data / "history").iterdir())
    assert history.count('"type":"recall"') == len(lines)
    return lines


def test_missed_points_are_recalled_before_the_report(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given=f"{MISS}r\n\n3\n\n1\n\n3\n")
    assert result.out.splitlines()[-1].startswith("report ")
    assert OFFER in result.out
    assert "How do you make this point: size and cause?" in result.out
    assert recalled(tpm, result.out) == [
        "recalled late-program-recovery: made",
        "recalled late-program-recovery: missed",
        "recalled late-program-recovery: made",
    ]
    assert "2 made, 1 missed" in result.out


def test_offer_is_declined_with_enter(tpm: Tpm) -> None:
    result = tpm(*RECOVERY, given=f"{MISS}\n\n3\n")
    assert result.out.splitlines()[-2] == OFFER
    assert recalled(tpm, result.out) == []


def test_nothing_is_offered_without_input_or_misses(tpm: Tpm) -> None:
    assert "r recalls" not in tpm(*RECOVERY, given="words\n.\nt 1 2 3\n4\nr\n").out
    assert "r recalls" not in tpm(*RECOVERY, given="words\n.\n").out
    assert "r recalls" not in tpm(*RECOVERY, given=MISS).out


def test_ended_session_offers_its_missed_points(tpm: Tpm) -> None:
    result = tpm("practice", "--plain", given=f"{MISS}.q\nr\nq\n")
    assert OFFER in result.out
    assert result.code == 0
