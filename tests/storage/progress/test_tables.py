"""The progress file: TinyDB reads it, a seal guards it, and it is replaced whole or not at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB, where

from tests.storage.stores import AT, DAY, RULES, assert_readable, give, opened, resealed, review, shortened
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Rules, Schedule
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.progress.atomic import AtomicStorage, write_tables
from tpm_tui.storage.progress.journal import LogPosition
from tpm_tui.storage.progress.tables import (
    DamagedProgressError,
    Progress,
    SessionRecord,
    decode_progress,
    progress_tables,
    read_progress,
    seal,
)

CARD = Card(
    "late-recovery",
    Schedule(box=3, last=DAY, day=DAY, lapses=1, reviews=4, review="r9"),
    before=Schedule(box=2, last=DAY.replace(day=1), reviews=3, lapses=1, review="r1"),
    practised=("r10",),
    attempts=5,
    suspended=True,
    starred=True,
    buried=DAY,
)
PROGRESS = Progress(
    rules=RULES,
    cards={CARD.question: CARD, "new": Card("new")},
    sessions=(SessionRecord("s1", AT, "mock", AT), SessionRecord("s2", AT)),
    seq=17,
    place=LogPosition("2026-11.jsonl", 4321),
    sizes={"2026-10.jsonl": 99, "2026-11.jsonl": 4321},
    partial=True,
)


def sealed(progress: Progress = PROGRESS) -> bytes:
    return seal(progress_tables(progress))


def test_the_file_holds_all_of_the_progress() -> None:
    assert decode_progress(sealed()) == PROGRESS


numbers = st.integers(0, 9)
schedules = st.builds(
    Schedule, box=numbers, last=..., day=..., lapses=numbers, reviews=numbers, review=st.sampled_from("abc")
)


@given(st.builds(Card, question=st.just("q"), schedule=schedules, before=st.none() | schedules))
def test_whatever_a_card_holds_is_in_the_file(card: Card) -> None:
    cards = {"q": card}
    assert decode_progress(sealed(Progress(rules=RULES, cards=cards))).cards == cards


def test_plain_tinydb_reads_and_searches_it(tmp_path: Path) -> None:
    write_tables(tmp_path / "progress.json", progress_tables(PROGRESS))
    with TinyDB(tmp_path / "progress.json") as database:
        assert database.tables() == {"cards", "sessions", "_meta"}
        (row,) = database.table("cards").search(where("box") == 3)
        assert row["key"] == "late-recovery"
        assert row["due"] == "2026-11-26"
        assert [row["key"] for row in database.table("sessions").all()] == ["s1", "s2"]


def test_the_storage_serves_tinydb_itself(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    write_tables(path, progress_tables(PROGRESS))
    with TinyDB(str(path), storage=AtomicStorage) as database:
        database.table("cards").update({"box": 1}, where("key") == "late-recovery")
    found = read_progress(path)
    assert found
    assert found.cards["late-recovery"].box == 1


def test_an_empty_file_is_no_new_database(tmp_path: Path) -> None:
    (tmp_path / "progress.json").touch()
    assert AtomicStorage(str(tmp_path / "absent.json")).read() is None
    with pytest.raises(ValueError, match="Expecting value"):
        AtomicStorage(str(tmp_path / "progress.json")).read()


def test_any_changed_byte_breaks_the_seal() -> None:
    raw = sealed()
    for place in range(len(raw)):
        with pytest.raises(DamagedProgressError):
            decode_progress(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])


def test_any_cut_breaks_the_seal() -> None:
    raw = sealed()
    for length in range(len(raw)):
        with pytest.raises(DamagedProgressError):
            decode_progress(raw[:length])


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"null",
        b'{"cards": []}',
        b'{"cards": {}, "sessions": {}, "_meta": {}}',
        b'{"cards": {}, "sessions": {}, "_meta": {"1": {"schema": 1}}}',
        b'{"cards": ' + b"[" * 200_000,
        b'\xef\xbb\xbf{"cards": {}}',
        sealed().replace(b'"box": 3', b'"box": "three"'),
        sealed().replace(b'"box": 3', b'"box": -1'),
        sealed().replace(b'"box": 2', b'"box": -1'),
        sealed().replace(b'"off": 4321', b'"off": -1'),
        sealed().replace(b'"box": 3', b'"box": ' + b"9" * 5000),
        sealed().replace(b'"last": "2026-11-22"', b'"last": "2026-99-99"'),
    ],
    ids=shortened,
)
def test_a_well_sealed_file_of_another_shape_is_damaged(raw: bytes) -> None:
    with pytest.raises(DamagedProgressError):
        decode_progress(resealed(raw + b" " * 11))
    with pytest.raises(DamagedProgressError):
        decode_progress(resealed(raw))


def test_a_file_of_a_newer_version_is_refused_and_not_guessed_at() -> None:
    newer = sealed().replace(b'"schema": 1', b'"schema": 2').replace(b'"cards"', b'"karten"')
    with pytest.raises(DataFolderError, match="newer tpm-tui"):
        decode_progress(resealed(newer))


def test_a_synced_file_brings_no_terminal_escapes() -> None:
    raw = sealed().replace(b'"key": "late-recovery"', b'"key": "late\\u001b]52;c;x\\u0007-recovery"')
    assert list(decode_progress(resealed(raw)).cards) == ["late]52;c;x-recovery", "new"]


def test_the_former_file_is_kept_as_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    for seq in (1, 2, 3):
        write_tables(path, progress_tables(replace(PROGRESS, seq=seq)))
    for name, seq in (("progress.json", 3), ("progress.json.bak", 2)):
        found = read_progress(tmp_path / name)
        assert found
        assert found.seq == seq
    assert sorted(os.listdir(tmp_path)) == ["progress.json", "progress.json.bak"]


def test_a_copy_is_the_backup_where_links_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    test_the_former_file_is_kept_as_the_backup(tmp_path)
    assert (tmp_path / "progress.json.bak").stat().st_mode & 0o777 == 0o600


def test_a_backup_that_is_the_same_file_already_is_no_hindrance(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    write_tables(path, progress_tables(PROGRESS))
    os.link(path, tmp_path / "progress.json.bak")
    write_tables(path, progress_tables(replace(PROGRESS, seq=18)))
    assert sorted(os.listdir(tmp_path)) == ["progress.json", "progress.json.bak"]


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "dotfiles"
    elsewhere.mkdir()
    store = opened(folder)
    give(store, review("a"))
    os.rename(folder / "progress.json", elsewhere / "tpm.json")
    (folder / "progress.json").symlink_to(elsewhere / "tpm.json")
    store = opened(folder)
    give(store, review("b"))
    store.close()
    assert (folder / "progress.json").is_symlink()
    assert not (elsewhere / "tpm.json").is_symlink()
    assert set(opened(folder).cards) == {"a", "b"}
    found = read_progress(elsewhere / "tpm.json")
    assert found
    assert set(found.cards) == {"a", "b"}


def test_the_file_grows_with_the_cards_and_not_with_the_years(tmp_path: Path) -> None:
    store = opened(tmp_path)
    for n in range(3):
        give(store, *(review("a", session=f"s{n}-{k}") for k in range(60)))
    store.close()
    with TinyDB(tmp_path / "progress.json") as database:
        assert len(database.table("sessions")) == 50
    assert_readable(tmp_path)


def test_reading_imports_neither_tinydb_nor_yaml(tmp_path: Path) -> None:
    store = opened(tmp_path)
    give(store, review("a"))
    store.close()
    program = (
        "import sys; from pathlib import Path; from tpm_tui.core.cards.leitner import Rules;"
        "from tpm_tui.storage.progress.store import Store;"
        "assert Store.open(Path(sys.argv[1]), Rules()).cards;"
        "print(*{'tinydb', 'yaml', 'textual', 'rich'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_json_of_the_file_is_plain_and_ascii() -> None:
    raw = sealed(replace(PROGRESS, cards={"käse": Card("käse")}))
    assert raw.isascii()
    assert json.loads(raw)["cards"]["1"]["key"] == "käse"
    assert msgspec.json.decode(raw) == json.loads(raw)


def test_rules_are_part_of_it() -> None:
    other = Rules(intervals=(1, 3), miss="down-one")
    assert decode_progress(sealed(replace(PROGRESS, rules=other))).rules == other
