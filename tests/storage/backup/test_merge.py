"""Merging on disk: from folders, files, sync tools' copies and backups, in any order, any number of times."""

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

from tests.storage.faults import Died, dying
from tests.storage.folders import contents, paths_in
from tests.storage.stores import AT, DAY, RULES, alike, assert_sound, fresh_id, give, opened, review, texts
from tpm_tui.core.cards.events import CardAction, CardActionKind
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.backup.merge import (
    MergeResult,
    archive_conflict_copies,
    conflict_copies,
    merge,
    read_source,
)
from tpm_tui.storage.backup.write import backups, write_backup
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.store import Store


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    monkeypatch.setattr(os, "fdatasync", lambda fd: None)


def practise(paths: Paths, *days: int, question: str = "a", grade: Grade = Grade.GOOD) -> Store:
    store = opened(paths.data)
    for later in days:
        at = AT + timedelta(days=later)
        give(store, review(question, grade, at=at, day=at.date(), answer=f"{paths.data} on day {later}"))
    store.close()
    return store


def taken_in(paths: Paths, *sources: Path) -> MergeResult:
    return merge(paths, [read_source(source) for source in sources], AT)


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Paths, Paths]:
    """Two machines that went on from one history."""
    here, there = paths_in(tmp_path / "here"), paths_in(tmp_path / "there")
    practise(here, 0, 1)
    shutil.copytree(here.data, there.data)
    practise(here, 20, 40)
    practise(there, 3, question="b")
    practise(there, 41)
    return here, there


