"""Questions per box, and the boxes before and after a session."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.core.strategies import Log, logs
from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards import replay as replay_module
from tpm_tui.core.cards.active import active_actions, undone_ids
from tpm_tui.core.cards.card import Card, apply_entry
from tpm_tui.core.cards.events import CardAction, CardActionKind, HistoryEntry, Redo, Review, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.reports import box_counts
from tpm_tui.core.reports.box_counts import BoxMoves, compute_box_moves, count_boxes

ABC = Bank(questions=tuple(Question(id=id, prompt="?", key_points=(KeyPoint("p"),)) for id in "abc"))


def moves_of(history: History, session: str, last: int) -> BoxMoves:
    return compute_box_moves(history.entries, {session: last}, BANK, RULES)[session]


def test_count_boxes_counts_every_bank_question_once() -> None:
    history = History()
    history.answer("late-program")
    history.answer("vanished", Grade.EASY)
    assert count_boxes(BANK, history.cards, RULES) == (3, 0, 1, 0, 0, 0, 0, 0)


def test_count_boxes_counts_box_beyond_the_last_as_last() -> None:
    history = History()
    history.answer("late-program", Grade.EASY)
    assert count_boxes(BANK, history.cards, Rules(intervals=(1, 3))) == (3, 0, 1)


def test_before_excludes_the_sessions_reviews() -> None:
    history = History()
    history.answer("late-program", session="old")
    history.wait(2)
    history.answer("late-program", session="s1")
    history.answer("dates", Grade.AGAIN, session="s1")
    assert moves_of(history, "s1", 3) == BoxMoves(
        before=(3, 0, 1, 0, 0, 0, 0, 0), after=(2, 1, 0, 1, 0, 0, 0, 0)
    )


def test_old_session_counts_boxes_at_its_last_entry() -> None:
    history = History()
    history.answer("late-program", session="old")
    history.wait(2)
    history.answer("late-program", session="s1")
    history.act("late-program", CardActionKind.RESET)
    assert moves_of(history, "old", 1) == BoxMoves(
        before=(4, 0, 0, 0, 0, 0, 0, 0), after=(3, 0, 1, 0, 0, 0, 0, 0)
    )


def test_undone_review_moves_nothing() -> None:
    history = History()
    history.undo(history.answer("late-program"))
    history.answer("dates")
    assert moves_of(history, "s1", 3).after == (3, 0, 1, 0, 0, 0, 0, 0)


def test_before_includes_concurrent_session() -> None:
    history = History()
    history.answer("late-program", Grade.AGAIN, session="other")
    history.answer("late-program", Grade.GOOD, session="s1")
    history.answer("dates", session="other")
    assert moves_of(history, "s1", 3) == BoxMoves(
        before=(2, 1, 1, 0, 0, 0, 0, 0), after=(2, 1, 1, 0, 0, 0, 0, 0)
    )


def split_into_sessions(log: Log) -> list[HistoryEntry]:
    """Return the log with its reviews distributed over three sessions."""
    entries: list[HistoryEntry] = []
    for entry in log.entries:
        if isinstance(entry, Review):
            fields = {name: getattr(entry, name) for name in entry.__struct_fields__}
            entry = Review(**fields | {"session": "xyz"[entry.seq % 3]})
        entries.append(entry)
    return entries


@given(log=logs())
def test_box_moves_of_many_sessions_equal_replay(log: Log) -> None:
    entries = split_into_sessions(log)
    last = {e.session: e.seq for e in entries if isinstance(e, Review)}
    ignored = undone_ids(entries) | {e.id for e in entries if isinstance(e, CardAction)}
    ignored -= {action.id for action in active_actions(entries)}
    active = [e for e in entries if isinstance(e, Review | CardAction) and e.id not in ignored]
    moves = compute_box_moves(entries, last, ABC, RULES)
    for session, end in last.items():
        until = [entry for entry in active if entry.seq <= end]
        others = [e for e in until if not (isinstance(e, Review) and e.session == session)]
        assert moves[session].after == count_boxes(ABC, replay(until, RULES), RULES)
        assert moves[session].before == count_boxes(ABC, replay(others, RULES), RULES)


def test_box_moves_apply_each_entry_about_once(monkeypatch: pytest.MonkeyPatch) -> None:
    history = History()
    sessions = [f"s{number}" for number in range(60)]
    for session in sessions:
        for question in ("late-program", "dates"):
            history.answer(question, session=session)
        history.wait(1)
    applied = 0

    def count(card: Card, entry: Review | Undo | Redo | CardAction, rules: Rules) -> Card:
        nonlocal applied
        applied += 1
        return apply_entry(card, entry, rules)

    for module in (box_counts, replay_module):
        monkeypatch.setattr(module, "apply_entry", count, raising=False)
    last = {e.session: e.seq for e in history.entries if isinstance(e, Review)}
    assert compute_box_moves(history.entries, last, BANK, RULES).keys() == set(sessions)
    assert applied < 2 * len(history.entries)
