"""Intact lines that a newer version wrote are kept and reported, and never counted as damage."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import pytest

from tests.storage.stores import AT, DAY, add_reviews, assert_matches_history, open_store, review, short_repr
from tpm_tui.core.cards.events import UnknownEntry
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.doctor.history_checks import check_history
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress.journal import decode_entry, encode_entry
from tpm_tui.storage.progress.store import Store

COMMON = b'"id":"x1","seq":%d,"after":%d,"at":"2026-11-22T20:00:00+01:00","day":"2026-11-22"'


def line(body: bytes) -> bytes:
    return b"%08x %b" % (crc32(body), body)


def newer_line(store: Store) -> bytes:
    """Return an entry of an unknown type that follows the newest one."""
    newest = store.entries()[-1].seq
    return line(b'{"type":"dream",' + COMMON % (newest + 1, newest) + b',"of":"late-recovery"}')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a review, an entry of a newer version, and a review."""
    store = open_store(tmp_path)
    add_reviews(store, review("one"))
    newer = newer_line(store)
    (segment,) = (tmp_path / "history").iterdir()
    segment.write_bytes(segment.read_bytes() + newer + b"\n")
    add_reviews(store, review("two"))
    return tmp_path


@pytest.mark.parametrize(
    "body",
    [
        b'{"type":"dream",' + COMMON % (7, 6) + b',"deep":[1,{"a":2}]}',
        b'{"type":"card",' + COMMON % (7, 6) + b',"question":"late","action":"fold"}',
    ],
    ids=short_repr,
)
def test_unknown_type_or_value_is_read_as_unknown(body: bytes) -> None:
    entry = decode_entry(line(body))
    assert isinstance(entry, UnknownEntry)
    assert (entry.id, entry.seq, entry.after, entry.at, entry.day) == ("x1", 7, 6, AT, DAY)


@pytest.mark.parametrize(
    "body",
    [
        b'{"type":"dream",' + COMMON % (0, 0) + b"}",
        b'{"type":"dream","id":"x1","seq":7,"after":6}',
        b'{"type":"dream",' + COMMON % (7, 6) + b',"of":"\xc3\xa9"}',
    ],
    ids=short_repr,
)
def test_line_without_the_common_fields_is_damaged(body: bytes) -> None:
    assert decode_entry(line(body)) is None


def test_text_of_unknown_entry_is_cleaned() -> None:
    entry = decode_entry(line(b'{"type":"dream",' + COMMON % (7, 6) + b',"of":"\x7f"}'))
    assert isinstance(entry, UnknownEntry)
    assert "\x7f" not in entry.line


def test_unknown_entry_cannot_be_written() -> None:
    entry = UnknownEntry(id="x1", seq=7, at=AT, day=DAY, line="{}")
    with pytest.raises(ValueError, match="unknown"):
        encode_entry(entry)


def test_unknown_entry_is_announced_and_leaves_no_gap(folder: Path) -> None:
    open_store(folder).checkpoint()
    assert open_store(folder).notices == ()
    (folder / "progress.json").unlink()
    (folder / "progress.json.bak").unlink(missing_ok=True)
    rebuilt = open_store(folder)
    assert [problem.message for problem in rebuilt.notices] == [
        "1 line was written by a newer version, kept and not used"
    ]
    assert set(rebuilt.cards) == {"one", "two"}
    entries = rebuilt.entries()
    assert [entry.after for entry in entries[1:]] == [entry.seq for entry in entries[:-1]]
    assert_matches_history(rebuilt)


def test_doctor_reports_newer_lines_as_a_note(folder: Path) -> None:
    paths = Paths(folder / "config.yaml", folder, folder / "state", folder / "cache")
    checked = check_history(paths, AT)
    assert checked.is_complete
    (problem,) = checked.problems
    assert (problem.severity, problem.hint) == ("note", "update tpm-tui")


def test_merge_keeps_newer_lines_unchanged(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    paths = Paths(other / "config.yaml", other / "data", other / "state", other / "cache")
    (segment,) = (folder / "history").iterdir()
    source = read_merge_source(folder)
    assert source.damaged == 0
    assert merge(paths, [source], AT).entries == 3
    assert (paths.data / "history" / segment.name).read_bytes() == segment.read_bytes()