def test_what_the_other_machine_has_comes_in_and_counts(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    both = opened(here.data).entries() + opened(there.data).entries()
    done = taken_in(here, there.data)
    assert (done.entries, done.answers) == (2, 2)
    store = opened(here.data)
    assert texts(store.entries()) == texts(both)
    assert alike(store.cards, replay(both, RULES))
    assert store.cards["b"].box == 2
    assert [found.reason for found in backups(here)] == ["before-merge"]


def test_both_come_to_the_same_whoever_merges_first_and_however_often(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    taken_in(here, there.data)
    taken_in(there, here.data)
    taken_in(here, there.data, there.data)
    assert opened(here.data).entries() == opened(there.data).entries()
    assert opened(here.data).cards == opened(there.data).cards
    before = contents(here)
    assert taken_in(here, there.data) == MergeResult(0, 0, None)
    assert taken_in(here, here.data) == MergeResult(0, 0, None)
    assert contents(here) == before


def test_the_next_answer_comes_after_all_that_came_in(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    practise(there, 300)
    running = opened(here.data)
    taken_in(here, there.data)
    give(running, review("next"))
    assert running.entries()[-1].seq > max(entry.seq for entry in opened(there.data).entries())
    assert_sound(running)


def test_a_session_that_runs_takes_in_what_was_merged(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    running = opened(here.data)
    taken_in(here, there.data)
    running.refresh()
    assert running.cards["b"].box == 2
    assert_sound(running)
    running.close()
    assert opened(here.data).notices == ()


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
def test_a_conflict_copy_is_found_merged_and_put_away_whole(machines: tuple[Paths, Paths], name: str) -> None:
    here, there = machines
    copy = here.data / "history" / name
    shutil.copy(there.data / "history" / "2026-11.jsonl", copy)
    with copy.open("ab") as log:
        log.write(b"0badf00d {a line that is damaged}\n")
    raw = copy.read_bytes()
    assert opened(here.data).notices == ()
    assert "b" not in opened(here.data).cards
    assert conflict_copies(here) == [copy]
    source = read_source(copy)
    assert source.damaged == 1
    assert merge(here, [source], AT).entries == 1
    archive_conflict_copies(here, [copy])
    assert conflict_copies(here) == []
    assert (here.backups / "merged" / name).read_bytes() == raw
    assert opened(here.data).cards["b"].box == 2
    assert sorted(os.listdir(here.data / "history")) == ["2026-11.jsonl", "2026-12.jsonl", "2027-01.jsonl"]


def test_two_copies_of_one_name_are_both_kept(machines: tuple[Paths, Paths]) -> None:
    here, _ = machines
    for data in (b"1", b"2", b"3"):
        copy = here.data / "history" / COPIES[0]
        copy.write_bytes(data)
        archive_conflict_copies(here, [copy])
    assert {path.read_bytes() for path in (here.backups / "merged").iterdir()} == {b"1", b"2", b"3"}


def test_every_kind_of_source_gives_the_same(machines: tuple[Paths, Paths], tmp_path: Path) -> None:
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
        assert taken_in(own, source).answers == 2
        results.append((opened(own.data).entries(), opened(own.data).cards))
        held = {path.name: path.read_bytes() for path in (own.data / "history").iterdir()}
        assert held.keys() == {"2026-11.jsonl", "2026-12.jsonl", "2027-01.jsonl"}
        assert not any(b"\r" in data for data in held.values())
    assert all(result == results[0] for result in results)


def test_an_empty_folder_takes_in_a_whole_history(machines: tuple[Paths, Paths], tmp_path: Path) -> None:
    _, there = machines
    new = paths_in(tmp_path / "new")
    assert taken_in(new, there.data).before is None
    assert opened(new.data).entries() == opened(there.data).entries()
    assert alike(opened(there.data).cards, opened(new.data).cards)


@pytest.mark.parametrize("kind", ["nothing", "empty folder", "text", "empty file", "a zip file", "pipe"])
def test_what_holds_no_history_is_refused_and_changes_nothing(
    machines: tuple[Paths, Paths], tmp_path: Path, kind: str
) -> None:
    here, _ = machines
    before = contents(here)
    path = tmp_path / "source"
    if kind == "empty folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind != "nothing":
        path.write_bytes({"text": b"Dear diary\n", "a zip file": b"PK\x03\x04"}.get(kind, b""))
    with pytest.raises(DataFolderError):
        taken_in(here, path)
    assert contents(here) == before


def test_lines_come_in_as_they_stand_with_what_a_newer_version_added(
    machines: tuple[Paths, Paths],
) -> None:
    from zlib import crc32

    here, there = machines
    segment = there.data / "history" / "2026-11.jsonl"
    body = segment.read_bytes().splitlines()[-1][9:].replace(b'"words":5', b'"words":5,"mood":"calm"')
    body = body.replace(b'"id":"', b'"id":"x')
    with segment.open("ab") as log:
        log.write(b"%08x %b\n" % (crc32(body), body))
    taken_in(here, there.data)
    assert body in (here.data / "history" / "2026-11.jsonl").read_bytes()


def test_a_month_that_ends_without_a_line_end_swallows_nothing(machines: tuple[Paths, Paths]) -> None:
    here, there = machines
    segment = here.data / "history" / "2026-11.jsonl"
    segment.write_bytes(segment.read_bytes()[:-1])
    taken_in(here, there.data)
    store = opened(here.data)
    assert len(store.entries()) == 6
    assert not any("damaged" in notice for notice in store.notices)


def test_a_log_that_lost_lines_gets_them_back_from_a_backup(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    before = practise(paths, 0, 2, 40, 80)
    backup = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert backup is not None
    segment = paths.data / "history" / "2026-11.jsonl"
    segment.write_bytes(segment.read_bytes()[:200])
    assert opened(paths.data).notices
    taken_in(paths, backup)
    store = opened(paths.data)
    store.rebuild()
    store.checkpoint()
    again = opened(paths.data)
    assert alike(before.cards, again.cards)
    assert again.entries() == before.entries()
    assert not any("lost some" in notice for notice in again.notices)


def test_an_undo_never_comes_before_its_review(machines: tuple[Paths, Paths]) -> None:
    """Its line is in the same month's file or a later one, so that looking backwards finds it."""
    here, there = machines
    store = opened(there.data)
    (kept,) = give(store, review("c", at=AT + timedelta(days=60), day=DAY + timedelta(days=60)))
    store.undo_last(DAY + timedelta(days=60), AT, fresh_id())  # with the clock set back
    taken_in(here, there.data)
    merged = opened(here.data)
    assert merged.undo_last(DAY + timedelta(days=60), AT, fresh_id()) is None
    assert merged.redo_last(DAY + timedelta(days=60), AT, fresh_id()) == kept


def test_the_newest_answer_of_a_day_may_be_in_an_older_month(tmp_path: Path) -> None:
    """In the far east the new month begins while the same study day goes on elsewhere."""
    east, west = paths_in(tmp_path / "east"), paths_in(tmp_path / "west")
    day = DAY.replace(day=30)
    early = AT.fromisoformat("2026-12-01T01:00:00+09:00")
    late = AT.fromisoformat("2026-11-30T12:00:00-08:00")
    give(opened(east.data), review("east", at=early, day=day))
    give(opened(west.data), review("west", at=late, day=day))
    taken_in(east, west.data)
    store = opened(east.data)
    taken = [store.undo_last(day, AT, fresh_id()) for _ in range(2)]
    assert [one.question for one in taken if one] == ["west", "east"]


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_a_kill_at_any_call_is_ended_by_merging_again(
    machines: tuple[Paths, Paths], tmp_path: Path, when: str
) -> None:
    here, there = machines
    before = texts(opened(here.data).entries())
    both = before | texts(opened(there.data).entries())
    for k in count(1):
        own = paths_in(tmp_path / str(k))
        shutil.copytree(here.data, own.data)
        with dying(k, when) as death, suppress(Died):
            taken_in(own, there.data)
        if not death.dead:
            break
        half = opened(own.data)
        assert before.items() <= texts(half.entries()).items() <= both.items()
        assert_sound(half)
        assert half.notices == ()
        taken_in(own, there.data)
        assert texts(opened(own.data).entries()) == both
        assert_sound(opened(own.data))
        shutil.rmtree(tmp_path / str(k))
    assert k > 15


# The law, on real folders

Deed = tuple[str, int, str]
deeds = st.lists(
    st.tuples(
        st.sampled_from(["good", "again", "undo", "redo", "star"]), st.integers(0, 40), st.sampled_from("ab")
    ),
    max_size=5,
)


def do(store: Store, deed: Deed) -> None:
    what, later, question = deed
    at = AT + timedelta(days=later)
    if what == "undo":
        store.undo_last(at.date(), at, fresh_id())
    elif what == "redo":
        store.redo_last(at.date(), at, fresh_id())
    elif what == "star":
        action = CardAction(
            id=fresh_id(), at=at, day=at.date(), question=question, action=CardActionKind.STAR
        )
        store.commit(action)
    else:
        grade = Grade.GOOD if what == "good" else Grade.AGAIN
        give(store, review(question, grade, at=at, day=at.date()))


@settings(max_examples=25)
@given(common=deeds, own=st.tuples(deeds, deeds, deeds))
def test_three_machines_come_to_one_history_in_whatever_order_they_merge(
    tmp_path_factory: pytest.TempPathFactory, common: list[Deed], own: Sequence[list[Deed]]
) -> None:
    root = tmp_path_factory.mktemp("machines")
    first = paths_in(root / "0")
    for deed in common:
        do(opened(first.data), deed)
    (first.data / "history").mkdir(parents=True, exist_ok=True)
    started = [paths_in(root / str(n)) for n in range(3)]
    for paths in started[1:]:
        shutil.copytree(first.data, paths.data)
    for paths, gone_on in zip(started, own, strict=True):
        store = opened(paths.data)
        for deed in gone_on:
            do(store, deed)
        store.close()
    whole = [entry for paths in started for entry in opened(paths.data).entries()]
    seen = []
    for number, order in enumerate(permutations(range(3))):
        paths = paths_in(root / f"merged-{number}")
        shutil.copytree(started[order[0]].data, paths.data)
        for other in (*order[1:], order[1]):
            if any((started[other].data / "history").glob("*.jsonl")):
                taken_in(paths, started[other].data)
        store = opened(paths.data)
        assert_sound(store)
        seen.append((store.entries(), replay(store.entries(), RULES)))
    assert all(each == seen[0] for each in seen)
    assert {entry.id for entry in seen[0][0]} == {entry.id for entry in whole}
    assert seen[0][1] == replay(whole, RULES)


def test_a_copy_is_anything_in_the_history_that_is_no_months_own_file(tmp_path: Path) -> None:
    paths = paths_in(tmp_path)
    assert conflict_copies(paths) == []
    practise(paths, 0, 40)
    hidden = paths.data / "history" / ".2026-11.jsonl.0123456789abcdef.tmp"
    hidden.write_bytes(b"")
    assert conflict_copies(paths) == []


def test_nothing_is_merged_into_a_folder_that_all_may_write_to(machines: tuple[Paths, Paths]) -> None:
    mine, other = machines
    mine.data.chmod(0o777)
    before = contents(mine)
    with pytest.raises(DataFolderError, match="can be written to by everybody"):
        taken_in(mine, other.data)
    assert contents(mine) == before
