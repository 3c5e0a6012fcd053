"""Merge folders, files, conflict copies and backups, in any order and repeatedly."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import count, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.storage.faults import SimulatedCrash, crash_at
from tests.storage.folders import paths_in, read_contents
from tests.storage.stores import (
    AT,
    DAY,
    RULES,
    add_reviews,
    answers_by_id,
    assert_matches_history,
    fresh_id,
    open_store,
    review,
    same_cards,
)
from tpm_tui.core.cards.events import CardAction, CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.backup.merge import (
    MergeResult,
    archive_conflict_copies,
    list_conflict_copies,
    merge,
    read_merge_source,
)
from tpm_tui.storage.backup.write import find_backups, write_backup
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.store import Store


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


def practise(paths: Paths, *days: int, question: str = "a", grade: Grade = Grade.GOOD) -> Store:
    store = open_store(paths.data)
    for later in days:
        at = AT + timedelta(days=later)
        add_reviews(
            store, review(question, grade, at=at, day=at.date(), answer=f"{paths.data} on day {later}")
        )
    store.close()
    return store


def merge_from(paths: Paths, *sources: Path) -> MergeResult:
    return merge(paths, [read_merge_source(source) for source in sources], AT)


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Paths, Paths]:
    """Two machines that continued from the same history."""
    here, there = paths_in(tmp_path / "here"), paths_in(tmp_path / "there")
    practise(here, 0, 1)
    shutil.copytree(here.data, there.data)
    practise(here, 20, 40)
    practise(there, 3, question="b")
    practise(there, 41)
    return here, there


def test_entries_of_other_machine_are_merged_and_count(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    both = open_store(here.data).entries() + open_store(there.data).entries()
    done = merge_from(here, there.data)
    assert (done.entries, done.answers) == (2, 2)
    store = open_store(here.data)
    assert answers_by_id(store.entries()) == answers_by_id(both)
    assert same_cards(store.cards, replay(both, RULES))
    assert store.cards["b"].box == 2
    assert [found.reason for found in find_backups(here)] == ["before-merge"]


def test_merge_order_and_repetition_do_not_matter(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    merge_from(here, there.data)
    merge_from(there, here.data)
    merge_from(here, there.data, there.data)
    assert open_store(here.data).entries() == open_store(there.data).entries()
    assert open_store(here.data).cards == open_store(there.data).cards
    before = read_contents(here)
    assert merge_from(here, there.data) == MergeResult(0, 0, None)
    assert merge_from(here, here.data) == MergeResult(0, 0, None)
    assert read_contents(here) == before


def test_next_answer_follows_all_merged_entries(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    practise(there, 300)
    running = open_store(here.data)
    merge_from(here, there.data)
    add_reviews(running, review("next"))
    assert running.entries()[-1].seq > max(entry.seq for entry in open_store(there.data).entries())
    assert_matches_history(running)


def test_running_session_picks_up_merged_entries(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    running = open_store(here.data)
    merge_from(here, there.data)
    running.refresh()
    assert running.cards["b"].box == 2
    assert_matches_history(running)
    running.close()
    assert open_store(here.data).notices == ()


COPIES = [
    "2026-11.sync-conflict-20261122-101010-ABCDEFG.jsonl",
    "2026-11 (conflicted copy).jsonl",
    "2026-11 (Ada's conflicted copy 2026-11-22).jsonl",
    "2026-11-DESKTOP.jsonl",
    "2026-11 2.jsonl",
    "2026-11(1).jsonl",
    "2026-11.jsonl.orig",
]


@pytest.mark.parametrize("name", COPIES)
def test_conflict_copy_is_found_merged_and_archived(machines: tuple[Paths, Paths], name: str) -> None:
    here, there = machines
    copy = here.data / "history" / name
    shutil.copy(there.data / "history" / "2026-11.jsonl", copy)
    with copy.open("ab") as log:
        log.write(b"0badf00d {a line that is damaged}\n")
    raw = copy.read_bytes()
    assert open_store(here.data).notices == ()
    assert "b" not in open_store(here.data).cards
    assert list_conflict_copies(here) == [copy]
    source = read_merge_source(copy)
    assert source.damaged == 1
    assert merge(here, [source], AT).entries == 1
    archive_conflict_copies(here, [copy])
    assert list_conflict_copies(here) == []
    assert (here.backups / "merged" / name).read_bytes() == raw
    assert open_store(here.data).cards["b"].box == 2
    assert sorted(os.listdir(here.data / "history")) == ["2026-11.jsonl", "2026-12.jsonl", "2027-01.jsonl"]


def test_conflict_copies_of_same_name_are_all_archived(machines: tuple[Paths, Paths]) -> None:
    here, _ = machines
    for data in (b"1", b"2", b"3"):
        copy = here.data / "history" / COPIES[0]
        copy.write_bytes(data)
        archive_conflict_copies(here, [copy])
    assert {path.read_bytes() for path in (here.backups / "merged").iterdir()} == {b"1", b"2", b"3"}


def test_every_kind_of_source_gives_the_same_result(machines: tuple[Paths, Paths], tmp_path: Path) -> None:
    here, there = machines
    backup = write_backup(there, AT, target=tmp_path / "there.zip")
    assert backup is not None
    one_file = tmp_path / "anything.jsonl"
    segments = sorted((there.data / "history").iterdir())
    one_file.write_bytes(b"".join(path.read_bytes() for path in segments))
    windows = tmp_path / "windows.jsonl"
    windows.write_bytes(one_file.read_bytes().replace(b"\n", b"\r\n"))
    link = tmp_path / "link"
    link.symlink_to(there.data)
    sources = [there.data, there.data / "history", backup, one_file, windows, link]
    results = []
    for number, source in enumerate(sources):
        own = paths_in(tmp_path / f"own-{number}")
        shutil.copytree(here.data, own.data)
        assert merge_from(own, source).answers == 2
        results.append((open_store(own.data).entries(), open_store(own.data).cards))
        merged = {path.name: path.read_bytes() for path in (own.data / "history").iterdir()}
        assert merged.keys() == {"2026-11.jsonl", "2026-12.jsonl", "2027-01.jsonl"}
        assert not any(b"\r" in data for data in merged.values())
    assert all(result == results[0] for result in results)


def test_merge_into_empty_folder_copies_the_history(machines: tuple[Paths, Paths], tmp_path: Path) -> None:
    _, there = machines
    new = paths_in(tmp_path / "new")
    assert merge_from(new, there.data).backup is None
    assert open_store(new.data).entries() == open_store(there.data).entries()
    assert same_cards(open_store(there.data).cards, open_store(new.data).cards)


@pytest.mark.parametrize("kind", ["nothing", "empty folder", "text", "empty file", "a zip file", "pipe"])
def test_source_without_history_is_rejected(machines: tuple[Paths, Paths], tmp_path: Path, kind: str) -> None:
    here, _ = machines
    before = read_contents(here)
    path = tmp_path / "source"
    if kind == "empty folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind != "nothing":
        path.write_bytes({"text": b"Dear diary\n", "a zip file": b"PK\x03\x04"}.get(kind, b""))
    with pytest.raises(DataFolderError):
        merge_from(here, path)
    assert read_contents(here) == before


def test_unknown_fields_of_newer_version_are_kept(
    machines: tuple[Paths, Paths],
) -> None:
    from zlib import crc32

    here, there = machines
    segment = there.data / "history" / "2026-11.jsonl"
    body = segment.read_bytes().splitlines()[-1][9:].replace(b'"words":5', b'"words":5,"mood":"calm"')
    body = body.replace(b'"id":"', b'"id":"x')
    with segment.open("ab") as log:
        log.write(b"%08x %b\n" % (crc32(body), body))
    merge_from(here, there.data)
    assert body in (here.data / "history" / "2026-11.jsonl").read_bytes()


def test_month_without_final_newline_loses_nothing(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    segment = here.data / "history" / "2026-11.jsonl"
    segment.write_bytes(segment.read_bytes()[:-1])
    merge_from(here, there.data)
    store = open_store(here.data)
    assert len(store.entries()) == 6
    assert not any("damaged" in str(notice) for notice in store.notices)


def test_lost_lines_are_merged_back_from_a_backup(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    before = practise(paths, 0, 2, 40, 80)
    backup = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert backup is not None
    segment = paths.data / "history" / "2026-11.jsonl"
    segment.write_bytes(segment.read_bytes()[:200])
    assert open_store(paths.data).notices
    merge_from(paths, backup)
    store = open_store(paths.data)
    store.rebuild()
    store.checkpoint()
    again = open_store(paths.data)
    assert same_cards(before.cards, again.cards)
    assert again.entries() == before.entries()
    assert not any("lost some" in str(notice) for notice in again.notices)


def test_undo_is_never_in_an_older_file_than_its_review(machines: tuple[Paths, Paths]) -> None:
    """Its line is in the same file or a later one, so that a backward search finds it."""
    here, there = machines
    store = open_store(there.data)
    (kept,) = add_reviews(store, review("c", at=AT + timedelta(days=60), day=DAY + timedelta(days=60)))
    store.undo_last(DAY + timedelta(days=60), AT, fresh_id())  # with the clock set back
    merge_from(here, there.data)
    merged = open_store(here.data)
    assert merged.undo_last(DAY + timedelta(days=60), AT, fresh_id()) is None
    assert merged.redo_last(DAY + timedelta(days=60), AT, fresh_id()) == kept


def test_newest_answer_of_a_day_can_be_in_an_older_month(tmp_path: Path) -> None:
    """In the far east the next month starts while the same study day continues elsewhere."""
    east, west = paths_in(tmp_path / "east"), paths_in(tmp_path / "west")
    day = DAY.replace(day=30)
    early = AT.fromisoformat("2026-12-01T01:00:00+09:00")
    late = AT.fromisoformat("2026-11-30T12:00:00-08:00")
    add_reviews(open_store(east.data), review("east", at=early, day=day))
    add_reviews(open_store(west.data), review("west", at=late, day=day))
    merge_from(east, west.data)
    store = open_store(east.data)
    undone = [store.undo_last(day, AT, fresh_id()) for _ in range(2)]
    assert [one.question for one in undone if one] == ["west", "east"]


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_merge_completes_after_a_kill_at_any_call(
    machines: tuple[Paths, Paths], tmp_path: Path, when: str
) -> None:
    here, there = machines
    before = answers_by_id(open_store(here.data).entries())
    both = before | answers_by_id(open_store(there.data).entries())
    for k in count(1):
        own = paths_in(tmp_path / str(k))
        shutil.copytree(here.data, own.data)
        with crash_at(k, when) as crash, suppress(SimulatedCrash):
            merge_from(own, there.data)
        if not crash.crashed:
            break
        half = open_store(own.data)
        assert before.items() <= answers_by_id(half.entries()).items() <= both.items()
        assert_matches_history(half)
        assert half.notices == ()
        merge_from(own, there.data)
        assert answers_by_id(open_store(own.data).entries()) == both
        assert_matches_history(open_store(own.data))
        shutil.rmtree(tmp_path / str(k))
    assert k > 15


# Property: merging is commutative, on real folders

Action = tuple[str, int, str]
actions = st.lists(
    st.tuples(
        st.sampled_from(["good", "again", "undo", "redo", "star"]), st.integers(0, 40), st.sampled_from("ab")
    ),
    max_size=5,
)


def perform(store: Store, action: Action) -> None:
    kind, later, question = action
    at = AT + timedelta(days=later)
    if kind == "undo":
        store.undo_last(at.date(), at, fresh_id())
    elif kind == "redo":
        store.redo_last(at.date(), at, fresh_id())
    elif kind == "star":
        star = CardAction(id=fresh_id(), at=at, day=at.date(), question=question, action=CardActionKind.STAR)
        store.commit(star)
    else:
        grade = Grade.GOOD if kind == "good" else Grade.AGAIN
        add_reviews(store, review(question, grade, at=at, day=at.date()))


@settings(max_examples=25)
@given(common=actions, own=st.tuples(actions, actions, actions))
def test_three_machines_converge_in_any_merge_order(
    tmp_path_factory: pytest.TempPathFactory, common: list[Action], own: Sequence[list[Action]]
) -> None:
    root = tmp_path_factory.mktemp("machines")
    first = paths_in(root / "0")
    for action in common:
        perform(open_store(first.data), action)
    (first.data / "history").mkdir(parents=True, exist_ok=True)
    started = [paths_in(root / str(n)) for n in range(3)]
    for paths in started[1:]:
        shutil.copytree(first.data, paths.data)
    for paths, continued in zip(started, own, strict=True):
        store = open_store(paths.data)
        for action in continued:
            perform(store, action)
        store.close()
    whole = [entry for paths in started for entry in open_store(paths.data).entries()]
    seen = []
    for number, order in enumerate(permutations(range(3))):
        paths = paths_in(root / f"merged-{number}")
        shutil.copytree(started[order[0]].data, paths.data)
        for other in (*order[1:], order[1]):
            if any((started[other].data / "history").glob("*.jsonl")):
                merge_from(paths, started[other].data)
        store = open_store(paths.data)
        assert_matches_history(store)
        seen.append((store.entries(), replay(store.entries(), RULES)))
    assert all(each == seen[0] for each in seen)
    assert {entry.id for entry in seen[0][0]} == {entry.id for entry in whole}
    assert seen[0][1] == replay(whole, RULES)


def test_months_and_hidden_files_are_no_conflict_copies(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    assert list_conflict_copies(paths) == []
    practise(paths, 0, 40)
    hidden = paths.data / "history" / ".2026-11.jsonl.0123456789abcdef.tmp"
    hidden.write_bytes(b"")
    assert list_conflict_copies(paths) == []


def test_merge_into_world_writable_folder_is_rejected(machines: tuple[Paths, Paths]) -> None:
    mine, other = machines
    mine.data.chmod(0o777)
    before = read_contents(mine)
    with pytest.raises(DataFolderError, match="is writable by all users"):
        merge_from(mine, other.data)
    assert read_contents(mine) == before
