"""The store: what is acknowledged is on disk, whoever else writes and whatever is damaged."""

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

from tests.storage.faults import System, failing, system
from tests.storage.stores import (
    AT,
    DAY,
    RULES,
    alike,
    assert_readable,
    assert_sound,
    fresh_id,
    give,
    opened,
    resealed,
    review,
    texts,
)
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import CardAction, CardActionKind, Review, SessionEnd, SessionStart, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.files import lock
from tpm_tui.storage.progress.store import DataFolderError, Store, WriteError


def start(session: str, mode: str = "practice") -> SessionStart:
    return SessionStart(id=fresh_id(), at=AT, day=DAY, session=session, mode=mode, queue=("a",))


def end(session: str) -> SessionEnd:
    return SessionEnd(id=fresh_id(), at=AT + timedelta(hours=1), day=DAY, session=session)


def act(question: str, action: CardActionKind) -> CardAction:
    return CardAction(id=fresh_id(), at=AT, day=DAY, question=question, action=action)


def log_of(folder: Path) -> Path:
    return folder / "history" / "2026-11.jsonl"


# What a learner relies on


def test_an_absent_folder_is_an_empty_store_and_stays_absent(tmp_path: Path) -> None:
    store = opened(tmp_path / "data")
    assert store.cards == {}
    assert store.entries() == []
    assert store.last_session() is None
    assert not store.refresh()
    store.checkpoint()
    store.close()
    assert store.notices == ()
    assert not (tmp_path / "data").exists()


def test_a_review_is_there_for_the_next_session(tmp_path: Path) -> None:
    given = review("a", answer="first line\nsecond line")
    (kept,) = give(opened(tmp_path), given)
    assert kept.seq > 0
    store = opened(tmp_path)
    assert store.entries() == [kept]
    assert store.cards["a"].box == 2
    assert store.cards["a"].schedule.review == given.id


def test_the_review_is_made_from_the_newest_card(tmp_path: Path) -> None:
    mine, other = opened(tmp_path), opened(tmp_path)
    give(other, review("a", Grade.EASY))
    seen: list[Card] = []

    def make(card: Card) -> Review:
        seen.append(card)
        return review("a", day=DAY + timedelta(days=9))

    mine.review("a", make)
    assert [card.box for card in seen] == [3]
    assert mine.cards["a"].box == 4


