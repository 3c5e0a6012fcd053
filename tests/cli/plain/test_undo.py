"""Undo and redo of any action in plain mode, and the time that is recorded there."""

from __future__ import annotations

import re

from tests.cli.conftest import Tpm
from tpm_tui.core.cards.events import CardAction, CardActionKind, Review, SessionStart
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.storage.progress.store import Store

RECOVERY = "practice", "--plain", "--question", "7"


def lines(out: str, *words: str) -> list[str]:
    return [line for line in out.splitlines() if line.startswith(words)]


def test_note_and_grade_are_undone_in_turn(tpm: Tpm) -> None:
    given = "an answer\n.\nn\nfirst\n.\nn\nsecond\n.\nu\nU\nu\nu\nu\nq\n"
    out = tpm(*RECOVERY, given=given).out
    undone = lines(out, "undone", "redone", "Nothing to")
    assert undone == [
        "undone late-program-recovery: note",
        "redone late-program-recovery: note",
        "undone late-program-recovery: note",
        "undone late-program-recovery: note",
        "Nothing to undo: nothing was done today.",
    ]


def bury(tpm: Tpm, question: str) -> None:
    """Bury a question, as the app does in a session that has ended."""
    assert tpm(*RECOVERY, given=".\n3\n").code == 0
    store = Store.open(tpm.data, Rules())
    (review,) = [entry for entry in store.entries() if isinstance(entry, Review)]
    store.commit(
        CardAction(id="b", at=review.at, day=review.day, question=question, action=CardActionKind.BURY)
    )


def test_undone_bury_asks_its_question(tpm: Tpm) -> None:
    question = "late-program-recovery"
    bury(tpm, question)
    out = tpm("practice", "--plain", "--limit", "1", given="x\n.\nu\nmine\n.\n4\nq\n").out
    assert lines(out, "undone") == [f"undone {question}: bury"]
    assert lines(out, "graded") == [f"graded {question}: easy, box 2 -> 2, due 2026-11-24, practice"]


def test_answer_without_text_has_no_time(tpm: Tpm) -> None:
    out = tpm(*RECOVERY, given=".\n3\n").out
    assert re.search(r"Your answer: 0 words, 0:00\.", out)
    (review,) = tpm("report", "last", "--format", "json", "-o", "-").reviews()
    assert review["seconds"] == 0


def test_session_open_elsewhere_is_announced_and_kept(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="half a thought\n.\n3\n")
    (review,) = [e for e in Store.open(tpm.data, Rules()).entries() if isinstance(e, Review)]
    other = Store.open(tpm.data, Rules())
    start = SessionStart(id="s", at=review.at, day=review.day, session="other", mode="practice")
    other.commit(start)
    other.drafts.save("late-program-recovery", "other", "typed elsewhere")
    out = " ".join(tpm(*RECOVERY, given="mine\n.\nu\nq\n").out.split())
    assert "is open in another terminal; what is typed there stays there." in out
    assert "You are answering this question in another terminal, too" in out
    assert "typed elsewhere" not in out
    assert "undone late-program-recovery: good" in out


def test_nothing_to_undo_names_a_session_open_elsewhere(tpm: Tpm) -> None:
    other = Store.open(tpm.data, Rules())
    other.live_sessions.claim("other")
    out = " ".join(tpm(*RECOVERY, given="mine\n.\nu\nU\nq\n").out.split())
    assert "Nothing to undo here. What is done in another terminal can be undone only there." in out
    assert "Nothing to redo here. What is undone in another terminal can be redone only there." in out
    other.live_sessions.release("other")
    assert "nothing was done today" in tpm(*RECOVERY, given="\n.\nu\nq\n").out
