"""How many questions each box holds, and what a session moved."""

from __future__ import annotations

from hypothesis import given

from tests.core.strategies import Log, logs
from tests.exchange.histories import BANK, RULES, History
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.events import (
    CardAction,
    CardActionKind,
    HistoryEntry,
    Review,
    active_actions,
    undone_ids,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.core.reports.box_counts import BoxMoves, box_moves, count_boxes

ABC = Bank(questions=tuple(Question(id=id, prompt="?", key_points=(KeyPoint("p"),)) for id in "abc"))


def moved(history: History, session: str, last: int) -> BoxMoves:
    return box_moves(history.entries, {session: last}, BANK, RULES)[session]


def test_every_question_of_the_bank_is_in_one_box() -> None:
    history = History()
    history.answer("late-program")
    history.answer("vanished", Grade.EASY)
    assert count_boxes(BANK, history.cards, RULES) == (3, 0, 1, 0, 0, 0)


def test_a_box_beyond_the_last_counts_as_the_last() -> None:
    history = History()
    history.answer("late-program", Grade.EASY)
    assert count_boxes(BANK, history.cards, Rules(intervals=(1, 3))) == (3, 0, 1)


def test_before_is_as_if_the_session_had_not_been() -> None:
    history = History()
    history.answer("late-program", session="old")
    history.wait(2)
    history.answer("late-program", session="s1")
    history.answer("dates", Grade.AGAIN, session="s1")
    assert moved(history, "s1", 3) == BoxMoves(before=(3, 0, 1, 0, 0, 0), after=(2, 1, 0, 1, 0, 0))


def test_an_old_session_is_told_as_it_stood_then() -> None:
    history = History()
    history.answer("late-program", session="old")
    history.wait(2)
    history.answer("late-program", session="s1")
    history.act("late-program", CardActionKind.RESET)
    assert moved(history, "old", 1) == BoxMoves(before=(4, 0, 0, 0, 0, 0), after=(3, 0, 1, 0, 0, 0))


def test_what_was_taken_back_moved_nothing() -> None:
    history = History()
    history.undo(history.answer("late-program"))
    history.answer("dates")
    assert moved(history, "s1", 3).after == (3, 0, 1, 0, 0, 0)


def test_another_session_at_the_same_time_stays_in_before() -> None:
    history = History()
    history.answer("late-program", Grade.AGAIN, session="other")
    history.answer("late-program", Grade.GOOD, session="s1")
    history.answer("dates", session="other")
    assert moved(history, "s1", 3) == BoxMoves(before=(2, 1, 1, 0, 0, 0), after=(2, 1, 1, 0, 0, 0))


def in_sessions(log: Log) -> list[HistoryEntry]:
    """The log with its reviews dealt out to three sessions."""
    entries: list[HistoryEntry] = []
    for entry in log.entries:
        if isinstance(entry, Review):
            fields = {name: getattr(entry, name) for name in entry.__struct_fields__}
            entry = Review(**fields | {"session": "xyz"[entry.seq % 3]})
        entries.append(entry)
    return entries


@given(log=logs())
def test_many_sessions_at_once_are_told_as_a_replay_tells_each(log: Log) -> None:
    entries = in_sessions(log)
    last = {e.session: e.seq for e in entries if isinstance(e, Review)}
    gone = undone_ids(entries) | {e.id for e in entries if isinstance(e, CardAction)}
    gone -= {action.id for action in active_actions(entries)}
    plain = [e for e in entries if isinstance(e, Review | CardAction) and e.id not in gone]
    moves = box_moves(entries, last, ABC, RULES)
    for session, end in last.items():
        until = [entry for entry in plain if entry.seq <= end]
        others = [e for e in until if not (isinstance(e, Review) and e.session == session)]
        assert moves[session].after == count_boxes(ABC, replay(until, RULES), RULES)
        assert moves[session].before == count_boxes(ABC, replay(others, RULES), RULES)