def test_cards_that_somebody_looks_at_do_not_change_under_his_eyes(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a"))
    seen = store.cards
    for question in seen:
        give(store, review("b"))
        assert question == "a"
    assert set(seen) == {"a"}
    assert set(store.cards) == {"a", "b"}


def test_where_making_the_review_fails_nothing_is_written(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a"))

    def make(card: Card) -> Review:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.review("a", make)
    assert len(store.entries()) == 1
    give(store, review("b"))


def test_a_graded_answer_is_no_draft_any_more(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.drafts.save("a", "s1", "We were")
    store.drafts.save("a", "s2", "of another session")
    give(store, review("a", session="s2"))
    assert store.drafts.newest() == {"a": "We were"}


def test_text_is_kept_to_the_letter_and_its_controls_are_not(tmp_path: Path) -> None:
    store = opened(tmp_path)
    odd = 'über — 木 👩‍💻 \t"quoted" \\ \n{}\x1b]52;c;x\x07\u202e\ud800'
    (kept,) = give(store, review("a", answer=odd))
    assert kept.answer == 'über — 木 👩‍💻 \t"quoted" \\ \n{}]52;c;x'
    assert opened(tmp_path).entries() == store.entries() == [kept]


@pytest.mark.parametrize("between", ["nothing", "checkpoint", "reopening"])
def test_undo_gives_back_the_state_before_and_the_text(tmp_path: Path, between: str) -> None:
    store = opened(tmp_path)
    give(store, review("a"), review("b", Grade.AGAIN))
    store.commit(act("a", CardActionKind.STAR))
    before = dict(store.cards)
    give(store, review("a", Grade.AGAIN, day=DAY + timedelta(days=3), answer="to be taken back"))
    if between != "nothing":
        store.close()
    if between == "reopening":
        store = opened(tmp_path)
    taken = store.undo_last(DAY + timedelta(days=3), AT, fresh_id())
    assert taken
    assert taken.answer == "to be taken back"
    assert alike(store.cards, before)
    store.rebuild()
    assert store.cards == before
    store.checkpoint()
    assert opened(tmp_path).cards == before


def test_undo_takes_the_newest_of_the_day_or_of_the_session_and_each_once(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(
        store,
        review("a", id="1", session="s1"),
        review("b", id="2", session="s2"),
        review("c", id="3", day=DAY + timedelta(days=1), session="s1"),
        review("a", id="4", session="s1"),
    )

    def undone(session: str | None = None) -> str | None:
        taken = store.undo_last(DAY, AT, fresh_id(), session)
        return taken.id if taken else None

    assert undone("s2") == "2"
    assert undone("s2") is None
    assert undone() == "4"
    assert undone() == "1"
    assert undone() is None
    assert set(texts(store.entries())) == {"1", "2", "3", "4"}
    assert_sound(store)


def test_undo_of_an_answer_that_was_followed_by_practice_counts_the_practice(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a", Grade.AGAIN, session="s1"), review("a", Grade.EASY, session="s2"))
    assert store.cards["a"].box == 1
    store.undo_last(DAY, AT, fresh_id(), "s1")
    assert store.cards["a"].box == 3
    assert store.cards == replay(store.entries(), RULES)


@pytest.mark.parametrize("between", ["nothing", "reopening"])
def test_redo_gives_back_the_state_and_the_review_that_undo_took(tmp_path: Path, between: str) -> None:
    store = opened(tmp_path)
    give(store, review("a", id="1"), review("b", Grade.AGAIN, id="2"), review("a", Grade.EASY, id="3"))
    states = [dict(store.cards)]
    for _ in range(3):
        store.undo_last(DAY, AT, fresh_id())
        states.append(dict(store.cards))
    assert store.undo_last(DAY, AT, fresh_id()) is None
    redone = []
    for state in (states[2], states[1], states[0]):
        if between == "reopening":
            store.close()
            store = opened(tmp_path)
        again = store.redo_last(DAY, AT, fresh_id())
        redone.append(again.id if again else None)
        assert alike(state, store.cards) or alike(store.cards, state)
        assert_sound(store)
    assert redone == ["1", "2", "3"]
    assert store.redo_last(DAY, AT, fresh_id()) is None
    store.close()
    assert opened(tmp_path).cards == states[0]


def test_a_new_grade_leaves_nothing_to_redo_whoever_gave_it(tmp_path: Path) -> None:
    mine, other = opened(tmp_path), opened(tmp_path)
    give(mine, review("a"))
    assert mine.redo_last(DAY, AT, fresh_id()) is None
    mine.undo_last(DAY, AT, fresh_id())
    give(other, review("b", session="s2"))
    assert mine.redo_last(DAY, AT, fresh_id()) is None
    assert [type(entry).__name__ for entry in mine.entries()] == ["Review", "Undo", "Review"]


def test_another_day_has_nothing_to_redo(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a"))
    store.undo_last(DAY, AT, fresh_id())
    assert store.redo_last(DAY + timedelta(days=1), AT, fresh_id()) is None
    assert store.redo_last(DAY, AT, fresh_id()) is not None


def test_a_session_and_a_question_tell_of_undo_and_redo(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a", session="s1"), review("b", session="s2"))
    store.undo_last(DAY, AT, "u", "s1")
    store.redo_last(DAY, AT, "v")
    assert [entry.id for entry in store.session_entries("s1")][1:] == ["u", "v"]
    assert [entry.id for entry in store.question_entries("a")][1:] == ["u", "v"]
    assert len(store.question_entries("b")) == 1


def test_the_newest_answer_is_found_where_a_merge_has_mixed_the_lines(tmp_path: Path) -> None:
    here, there = opened(tmp_path / "here"), opened(tmp_path / "there")
    (early,) = give(there, review("early", at=AT - timedelta(hours=3)))
    (late,) = give(here, review("late"))
    with log_of(tmp_path / "here").open("ab") as log:
        log.write(log_of(tmp_path / "there").read_bytes())
    taken = [here.undo_last(DAY, AT, fresh_id()) for _ in range(2)]
    assert taken == [late, early]
    assert [here.redo_last(DAY, AT, fresh_id()) for _ in range(2)] == [early, late]


def test_two_machines_that_knew_nothing_of_each_other_come_to_what_happened(tmp_path: Path) -> None:
    laptop, desktop = opened(tmp_path / "laptop"), opened(tmp_path / "desktop")
    days = [(laptop, 0), (desktop, 2), (laptop, 6), (desktop, 14)]
    for store, later in days:
        at = AT + timedelta(days=later)
        give(store, review("a", at=at, day=at.date()))
    for segment in (tmp_path / "desktop" / "history").iterdir():
        with (tmp_path / "laptop" / "history" / segment.name).open("ab") as log:
            log.write(segment.read_bytes())
    assert opened(tmp_path / "laptop").cards["a"].box == 5


def test_other_rules_are_another_fold_of_the_same_history(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a", Grade.EASY), review("a", Grade.EASY, day=DAY + timedelta(days=30)))
    store.close()
    assert store.cards["a"].box == 5
    two = Rules(intervals=(1, 3))
    assert opened(tmp_path, two).cards["a"].box == 2
    give(opened(tmp_path, two), review("b", Grade.EASY))
    assert opened(tmp_path).cards["a"].box == 5
    assert opened(tmp_path).cards["b"].box == 3


def test_the_entries_of_a_session_and_of_a_question_are_found(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first = [store.commit(start("s1", "mock")), *give(store, review("a", id="1"), review("b", id="2"))]
    last = store.commit(end("s1"))
    store.commit(start("s2"))
    other = give(store, review("a", id="3", session="s2"))
    undo = Undo(id="4", at=AT, day=DAY, review="1", question="a")
    undo = store.commit(undo)  # type: ignore[assignment]
    star = store.commit(act("a", CardActionKind.STAR))
    assert store.session_entries("s1") == [*first, last, undo]
    assert store.session_entries('"s1') == []
    assert store.question_entries("a") == [first[1], *other, undo, star]
    assert store.last_session() == "s2"
    assert [(one.key, one.mode, one.ended is None) for one in store.sessions] == [
        ("s1", "mock", False),
        ("s2", "practice", True),
    ]


def test_the_last_session_is_the_one_with_the_newest_review_that_stands(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a", session="s1"), review("b", session="s2"))
    store.commit(start("s3"))
    assert store.last_session() == "s2"
    store.undo_last(DAY, AT, fresh_id())
    assert store.last_session() == "s1"


def test_whatever_the_clock_does_the_order_is_that_of_writing(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for years in (0, 73, -50, 0):
        at = AT.replace(year=AT.year + years)
        give(store, review("a", id=str(at.year) + fresh_id(), at=at, day=at.date()))
    store.close()
    assert [entry.at.year for entry in opened(tmp_path).entries()] == [2026, 2099, 1976, 2026]
    assert sorted(os.listdir(tmp_path / "history")) == ["2026-11.jsonl", "2099-11.jsonl"]
    assert_sound(opened(tmp_path))
    assert opened(tmp_path).cards == store.cards


# The boxes file


def test_the_boxes_file_is_there_from_the_first_answer_on_and_follows(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("q-0"))
    assert_readable(tmp_path)
    assert len(opened_file(tmp_path)) == 1
    give(store, *(review(f"q-{n}") for n in range(1, 20)))
    assert len(opened_file(tmp_path)) == 1
    give(store, review("q-20"))
    assert len(opened_file(tmp_path)) == 21
    give(store, review("q-21"))
    store.close()
    assert len(opened_file(tmp_path)) == 22


def opened_file(folder: Path) -> list[dict]:
    with TinyDB(folder / "progress.json") as database:
        return [dict(row) for row in database.table("cards").all()]


def test_a_file_that_is_up_to_date_is_not_written_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a"))
    store.close()
    before = (tmp_path / "progress.json").stat()
    store.checkpoint()
    opened(tmp_path).checkpoint()
    after = (tmp_path / "progress.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_store_that_only_reads_writes_nothing(tmp_path: Path) -> None:
    give(opened(tmp_path), review("a"), review("b"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    store = opened(tmp_path)
    assert set(store.cards) == {"a", "b"}
    store.refresh()
    store.entries()
    store.close()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_file_that_a_sync_tool_put_there_is_looked_at_before_it_is_replaced(tmp_path: Path) -> None:
    there = opened(tmp_path)
    give(there, review("a"), review("b"))
    there.close()
    log = log_of(tmp_path).read_bytes()
    here = opened(tmp_path)
    give(there, review("b", day=DAY + timedelta(days=9)), review("c"), review("d"))
    there.close()
    log_of(tmp_path).write_bytes(log)  # of the other machine only the boxes have arrived so far
    give(here, review("mine"))
    here.close()
    store = opened(tmp_path)
    assert set(store.cards) == {"a", "b", "c", "d", "mine"}
    assert store.cards["b"].box == 3
    assert any("knows of answers" in notice for notice in here.notices)
    give(store, review("c", day=DAY + timedelta(days=9)))
    assert store.cards["c"].box == 3


def test_opening_reads_no_history_that_the_boxes_file_covers(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, *(review(f"q-{n}", at=AT.replace(month=month)) for n in range(5) for month in (9, 10, 11)))
    store.close()
    read: list[str] = []

    def note(name: str, real: Callable[..., object], args: tuple[object, ...]) -> object:
        read.append(str(args[0]))
        return real(*args)

    with system(System(note, ("open",))):
        assert len(opened(tmp_path).cards) == 5
    assert [Path(path).name for path in read] == ["progress.json"]


# Several at once


def test_two_sessions_see_each_other(tmp_path: Path) -> None:
    one, two = opened(tmp_path), opened(tmp_path)
    give(one, review("a"))
    assert "a" not in two.cards
    assert two.refresh()
    assert not two.refresh()
    assert two.cards == one.cards
    give(two, review("b"))
    give(one, review("c"))
    assert set(one.cards) == {"a", "b", "c"}
    for store in (one, two):
        store.close()
    assert [entry.after for entry in one.entries()] == [0, *(entry.seq for entry in one.entries()[:2])]
    assert opened(tmp_path).cards == one.cards


def practise(folder: Path, name: str, number: int) -> None:
    store = opened(folder)
    for n in range(number):
        give(store, review(f"q-{n % 7}", id=f"{name}-{n}", session=name, answer=f"{name} says {n}"))
    store.close()


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    processes = multiprocessing.get_context("spawn")
    both = [processes.Process(target=practise, args=(tmp_path, name, 50)) for name in ("s1", "s2")]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    store = opened(tmp_path)
    assert texts(store.entries()) == {f"{s}-{n}": f"{s} says {n}" for s in ("s1", "s2") for n in range(50)}
    seqs = [entry.seq for entry in store.entries()]
    assert seqs == list(range(seqs[0], seqs[0] + 100))  # as all were written in one second
    assert store.notices == ()
    assert_sound(store)


def test_threads_of_one_session_lose_nothing_of_each_other(tmp_path: Path) -> None:
    store = opened(tmp_path)
    threads = [
        threading.Thread(target=lambda: give(store, *(review("a") for _ in range(10)))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.entries()) == 40
    assert_sound(store)


def test_looking_does_not_wait_for_a_thread_that_saves(tmp_path: Path) -> None:
    store, saving, done = opened(tmp_path), threading.Event(), threading.Event()

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


def test_a_lock_that_is_held_for_long_is_told_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "DEFAULT_TIMEOUT", 0.02)
    store = opened(tmp_path)
    give(store, review("a"))
    with (tmp_path / "progress.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(WriteError, match="another tpm-tui"):
            give(store, review("b"))
        assert opened(tmp_path).cards == store.cards
        assert len(store.entries()) == 1
    give(store, review("b"))
    assert set(store.cards) == {"a", "b"}


def test_where_there_are_no_locks_the_learner_is_told_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    store = opened(tmp_path)
    give(store, review("a"))
    assert set(store.cards) == {"a"}
    assert any("no locks" in notice for notice in store.notices)


def test_two_merged_histories_come_to_one_state(tmp_path: Path) -> None:
    here, there = opened(tmp_path / "here"), opened(tmp_path / "there")
    give(here, review("a"), review("b", Grade.AGAIN), review("c"))
    here.close()
    give(there, review("a", Grade.EASY, day=DAY + timedelta(days=5)), review("d"))
    with log_of(tmp_path / "here").open("ab") as log:
        log.write(log_of(tmp_path / "there").read_bytes() * 2)
    merged = opened(tmp_path / "here")
    assert merged.cards == replay(here.entries() + there.entries(), RULES)
    assert len(merged.entries()) == 5
    (newest,) = give(merged, review("e"))
    assert merged.entries()[-1] == newest
    assert_sound(merged)


# Damage


def filled(folder: Path) -> Store:
    store = opened(folder)
    give(store, *(review(f"q-{n % 5}", day=DAY + timedelta(days=n)) for n in range(8)))
    later = DAY + timedelta(days=40)
    give(store, *(review(f"q-{n}", at=AT + timedelta(days=30), day=later) for n in range(4)))
    store.undo_last(later, AT, "undo")
    store.close()
    return store


def flipped(raw: bytes, seed: int) -> bytes:
    place = random.Random(seed).randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ (1 << seed % 7)]) + raw[place + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    **{f"flip-{seed}": (lambda raw, seed=seed: flipped(raw, seed)) for seed in range(12)},  # type: ignore[misc]
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
def test_damage_to_any_one_file_moves_no_box_and_is_told(tmp_path: Path, name: str, damage: str) -> None:
    before = filled(tmp_path)
    entries = before.entries()
    path = tmp_path / name
    raw = DAMAGES[damage](path.read_bytes())
    if raw is None:
        path.unlink()
    else:
        path.write_bytes(raw)
    store = opened(tmp_path)
    assert alike(store.cards, before.cards)
    left = store.entries()
    assert texts(left).items() <= texts(entries).items()
    if name.startswith("history"):
        assert len(left) < len(entries) or damage == "cut-the-end"  # the line itself is whole
    else:
        assert left == entries
    assert store.notices or name == "progress.json.bak"
    # and it goes on from there
    give(store, review("next", at=AT + timedelta(days=31)))
    store.close()
    again = opened(tmp_path)
    assert alike(before.cards, {**again.cards, "next": Card("next")})
    assert again.cards["next"].box == 2
    assert_readable(tmp_path)
    if name == "progress.json" and raw is not None:
        (aside,) = tmp_path.glob("progress.damaged-*.json")
        assert aside.read_bytes() == raw
        assert any(aside.name in notice for notice in store.notices)


def test_damage_to_the_history_behind_the_boxes_file_costs_that_line_only(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, *(review(f"q-{n}", id=str(n)) for n in range(6)))
    log = log_of(tmp_path)
    log.write_bytes(log.read_bytes().replace(b'"question":"q-3"', b'"question":"q-4"'))
    found = opened(tmp_path)
    assert set(texts(found.entries())) == {"0", "1", "2", "4", "5"}
    assert any("1 damaged line" in notice for notice in found.notices)


def test_boxes_outlive_a_lost_history_and_go_on_from_there(tmp_path: Path) -> None:
    before = filled(tmp_path)
    for segment in (tmp_path / "history").iterdir():
        segment.unlink()
    store = opened(tmp_path)
    assert store.cards == before.cards
    assert any("lost" in notice for notice in store.notices)
    far = DAY + timedelta(days=300)
    give(store, review("q-0", day=far), review("new", day=far))
    assert store.cards["q-0"].attempts == before.cards["q-0"].attempts + 1
    assert store.cards["q-0"].schedule.last == far
    store.close()
    again = opened(tmp_path)
    assert again.cards == store.cards
    assert not again.notices
    other_rules = opened(tmp_path, Rules(miss="down-one"))
    assert other_rules.cards["q-1"].attempts == before.cards["q-1"].attempts


def test_a_history_that_was_restored_counts_again_in_full(tmp_path: Path) -> None:
    before = filled(tmp_path)
    log = log_of(tmp_path)
    whole = log.read_bytes()
    log.write_bytes(whole[: len(whole) // 2])
    store = opened(tmp_path)
    give(store, review("new", at=AT + timedelta(days=31)))
    store.close()
    log.write_bytes(whole)
    again = opened(tmp_path)
    assert again.notices == ()
    assert again.cards == replay(again.entries(), RULES)
    assert again.cards.keys() == before.cards.keys() | {"new"}
    assert opened(tmp_path, Rules(intervals=(1, 2))).cards["q-0"].box == 2
    later = DAY + timedelta(days=50)
    give(again, review("q-0", day=later, session="s1"), review("q-0", day=later, session="s2"))
    again.undo_last(later, AT, fresh_id(), "s1")
    assert again.cards == replay(again.entries(), RULES)


def test_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    store = filled(tmp_path)
    path = tmp_path / "progress.json"
    newer = resealed(path.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    path.write_bytes(newer)
    with pytest.raises(DataFolderError, match="newer"):
        opened(tmp_path)
    give(store, review("a"))
    with pytest.raises(WriteError, match="newer"):
        store.checkpoint()
    assert path.read_bytes() == newer


# Whose files they are


def test_everything_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = filled(tmp_path / "share" / "data")
        store.drafts.save("a", "s1", "text")
    finally:
        os.umask(before)
    found = {path: path.stat().st_mode & 0o777 for path in (tmp_path / "share").rglob("*")}
    assert len(found) == 9
    assert {mode for path, mode in found.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in found.items() if path.is_file()} == {0o600}
    assert (tmp_path / "share").stat().st_mode & 0o777 == 0o700
    assert store.notices == ()


def test_a_folder_that_others_may_look_into_is_told_and_not_changed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    store = opened(tmp_path)
    assert any("chmod 700" in notice for notice in store.notices)
    give(store, review("a"))
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_folder_that_all_may_write_to_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o777)
    with pytest.raises(DataFolderError, match="everybody"):
        opened(tmp_path)


def test_a_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(DataFolderError, match="another user"):
        opened(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(DataFolderError, match="not a folder"):
        opened(tmp_path / "data")
    with pytest.raises(DataFolderError, match="folder's place"):
        opened(tmp_path / "data" / "deeper")


def test_a_planted_link_is_not_written_through(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "progress.lock").symlink_to(victim)
    with pytest.raises(WriteError, match="symbolic link"):
        give(opened(folder), review("a"))
    assert victim.read_text() == "precious"
    assert victim.stat().st_size == 8


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; free some space"),
        (errno.EDQUOT, "your disk quota is used up; free some space"),
        (errno.EROFS, "the file system is read-only; make it writable or choose another --data-dir"),
        (errno.EACCES, "permission was denied; check who owns the data folder"),
        (errno.EIO, "the disk reported an error; check the disk"),
        (errno.EHOSTDOWN, "host is down; try again"),
    ],
)
def test_what_was_not_saved_is_told_with_cause_and_remedy(tmp_path: Path, code: int, words: str) -> None:
    store = opened(tmp_path)
    give(store, review("a"))
    with failing(1, code, lasting=True), pytest.raises(WriteError, match="^Not saved: " + words):
        give(store, review("b", answer="private"))
    with failing(1, code, lasting=True), pytest.raises(DataFolderError, match=words):
        store.entries()


def test_the_size_limit_is_told_in_words(tmp_path: Path) -> None:
    """The nearest to a full disk that needs no rights: in a process of its own, as the limit stays."""
    program = (
        "import resource, sys; from pathlib import Path;"
        "from tests.storage.stores import give, opened, review;"
        "store = opened(Path(sys.argv[1])); give(store, review('a'));"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900));"
        "give(store, review('b', answer='long ' * 200))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True)
    assert "WriteError: Not saved: the file may not grow any further" in done.stderr
    store = opened(tmp_path)
    assert set(store.cards) == {"a"}
    assert store.notices == ()


# The law


class Practice(RuleBasedStateMachine):
    """Two sessions side by side, opened and closed at will, on one folder."""

    def __init__(self) -> None:
        super().__init__()
        self.room = tempfile.TemporaryDirectory()
        self.folder = Path(self.room.name)
        self.stores = [opened(self.folder), opened(self.folder)]
        self.acknowledged: dict[str, str] = {}

    def teardown(self) -> None:
        self.room.cleanup()

    which = st.integers(0, 1)
    questions = st.sampled_from(["a", "b"])
    days = st.integers(-3, 9).map(lambda n: DAY + timedelta(days=n))

    @rule(which=which, question=questions, day=days, grade=st.sampled_from(Grade))
    def answer(self, which: int, question: str, day: object, grade: Grade) -> None:
        one = review(question, grade, day=day, session=f"s{which}", answer=f"{grade.word} {day}")  # type: ignore[arg-type]
        give(self.stores[which], one)
        self.acknowledged[one.id] = one.answer

    @rule(which=which, day=days, only_own=st.booleans())
    def undo(self, which: int, day: object, only_own: bool) -> None:
        store = self.stores[which]
        taken = store.undo_last(day, AT, fresh_id(), f"s{which}" if only_own else None)  # type: ignore[arg-type]
        assert taken is None or self.acknowledged[taken.id] == taken.answer

    @rule(which=which, day=days)
    def redo(self, which: int, day: object) -> None:
        again = self.stores[which].redo_last(day, AT, fresh_id())  # type: ignore[arg-type]
        assert again is None or self.acknowledged[again.id] == again.answer

    @rule(which=which, question=questions, action=st.sampled_from(CardActionKind))
    def act(self, which: int, question: str, action: CardActionKind) -> None:
        self.stores[which].commit(act(question, action))

    @rule(which=which)
    def close_and_open(self, which: int) -> None:
        self.stores[which].close()
        self.stores[which] = opened(self.folder)

    @rule(which=which)
    def vanish_and_open(self, which: int) -> None:
        self.stores[which] = opened(self.folder)

    @rule(which=which)
    def checkpoint(self, which: int) -> None:
        self.stores[which].checkpoint()

    @invariant()
    def all_agree(self) -> None:
        for store in self.stores:
            store.refresh()
            assert_sound(store)
            assert store.notices == ()
        assert texts(self.stores[0].entries()) == self.acknowledged
        assert_readable(self.folder)


def test_cards_are_the_fold_of_the_history_whatever_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)
    run_state_machine_as_test(Practice)
