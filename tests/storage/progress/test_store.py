"""The store loses no confirmed change with several writers, restarts and damaged files."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from tinydb import TinyDB

from tests.storage.faults import FakeOs, fail_at, patched_os
from tests.storage.stores import (
    AT,
    DAY,
    RULES,
    add_reviews,
    answers_by_id,
    assert_matches_history,
    assert_readable,
    draft_texts,
    fresh_id,
    open_store,
    review,
    same_cards,
    undo_review,
    with_new_checksum,
)
from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import CardAction, CardActionKind, Review, SessionEnd, SessionStart, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.files import lock
from tpm_tui.storage.progress.store import DataFolderError, Store, WriteError


def session_start(session: str, mode: str = "practice") -> SessionStart:
    return SessionStart(id=fresh_id(), at=AT, day=DAY, session=session, mode=mode, queue=("a",))


def session_end(session: str) -> SessionEnd:
    return SessionEnd(id=fresh_id(), at=AT + timedelta(hours=1), day=DAY, session=session)


def card_action(question: str, action: CardActionKind) -> CardAction:
    return CardAction(id=fresh_id(), at=AT, day=DAY, question=question, action=action)


def segment_path(folder: Path) -> Path:
    return folder / "history" / "2026-11.jsonl"


# Reviews, undo and queries


def test_missing_folder_is_empty_store_and_stays_missing(tmp_path: Path) -> None:
    store = open_store(tmp_path / "data")
    assert store.cards == {}
    assert store.entries() == []
    assert store.last_session() is None
    assert not store.refresh()
    store.checkpoint()
    store.close()
    assert store.notices == ()
    assert not (tmp_path / "data").exists()


def test_review_is_found_by_next_session(tmp_path: Path) -> None:
    given = review("a", answer="first line\nsecond line")
    (saved,) = add_reviews(open_store(tmp_path), given)
    assert saved.seq > 0
    store = open_store(tmp_path)
    assert store.entries() == [saved]
    assert store.cards["a"].box == 2
    assert store.cards["a"].schedule.review == given.id


def test_review_is_made_from_newest_card(tmp_path: Path) -> None:
    mine, other = open_store(tmp_path), open_store(tmp_path)
    add_reviews(other, review("a", Grade.EASY))
    seen: list[Card] = []

    def make(card: Card) -> Review:
        seen.append(card)
        return review("a", day=DAY + timedelta(days=9))

    mine.review("a", make)
    assert [card.box for card in seen] == [3]
    assert mine.cards["a"].box == 4


def test_cards_are_not_modified_while_iterated(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"))
    seen = store.cards
    for question in seen:
        add_reviews(store, review("b"))
        assert question == "a"
    assert set(seen) == {"a"}
    assert set(store.cards) == {"a", "b"}


def test_exception_in_make_review_writes_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"))

    def make(card: Card) -> Review:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.review("a", make)
    assert len(store.entries()) == 1
    add_reviews(store, review("b"))


def test_grading_discards_draft_of_that_session(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.drafts.save("a", "s1", "We were")
    store.drafts.save("a", "s2", "of another session")
    add_reviews(store, review("a", session="s2"))
    assert draft_texts(store.drafts) == {"a": "We were"}


def test_text_is_saved_without_control_characters(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    odd = 'über — 木 👩‍💻 \t"quoted" \\ \n{}\x1b]52;c;x\x07\u202e\ud800'
    (saved,) = add_reviews(store, review("a", answer=odd))
    assert saved.answer == 'über — 木 👩‍💻 \t"quoted" \\ \n{}]52;c;x'
    assert open_store(tmp_path).entries() == store.entries() == [saved]


@pytest.mark.parametrize("between", ["nothing", "checkpoint", "reopening"])
def test_undo_restores_cards_and_returns_answer(tmp_path: Path, between: str) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"), review("b", Grade.AGAIN))
    store.commit(card_action("a", CardActionKind.STAR))
    before = dict(store.cards)
    add_reviews(store, review("a", Grade.AGAIN, day=DAY + timedelta(days=3), answer="to be undone"))
    if between != "nothing":
        store.close()
    if between == "reopening":
        store = open_store(tmp_path)
    undone = store.undo_last(DAY + timedelta(days=3), AT, fresh_id())
    assert isinstance(undone, Review)
    assert undone.answer == "to be undone"
    assert same_cards(store.cards, before)
    store.rebuild()
    assert store.cards == before
    store.checkpoint()
    assert open_store(tmp_path).cards == before


def test_undo_takes_newest_review_of_the_day(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    _, second, *_ = add_reviews(
        store,
        review("a", id="1", session="s1"),
        review("b", id="2", session="s2"),
        review("c", id="3", day=DAY + timedelta(days=1), session="s1"),
        review("a", id="4", session="s1"),
    )

    def undo() -> str | None:
        undone = store.undo_last(DAY, AT, fresh_id())
        return undone.id if undone else None

    undo_review(store, second)
    assert undo() == "4"
    assert undo() == "1"
    assert undo() is None
    assert set(answers_by_id(store.entries())) == {"1", "2", "3", "4"}
    assert_matches_history(store)


def test_undo_counts_later_practice_of_that_day(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    first, _ = add_reviews(
        store, review("a", Grade.AGAIN, session="s1"), review("a", Grade.EASY, session="s2")
    )
    assert store.cards["a"].box == 1
    undo_review(store, first)
    assert store.cards["a"].box == 3
    assert store.cards == replay(store.entries(), RULES)


@pytest.mark.parametrize("between", ["nothing", "reopening"])
def test_redo_restores_cards_and_returns_review(tmp_path: Path, between: str) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a", id="1"), review("b", Grade.AGAIN, id="2"), review("a", Grade.EASY, id="3"))
    states = [dict(store.cards)]
    for _ in range(3):
        store.undo_last(DAY, AT, fresh_id())
        states.append(dict(store.cards))
    assert store.undo_last(DAY, AT, fresh_id()) is None
    redone = []
    for state in (states[2], states[1], states[0]):
        if between == "reopening":
            store.close()
            store = open_store(tmp_path)
        again = store.redo_last(DAY, AT, fresh_id())
        redone.append(again.id if again else None)
        assert same_cards(state, store.cards) or same_cards(store.cards, state)
        assert_matches_history(store)
    assert redone == ["1", "2", "3"]
    assert store.redo_last(DAY, AT, fresh_id()) is None
    store.close()
    assert open_store(tmp_path).cards == states[0]


def test_new_grade_of_any_session_clears_redo(tmp_path: Path) -> None:
    mine, other = open_store(tmp_path), open_store(tmp_path)
    add_reviews(mine, review("a"))
    assert mine.redo_last(DAY, AT, fresh_id()) is None
    mine.undo_last(DAY, AT, fresh_id())
    add_reviews(other, review("b", session="s2"))
    assert mine.redo_last(DAY, AT, fresh_id()) is None
    assert [type(entry).__name__ for entry in mine.entries()] == ["Review", "Undo", "Review"]


def test_redo_is_limited_to_study_day(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"))
    store.undo_last(DAY, AT, fresh_id())
    assert store.redo_last(DAY + timedelta(days=1), AT, fresh_id()) is None
    assert store.redo_last(DAY, AT, fresh_id()) is not None


def test_session_and_question_entries_have_undo_and_redo(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    first, _ = add_reviews(store, review("a", session="s1"), review("b", session="s2"))
    undo = undo_review(store, first)
    store.redo_last(DAY, AT, "v")
    assert [entry.id for entry in store.session_entries("s1")][1:] == [undo.id, "v"]
    assert [entry.id for entry in store.question_entries("a")][1:] == [undo.id, "v"]
    assert len(store.question_entries("b")) == 1


def test_newest_review_is_found_in_merged_segment(tmp_path: Path) -> None:
    here, there = open_store(tmp_path / "here"), open_store(tmp_path / "there")
    (early,) = add_reviews(there, review("early", at=AT - timedelta(hours=3)))
    (late,) = add_reviews(here, review("late"))
    with segment_path(tmp_path / "here").open("ab") as log:
        log.write(segment_path(tmp_path / "there").read_bytes())
    undone = [here.undo_last(DAY, AT, fresh_id()) for _ in range(2)]
    assert undone == [late, early]
    assert [here.redo_last(DAY, AT, fresh_id()) for _ in range(2)] == [early, late]


def test_histories_of_two_machines_are_replayed_in_order(tmp_path: Path) -> None:
    laptop, desktop = open_store(tmp_path / "laptop"), open_store(tmp_path / "desktop")
    days = [(laptop, 0), (desktop, 2), (laptop, 6), (desktop, 14)]
    for store, later in days:
        at = AT + timedelta(days=later)
        add_reviews(store, review("a", at=at, day=at.date()))
    for segment in (tmp_path / "desktop" / "history").iterdir():
        with (tmp_path / "laptop" / "history" / segment.name).open("ab") as log:
            log.write(segment.read_bytes())
    assert open_store(tmp_path / "laptop").cards["a"].box == 5


def test_other_rules_rebuild_cards_from_history(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a", Grade.EASY), review("a", Grade.EASY, day=DAY + timedelta(days=30)))
    store.close()
    assert store.cards["a"].box == 5
    two = Rules(intervals=(1, 3))
    assert open_store(tmp_path, two).cards["a"].box == 2
    add_reviews(open_store(tmp_path, two), review("b", Grade.EASY))
    assert open_store(tmp_path).cards["a"].box == 5
    assert open_store(tmp_path).cards["b"].box == 3


def test_session_and_question_entries_are_found(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    first = [
        store.commit(session_start("s1", "mock")),
        *add_reviews(store, review("a", id="1"), review("b", id="2")),
    ]
    last = store.commit(session_end("s1"))
    store.commit(session_start("s2"))
    other = add_reviews(store, review("a", id="3", session="s2"))
    undo = Undo(id="4", at=AT, day=DAY, review="1", question="a")
    undo = store.commit(undo)  # type: ignore[assignment]
    star = store.commit(card_action("a", CardActionKind.STAR))
    assert store.session_entries("s1") == [*first, last, undo]
    assert store.session_entries('"s1') == []
    assert store.question_entries("a") == [first[1], *other, undo, star]
    assert store.last_session() == "s2"
    assert [(one.key, one.mode, one.ended is None) for one in store.sessions] == [
        ("s1", "mock", False),
        ("s2", "practice", True),
    ]


def test_last_session_has_newest_active_review(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a", session="s1"), review("b", session="s2"))
    store.commit(session_start("s3"))
    assert store.last_session() == "s2"
    store.undo_last(DAY, AT, fresh_id())
    assert store.last_session() == "s1"


def test_order_is_write_order_with_any_clock(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for years in (0, 73, -50, 0):
        at = AT.replace(year=AT.year + years)
        add_reviews(store, review("a", id=str(at.year) + fresh_id(), at=at, day=at.date()))
    store.close()
    assert [entry.at.year for entry in open_store(tmp_path).entries()] == [2026, 2099, 1976, 2026]
    assert sorted(os.listdir(tmp_path / "history")) == ["2026-11.jsonl", "2099-11.jsonl"]
    assert_matches_history(open_store(tmp_path))
    assert open_store(tmp_path).cards == store.cards


# The progress file


def test_progress_file_is_written_first_and_every_20(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("q-0"))
    assert_readable(tmp_path)
    assert len(rows_in_file(tmp_path)) == 1
    add_reviews(store, *(review(f"q-{n}") for n in range(1, 20)))
    assert len(rows_in_file(tmp_path)) == 1
    add_reviews(store, review("q-20"))
    assert len(rows_in_file(tmp_path)) == 21
    add_reviews(store, review("q-21"))
    store.close()
    assert len(rows_in_file(tmp_path)) == 22


def rows_in_file(folder: Path) -> list[dict]:
    with TinyDB(folder / "progress.json") as database:
        return [dict(row) for row in database.table("cards").all()]


def test_up_to_date_file_is_not_rewritten(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"))
    store.close()
    before = (tmp_path / "progress.json").stat()
    store.checkpoint()
    open_store(tmp_path).checkpoint()
    after = (tmp_path / "progress.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_reading_store_writes_nothing(tmp_path: Path) -> None:
    add_reviews(open_store(tmp_path), review("a"), review("b"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    store = open_store(tmp_path)
    assert set(store.cards) == {"a", "b"}
    store.refresh()
    store.entries()
    store.close()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_synced_newer_progress_file_is_merged(tmp_path: Path) -> None:
    there = open_store(tmp_path)
    add_reviews(there, review("a"), review("b"))
    there.close()
    log = segment_path(tmp_path).read_bytes()
    here = open_store(tmp_path)
    add_reviews(there, review("b", day=DAY + timedelta(days=9)), review("c"), review("d"))
    there.close()
    segment_path(tmp_path).write_bytes(log)  # so far only the progress file of the other machine has arrived
    add_reviews(here, review("mine"))
    here.close()
    store = open_store(tmp_path)
    assert set(store.cards) == {"a", "b", "c", "d", "mine"}
    assert store.cards["b"].box == 3
    assert any("has answers that are missing" in str(notice) for notice in here.notices)
    add_reviews(store, review("c", day=DAY + timedelta(days=9)))
    assert store.cards["c"].box == 3


def test_open_reads_only_up_to_date_progress_file(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(
        store, *(review(f"q-{n}", at=AT.replace(month=month)) for n in range(5) for month in (9, 10, 11))
    )
    store.close()
    read: list[str] = []

    def record(name: str, real: Callable[..., object], args: tuple[object, ...]) -> object:
        read.append(str(args[0]))
        return real(*args)

    with patched_os(FakeOs(record, ("open",))):
        assert len(open_store(tmp_path).cards) == 5
    assert [Path(path).name for path in read] == ["progress.json"]


# Concurrent use


def test_two_sessions_read_each_others_reviews(tmp_path: Path) -> None:
    one, two = open_store(tmp_path), open_store(tmp_path)
    add_reviews(one, review("a"))
    assert "a" not in two.cards
    assert two.refresh()
    assert not two.refresh()
    assert two.cards == one.cards
    add_reviews(two, review("b"))
    add_reviews(one, review("c"))
    assert set(one.cards) == {"a", "b", "c"}
    for store in (one, two):
        store.close()
    assert [entry.after for entry in one.entries()] == [0, *(entry.seq for entry in one.entries()[:2])]
    assert open_store(tmp_path).cards == one.cards


def practise(folder: Path, name: str, number: int) -> None:
    store = open_store(folder)
    for n in range(number):
        add_reviews(store, review(f"q-{n % 7}", id=f"{name}-{n}", session=name, answer=f"{name} says {n}"))
    store.close()


def test_two_processes_lose_no_review(tmp_path: Path) -> None:
    processes = multiprocessing.get_context("spawn")
    workers = [processes.Process(target=practise, args=(tmp_path, name, 50)) for name in ("s1", "s2")]
    for process in workers:
        process.start()
    for process in workers:
        process.join(60)
        assert process.exitcode == 0
    store = open_store(tmp_path)
    assert answers_by_id(store.entries()) == {
        f"{s}-{n}": f"{s} says {n}" for s in ("s1", "s2") for n in range(50)
    }
    seqs = [entry.seq for entry in store.entries()]
    assert seqs == list(range(seqs[0], seqs[0] + 100))  # as all were written in one second
    assert store.notices == ()
    assert_matches_history(store)


def test_threads_lose_no_review(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    threads = [
        threading.Thread(target=lambda: add_reviews(store, *(review("a") for _ in range(10))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.entries()) == 40
    assert_matches_history(store)


def test_refresh_does_not_wait_for_saving_thread(tmp_path: Path) -> None:
    store, saving, done = open_store(tmp_path), threading.Event(), threading.Event()

    def make(card: Card) -> Review:
        saving.set()
        assert done.wait(10)
        return review("a")

    thread = threading.Thread(target=lambda: store.review("a", make))
    thread.start()
    assert saving.wait(10)
    assert not store.refresh()
    assert store.cards == {}
    done.set()
    thread.join()
    assert set(store.cards) == {"a"}


def test_lock_timeout_is_an_error_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "DEFAULT_TIMEOUT", 0.02)
    store = open_store(tmp_path)
    add_reviews(store, review("a"))
    with (tmp_path / "progress.lock").open() as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        with pytest.raises(WriteError, match="another tpm-tui"):
            add_reviews(store, review("b"))
        assert open_store(tmp_path).cards == store.cards
        assert len(store.entries()) == 1
    add_reviews(store, review("b"))
    assert set(store.cards) == {"a", "b"}


def test_missing_lock_support_gives_a_notice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    store = open_store(tmp_path)
    add_reviews(store, review("a"))
    assert set(store.cards) == {"a"}
    assert any("does not support locks" in str(notice) for notice in store.notices)


def test_merged_histories_replay_to_one_state(tmp_path: Path) -> None:
    here, there = open_store(tmp_path / "here"), open_store(tmp_path / "there")
    add_reviews(here, review("a"), review("b", Grade.AGAIN), review("c"))
    here.close()
    add_reviews(there, review("a", Grade.EASY, day=DAY + timedelta(days=5)), review("d"))
    with segment_path(tmp_path / "here").open("ab") as log:
        log.write(segment_path(tmp_path / "there").read_bytes() * 2)
    merged = open_store(tmp_path / "here")
    assert merged.cards == replay(here.entries() + there.entries(), RULES)
    assert len(merged.entries()) == 5
    (newest,) = add_reviews(merged, review("e"))
    assert merged.entries()[-1] == newest
    assert_matches_history(merged)


# Damage


def filled_store(folder: Path) -> Store:
    store = open_store(folder)
    add_reviews(store, *(review(f"q-{n % 5}", day=DAY + timedelta(days=n)) for n in range(8)))
    later = DAY + timedelta(days=40)
    add_reviews(store, *(review(f"q-{n}", at=AT + timedelta(days=30), day=later) for n in range(4)))
    store.undo_last(later, AT, "undo")
    store.close()
    return store


def flip_bit(raw: bytes, seed: int) -> bytes:
    place = random.Random(seed).randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ (1 << seed % 7)]) + raw[place + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    **{f"flip-{seed}": (lambda raw, seed=seed: flip_bit(raw, seed)) for seed in range(12)},  # type: ignore[misc]
    "cut": lambda raw: raw[: len(raw) * 2 // 3],
    "cut-the-end": lambda raw: raw[:-1],
    "zeroed-page": lambda raw: raw[:-300] + bytes(300),
    "emptied": lambda raw: b"",
    "removed": lambda raw: None,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize(
    "name", ["progress.json", "progress.json.bak", "history/2026-11.jsonl", "history/2026-12.jsonl"]
)
def test_damage_to_one_file_changes_no_box(tmp_path: Path, name: str, damage: str) -> None:
    before = filled_store(tmp_path)
    entries = before.entries()
    path = tmp_path / name
    raw = DAMAGES[damage](path.read_bytes())
    if raw is None:
        path.unlink()
    else:
        path.write_bytes(raw)
    store = open_store(tmp_path)
    assert same_cards(store.cards, before.cards)
    left = store.entries()
    assert answers_by_id(left).items() <= answers_by_id(entries).items()
    if name.startswith("history"):
        assert len(left) < len(entries) or damage == "cut-the-end"  # the line itself is whole
    else:
        assert left == entries
    assert store.notices or name == "progress.json.bak"
    # the store stays usable
    add_reviews(store, review("next", at=AT + timedelta(days=31)))
    store.close()
    again = open_store(tmp_path)
    assert same_cards(before.cards, {**again.cards, "next": Card("next")})
    assert again.cards["next"].box == 2
    assert_readable(tmp_path)
    if name == "progress.json" and raw is not None:
        (quarantined,) = tmp_path.glob("progress.damaged-*.json")
        assert quarantined.read_bytes() == raw
        assert any(quarantined.name in str(notice) for notice in store.notices)


def test_damaged_line_not_in_progress_file_loses_only_it(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, *(review(f"q-{n}", id=str(n)) for n in range(6)))
    log = segment_path(tmp_path)
    log.write_bytes(log.read_bytes().replace(b'"question":"q-3"', b'"question":"q-4"'))
    found = open_store(tmp_path)
    assert set(answers_by_id(found.entries())) == {"0", "1", "2", "4", "5"}
    assert any("1 damaged line" in str(notice) for notice in found.notices)


def test_boxes_survive_lost_history(tmp_path: Path) -> None:
    before = filled_store(tmp_path)
    for segment in (tmp_path / "history").iterdir():
        segment.unlink()
    store = open_store(tmp_path)
    assert store.cards == before.cards
    assert any("lost" in str(notice) for notice in store.notices)
    far = DAY + timedelta(days=300)
    add_reviews(store, review("q-0", day=far), review("new", day=far))
    assert store.cards["q-0"].attempts == before.cards["q-0"].attempts + 1
    assert store.cards["q-0"].schedule.last == far
    store.close()
    again = open_store(tmp_path)
    assert again.cards == store.cards
    assert not again.notices
    other_rules = open_store(tmp_path, Rules(miss="down-one"))
    assert other_rules.cards["q-1"].attempts == before.cards["q-1"].attempts


def test_restored_history_is_replayed_in_full(tmp_path: Path) -> None:
    before = filled_store(tmp_path)
    log = segment_path(tmp_path)
    whole = log.read_bytes()
    log.write_bytes(whole[: len(whole) // 2])
    store = open_store(tmp_path)
    add_reviews(store, review("new", at=AT + timedelta(days=31)))
    store.close()
    log.write_bytes(whole)
    again = open_store(tmp_path)
    assert again.notices == ()
    assert again.cards == replay(again.entries(), RULES)
    assert again.cards.keys() == before.cards.keys() | {"new"}
    assert open_store(tmp_path, Rules(intervals=(1, 2))).cards["q-0"].box == 2
    later = DAY + timedelta(days=50)
    first, _ = add_reviews(
        again, review("q-0", day=later, session="s1"), review("q-0", day=later, session="s2")
    )
    undo_review(again, first)
    assert again.cards == replay(again.entries(), RULES)


def test_newer_version_is_rejected_and_unchanged(tmp_path: Path) -> None:
    store = filled_store(tmp_path)
    path = tmp_path / "progress.json"
    newer = with_new_checksum(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    path.write_bytes(newer)
    with pytest.raises(DataFolderError, match="newer"):
        open_store(tmp_path)
    add_reviews(store, review("a"))
    with pytest.raises(WriteError, match="newer"):
        store.checkpoint()
    assert path.read_bytes() == newer


# Permissions


def test_all_files_are_private_with_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = filled_store(tmp_path / "share" / "data")
        store.drafts.save("a", "s1", "text")
    finally:
        os.umask(before)
    found = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "share").rglob("*")}
    assert len(found) == 11
    assert {mode for path, mode in found.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in found.items() if path.is_file()} == {0o600}
    assert (tmp_path / "share").stat().st_mode & 0o777 == 0o700
    assert store.notices == ()


def test_folder_readable_by_others_gives_a_notice(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    store = open_store(tmp_path)
    assert any("chmod 700" in str(notice) for notice in store.notices)
    add_reviews(store, review("a"))
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_world_writable_folder_is_rejected(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(DataFolderError, match="writable by all users"):
        open_store(tmp_path)


def test_folder_of_another_user_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(DataFolderError, match="another user"):
        open_store(tmp_path)


def test_file_instead_of_folder_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DataFolderError, match="not a folder"):
        open_store(tmp_path / "data")
    with pytest.raises(DataFolderError, match="expected a folder, found a file"):
        open_store(tmp_path / "data" / "deeper")


def test_planted_lock_link_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "progress.lock").symlink_to(victim)
    with pytest.raises(WriteError, match="symbolic link"):
        add_reviews(open_store(folder), review("a"))
    assert victim.read_text() == "precious"
    assert victim.stat().st_size == 8


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.ENOSPC, "the disk is full; free some space"),
        (errno.EDQUOT, "your disk quota is used up; free some space"),
        (errno.EROFS, "the file system is read-only; make it writable or choose another --data-dir"),
        (errno.EACCES, "permission was denied; check who owns the data folder"),
        (errno.EIO, "the disk reported an error; check the disk"),
        (errno.EHOSTDOWN, "host is down; try again"),
    ],
)
def test_write_error_names_cause_and_remedy(tmp_path: Path, code: int, message: str) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"))
    with fail_at(1, code, lasting=True), pytest.raises(WriteError, match="^Not saved: " + message):
        add_reviews(store, review("b", answer="private"))
    with fail_at(1, code, lasting=True), pytest.raises(DataFolderError, match=message):
        store.entries()


def test_file_size_limit_is_reported(tmp_path: Path) -> None:
    """Simulate a full disk without root, in a separate process since the limit cannot be removed."""
    program = (
        "import resource, sys; from pathlib import Path;"
        "from tests.storage.stores import add_reviews, open_store, review;"
        "store = open_store(Path(sys.argv[1])); add_reviews(store, review('a'));"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900));"
        "add_reviews(store, review('b', answer='long ' * 200))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True)
    assert "WriteError: Not saved: the file size limit is reached" in done.stderr
    store = open_store(tmp_path)
    assert set(store.cards) == {"a"}
    assert store.notices == ()


# Model-based test


class Practice(RuleBasedStateMachine):
    """Two concurrent sessions on one folder, opened and closed at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.temp_folder = tempfile.TemporaryDirectory()
        self.folder = Path(self.temp_folder.name)
        self.stores = [open_store(self.folder), open_store(self.folder)]
        self.acknowledged: dict[str, str] = {}

    def teardown(self) -> None:
        self.temp_folder.cleanup()

    which = st.integers(0, 1)
    questions = st.sampled_from(["a", "b"])
    days = st.integers(-3, 9).map(lambda n: DAY + timedelta(days=n))

    @rule(which=which, question=questions, day=days, grade=st.sampled_from(Grade))
    def answer(self, which: int, question: str, day: object, grade: Grade) -> None:
        one = review(question, grade, day=day, session=f"s{which}", answer=f"{grade.word} {day}")  # type: ignore[arg-type]
        add_reviews(self.stores[which], one)
        self.acknowledged[one.id] = one.answer

    @rule(which=which, day=days)
    def undo(self, which: int, day: object) -> None:
        undone = self.stores[which].undo_last(day, AT, fresh_id())  # type: ignore[arg-type]
        assert not isinstance(undone, Review) or self.acknowledged[undone.id] == undone.answer

    @rule(which=which, data=st.data())
    def undo_any(self, which: int, data: st.DataObject) -> None:
        if active := active_reviews(self.stores[which].entries()):
            undo_review(self.stores[which], data.draw(st.sampled_from(active)))

    @rule(which=which, day=days)
    def redo(self, which: int, day: object) -> None:
        again = self.stores[which].redo_last(day, AT, fresh_id())  # type: ignore[arg-type]
        assert not isinstance(again, Review) or self.acknowledged[again.id] == again.answer

    @rule(which=which, question=questions, action=st.sampled_from(CardActionKind))
    def act(self, which: int, question: str, action: CardActionKind) -> None:
        self.stores[which].commit(card_action(question, action))

    @rule(which=which)
    def close_and_open(self, which: int) -> None:
        self.stores[which].close()
        self.stores[which] = open_store(self.folder)

    @rule(which=which)
    def crash_and_open(self, which: int) -> None:
        self.stores[which] = open_store(self.folder)

    @rule(which=which)
    def checkpoint(self, which: int) -> None:
        self.stores[which].checkpoint()

    @invariant()
    def all_agree(self) -> None:
        for store in self.stores:
            store.refresh()
            assert_matches_history(store)
            assert store.notices == ()
        assert answers_by_id(self.stores[0].entries()) == self.acknowledged
        assert_readable(self.folder)


def test_cards_always_match_replayed_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)
    run_state_machine_as_test(Practice)
