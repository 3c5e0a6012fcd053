"""Triage entries: the newest one of a question says whether the learner knows it before the first answer."""

from __future__ import annotations

import pytest

from tests.core.strategies import NOW, RULES, TODAY, Log, review
from tpm_tui.core.cards.card import Card, apply_entry
from tpm_tui.core.cards.events import CardActionKind, HistoryEntry, Triage
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.replay import Cards, extend, replay


def triage(known: bool, seq: int, question: str = "late") -> Triage:
    return Triage(id=f"t{seq}", seq=seq, at=NOW, day=TODAY, question=question, known=known)


@pytest.mark.parametrize(("marks", "expected"), [((True,), True), ((True, False), False), ((), None)])
def test_newest_triage_is_in_force(marks: tuple[bool, ...], expected: bool | None) -> None:
    entries = [triage(known, seq) for seq, known in enumerate(marks, 1)]
    cards = replay(reversed(entries), RULES)
    assert cards.get("late", Card("late")).known is expected


def test_triage_is_applied_as_it_is_replayed() -> None:
    entries: list[HistoryEntry] = [triage(True, 1), review(seq=2), triage(False, 3, "other")]
    cards: Cards = {}
    for entry in entries:
        extend(cards, entry, RULES)
    assert cards == replay(entries, RULES)


def test_triage_moves_no_box_and_counts_no_attempt() -> None:
    assert apply_entry(Card("late"), triage(True, 1), RULES) == Card("late", known=True)


def test_answered_question_does_not_come_last_until_undone() -> None:
    log = Log()
    log.answer("late", Grade.GOOD)
    assert not replay([triage(True, 0), *log.entries], RULES)["late"].comes_last
    log.undo()
    assert replay([triage(True, 0), *log.entries], RULES)["late"].comes_last


def test_reset_clears_triage() -> None:
    log = Log()
    log.act("late", CardActionKind.RESET)
    assert replay([triage(True, 0), *log.entries], RULES)["late"].known is None
    log.act("late", CardActionKind.UNRESET)
    assert replay([triage(True, 0), *log.entries], RULES)["late"].known is True
