"""Own versions and own cues in plain mode: each change is confirmed, shown and undone."""

from __future__ import annotations

from tests.cli.conftest import Tpm

RECOVERY = "practice", "--plain", "--question", "7"
RANG = "I rang Martha at the quay before we had a plan."
OTHER = "Nothing else was ready."
LATE = "late-program-recovery"


def confirmed(out: str) -> list[str]:
    starts = (
        "version",
        "cue",
        "undone",
        "redone",
        "graded",
        "Tick",
        "c takes",
        "p takes",
        "There is no text",
    )
    return [line for line in out.splitlines() if line.startswith(starts)]


def test_answer_is_pinned_and_shown_beside_the_model(tpm: Tpm) -> None:
    out = tpm(*RECOVERY, given=f"{RANG}\n.\nt 1\np\n3\n").out
    assert confirmed(out)[:2] == [
        f"version {LATE}: this answer",
        f"graded {LATE}: good, box 0 -> 2, due 2026-11-24",
    ]
    later = tpm(*RECOVERY, given="I rang at once.\n.\nq\n").out
    assert "My version (attempt 1, good, 11 words)" in later
    against = later[later.index("This answer against your version:") :]
    assert "lost: size and cause" in against
    assert "words: 11 -> 4" in against
    assert "[-Martha" in against


def test_pinned_answer_can_be_rewritten_and_removed(tpm: Tpm) -> None:
    out = tpm(*RECOVERY, given=f"{RANG}\n.\np\np\nBetter words.\n.\nu\nU\n3\n").out
    assert confirmed(out)[:4] == [
        f"version {LATE}: this answer",
        f"version {LATE}: written",
        f"undone {LATE}: own version",
        f"redone {LATE}: own version",
    ]
    assert "Better words." in tpm("history", LATE).out


def test_older_attempt_is_pinned_by_its_number(tpm: Tpm) -> None:
    tpm(*RECOVERY, given=f"{RANG}\n.\n3\n")
    out = tpm(*RECOVERY, given="x\n.\np 2\np 1\np zero\nq\n").out
    assert confirmed(out) == [
        "p takes the number of an attempt, from 1 to 1",
        f"version {LATE}: attempt 1",
        "p takes the number of an attempt, from 1 to 1",
    ]


def test_sentence_is_kept_listed_and_removed(tpm: Tpm) -> None:
    given = f"{RANG}\n{OTHER}\n.\nc 2\nt 2\nc 2\nc 2 1\nc 2\nc 2 -1\nu\nc 9\nq\n"
    out = tpm(*RECOVERY, given=given).out
    assert confirmed(out) == [
        "Tick the point first: t 2",
        f"cue {LATE}: kept for plain notice",
        f"cue {LATE}: removed for plain notice",
        f"undone {LATE}: cue",
        "c takes the number of a point, from 1 to 3",
    ]
    assert "Which sentence makes the point: plain notice?" in out
    assert "c 2 2  " in out
    assert "c 2 -1  " in out


def test_kept_sentence_ticks_the_point_the_next_time(tpm: Tpm) -> None:
    tpm(*RECOVERY, given=f"{RANG}\n.\nt 2\nc 2\n3\n")
    out = tpm(*RECOVERY, given=f"In the end {RANG}\n.\nq\n").out
    assert " 2 [x] plain notice" in out
    assert f'Your cue: "{RANG}"' in " ".join(out.split())


def test_point_without_cues_of_the_bank_is_not_ticked(tpm: Tpm) -> None:
    tpm(*RECOVERY, given=f"{RANG}\n.\nt 3\nc 3\n3\n")
    out = tpm(*RECOVERY, given=f"{RANG}\n.\nq\n").out
    assert " 3 [ ] scope before people" in out
