"""The progress file is readable by TinyDB, has a checksum and is replaced atomically."""

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

from tests.storage.stores import (
    AT,
    DAY,
    RULES,
    add_reviews,
    assert_readable,
    open_store,
    review,
    short_repr,
    with_new_checksum,
)
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
    encode_tables,
    progress_tables,
    read_progress,
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


def encoded(progress: Progress = PROGRESS) -> bytes:
    return encode_tables(progress_tables(progress))


def test_progress_is_read_back_unchanged() -> None:
    assert decode_progress(encoded()) == PROGRESS


numbers = st.integers(0, 9)
schedules = st.builds(
    Schedule, box=numbers, last=..., day=..., lapses=numbers, reviews=numbers, review=st.sampled_from("abc")
)


@given(st.builds(Card, question=st.just("q"), schedule=schedules, before=st.none() | schedules))
def test_any_card_is_read_back_unchanged(card: Card) -> None:
    cards = {"q": card}
    assert decode_progress(encoded(Progress(rules=RULES, cards=cards))).cards == cards


def test_plain_tinydb_reads_and_searches_file(tmp_path: Path) -> None:
    write_tables(tmp_path / "progress.json", progress_tables(PROGRESS))
    with TinyDB(tmp_path / "progress.json") as database:
        assert database.tables() == {"cards", "sessions", "_meta"}
        (row,) = database.table("cards").search(where("box") == 3)
        assert row["key"] == "late-recovery"
        assert row["due"] == "2026-11-26"
        assert [row["key"] for row in database.table("sessions").all()] == ["s1", "s2"]


def test_tinydb_can_update_through_storage(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    write_tables(path, progress_tables(PROGRESS))
    with TinyDB(str(path), storage=AtomicStorage) as database:
        database.table("cards").update({"box": 1}, where("key") == "late-recovery")
    found = read_progress(path)
    assert found
    assert found.cards["late-recovery"].box == 1


def test_empty_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "progress.json").touch()
    assert AtomicStorage(str(tmp_path / "absent.json")).read() is None
    with pytest.raises(ValueError, match="Expecting value"):
        AtomicStorage(str(tmp_path / "progress.json")).read()


def test_any_changed_byte_is_detected() -> None:
    raw = encoded()
    for place in range(len(raw)):
        with pytest.raises(DamagedProgressError):
            decode_progress(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])


def test_any_truncation_is_detected() -> None:
    raw = encoded()
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
        encoded().replace(b'"box": 3', b'"box": "three"'),
        encoded().replace(b'"box": 3', b'"box": -1'),
        encoded().replace(b'"box": 2', b'"box": -1'),
        encoded().replace(b'"off": 4321', b'"off": -1'),
        encoded().replace(b'"box": 3', b'"box": ' + b"9" * 5000),
        encoded().replace(b'"last": "2026-11-22"', b'"last": "2026-99-99"'),
    ],
    ids=short_repr,
)
def test_other_structure_with_valid_checksum_is_damaged(raw: bytes) -> None:
    with pytest.raises(DamagedProgressError):
        decode_progress(with_new_checksum(raw + b" " * 11))
    with pytest.raises(DamagedProgressError):
        decode_progress(with_new_checksum(raw))


def test_newer_version_is_rejected() -> None:
    newer = encoded().replace(b'"schema": 1', b'"schema": 2').replace(b'"cards"', b'"karten"')
    with pytest.raises(DataFolderError, match="newer tpm-tui"):
        decode_progress(with_new_checksum(newer))


def test_terminal_escapes_are_removed() -> None:
    raw = encoded().replace(b'"key": "late-recovery"', b'"key": "late\\u001b]52;c;x\\u0007-recovery"')
    assert list(decode_progress(with_new_checksum(raw)).cards) == ["late]52;c;x-recovery", "new"]


def test_previous_file_becomes_the_backup(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    for seq in (1, 2, 3):
        write_tables(path, progress_tables(replace(PROGRESS, seq=seq)))
    for name, seq in (("progress.json", 3), ("progress.json.bak", 2)):
        found = read_progress(tmp_path / name)
        assert found
        assert found.seq == seq
    assert sorted(os.listdir(tmp_path)) == ["progress.json", "progress.json.bak"]


def test_backup_is_a_copy_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", fail)
    test_previous_file_becomes_the_backup(tmp_path)
    assert (tmp_path / "progress.json.bak").stat().st_mode & 0o777 == 0o600


def test_backup_linked_to_same_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    write_tables(path, progress_tables(PROGRESS))
    os.link(path, tmp_path / "progress.json.bak")
    write_tables(path, progress_tables(replace(PROGRESS, seq=18)))
    assert sorted(os.listdir(tmp_path)) == ["progress.json", "progress.json.bak"]


def test_symbolic_link_stays_and_target_is_replaced(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "data", tmp_path / "dotfiles"
    elsewhere.mkdir()
    store = open_store(folder)
    add_reviews(store, review("a"))
    os.rename(folder / "progress.json", elsewhere / "tpm.json")
    (folder / "progress.json").symlink_to(elsewhere / "tpm.json")
    store = open_store(folder)
    add_reviews(store, review("b"))
    store.close()
    assert (folder / "progress.json").is_symlink()
    assert not (elsewhere / "tpm.json").is_symlink()
    assert set(open_store(folder).cards) == {"a", "b"}
    found = read_progress(elsewhere / "tpm.json")
    assert found
    assert set(found.cards) == {"a", "b"}


def test_file_lists_a_limited_number_of_sessions(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for n in range(3):
        add_reviews(store, *(review("a", session=f"s{n}-{k}") for k in range(60)))
    store.close()
    with TinyDB(tmp_path / "progress.json") as database:
        assert len(database.table("sessions")) == 50
    assert_readable(tmp_path)


def test_reading_does_not_import_tinydb_or_yaml(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a"))
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


def test_file_is_ascii_json() -> None:
    raw = encoded(replace(PROGRESS, cards={"käse": Card("käse")}))
    assert raw.isascii()
    assert json.loads(raw)["cards"]["1"]["key"] == "käse"
    assert msgspec.json.decode(raw) == json.loads(raw)


def test_rules_are_read_back() -> None:
    other = Rules(intervals=(1, 3), miss="down-one")
    assert decode_progress(encoded(replace(PROGRESS, rules=other))).rules == other
