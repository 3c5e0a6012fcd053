"""The history: what is written is read back, and damage hides nothing but itself."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.stores import AT, DAY, review, shortened
from tpm_tui.core.cards.events import (
    CardAction,
    CardActionKind,
    HistoryEntry,
    Review,
    SessionEnd,
    SessionStart,
    Undo,
)
from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.storage.progress.journal import History, LogPosition, decode_entry, encode_entry, sanitized

ONE_OF_EACH: list[HistoryEntry] = [
    SessionStart(id="1", seq=1, at=AT, day=DAY, session="s1", mode="mock", queue=("a", "b")),
    review("a", id="2"),
    Undo(id="3", seq=3, at=AT, day=DAY, review="2", question="a"),
    CardAction(id="4", seq=4, at=AT, day=DAY, question="b", action=CardActionKind.STAR),
    SessionEnd(id="5", seq=5, at=AT, day=DAY, session="s1"),
]


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "history")


def filled(history: History, number: int = 5) -> Path:
    for n in range(1, number + 1):
        history.append(review(id=f"r{n}"))
    (segment,) = history.folder.iterdir()
    return segment


def ids(history: History, since: LogPosition | None = None) -> list[str]:
    return [entry.id for entry in history.read(since or LogPosition()).entries]


@pytest.mark.parametrize("entry", ONE_OF_EACH, ids=lambda entry: type(entry).__name__)
def test_every_kind_of_entry_is_read_back_as_it_was(entry: HistoryEntry) -> None:
    assert decode_entry(encode_entry(entry).rstrip(b"\n")) == entry


@given(st.text(), st.text())
def test_any_text_is_one_line_and_is_read_back_clean(answer: str, prompt: str) -> None:
    entry = sanitized(msgspec.structs.replace(review(), answer=answer, prompt=prompt))
    line = encode_entry(entry)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert decode_entry(line[:-1]) == entry


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_that_others_wrote_is_clean_once_read(answer: str) -> None:
    foreign = decode_entry(encode_entry(msgspec.structs.replace(review(), answer=answer))[:-1])
    assert isinstance(foreign, Review)
    assert is_clean(foreign.answer)


@pytest.mark.parametrize("entry", ONE_OF_EACH, ids=lambda entry: type(entry).__name__)
def test_no_entry_brings_a_terminal_escape(entry: HistoryEntry) -> None:
    body = msgspec.json.encode(entry)
    for name in (b"a", b"b", b"s1", b"mock", b"size first"):
        body = body.replace(b'"%b"' % name, b'"%b\\u001b]52;c;x\\u0007\xe2\x80\xae"' % name)
    assert b"\\u001b" in body
    found = decode_entry(b"%08x %b" % (crc32(body), body))
    assert found
    assert b"\\u001b" not in msgspec.json.encode(found)


def test_what_could_not_be_read_back_is_not_written(history: History) -> None:
    filled(history)
    with pytest.raises(ValueError, match="float"):
        history.append(msgspec.structs.replace(review(), seconds=float("nan")))
    assert len(ids(history)) == 5


@pytest.mark.parametrize(
    "line", [b"", b"x", b"00000000 ", b"zzzzzzzz {}", b"[" * 100_000, b"\0" * 4096], ids=shortened
)
def test_a_line_that_is_none_is_damaged_and_no_error(line: bytes) -> None:
    assert decode_entry(line) is None


@pytest.mark.parametrize(
    "body",
    [b"{}", b"null", b'{"type":"review"}', b'{"type":"tomorrow","id":"1"}', b"[" * 100_000, b"\xff"],
    ids=shortened,
)
def test_a_whole_line_of_something_else_is_damaged_and_no_error(body: bytes) -> None:
    assert decode_entry(b"%08x %b" % (crc32(body), body)) is None


def test_a_deeply_nested_unknown_field_is_damage_and_no_error() -> None:
    body = encode_entry(review())[9:-2] + b',"more":' + b"[" * 100_000 + b"}"
    assert decode_entry(b"%08x %b" % (crc32(body), body)) is None


def test_a_damaged_line_hides_no_other_and_is_counted(history: History) -> None:
    segment = filled(history)
    lines = segment.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"weeks", b"years")
    segment.write_bytes(b"\n".join(lines))
    assert ids(history) == ["r1", "r2", "r4", "r5"]
    assert any("1 damaged line" in notice for notice in history.read(LogPosition()).notices)


def test_a_torn_last_line_waits_then_is_ended_and_swallows_nothing(history: History) -> None:
    segment = filled(history)
    torn = encode_entry(review(id="torn"))[:-40]
    with segment.open("ab") as file:
        file.write(torn)
    passage = history.read(LogPosition())
    assert [entry.id for entry in passage.entries] == ["r1", "r2", "r3", "r4", "r5"]
    assert any("unfinished" in notice for notice in passage.notices)
    history.terminate_last_line()
    history.append(review(id="r6"))
    assert torn in segment.read_bytes()
    assert ids(history) == ["r1", "r2", "r3", "r4", "r5", "r6"]
    assert ids(history, passage.end) == ["r6"]


def test_a_last_line_that_lacks_only_its_end_counts_once_it_is_ended(history: History) -> None:
    segment = filled(history)
    with segment.open("ab") as file:
        file.write(encode_entry(review(id="whole"))[:-1])
    place = history.read(LogPosition()).end
    history.terminate_last_line()
    assert ids(history, place) == ["whole"]


def test_a_month_that_ended_without_a_line_end_is_read_to_its_end(history: History) -> None:
    segment = filled(history)
    segment.write_bytes(segment.read_bytes()[:-1])
    history.append(review(id="december", at=AT + timedelta(days=30)))
    passage = history.read()
    assert [entry.id for entry in passage.entries] == ["r1", "r2", "r3", "r4", "r5", "december"]
    assert passage.sizes == history.sizes()


def test_mending_what_is_whole_changes_nothing(history: History) -> None:
    history.terminate_last_line()
    segment = filled(history)
    before = segment.read_bytes()
    history.terminate_last_line()
    assert segment.read_bytes() == before


def test_reading_goes_on_where_it_stopped(history: History) -> None:
    filled(history, 3)
    end = history.read(LogPosition()).end
    assert history.read(end).entries == []
    history.append(review(id="new"))
    history.append(review(id="december", at=AT + timedelta(days=30)))
    assert ids(history, end) == ["new", "december"]


def test_a_month_has_a_segment_and_a_clock_set_back_appends_to_the_newest(history: History) -> None:
    history.append(review(id="1", at=AT))
    history.append(review(id="2", at=datetime(2099, 1, 1, tzinfo=UTC)))
    history.append(review(id="3", at=AT))
    history.append(review(id="4", at=datetime(1970, 1, 1, tzinfo=UTC)))
    assert list(history.sizes()) == ["2026-11.jsonl", "2099-01.jsonl"]
    assert ids(history) == ["1", "2", "3", "4"]


def test_the_years_of_long_ago_sort_first(history: History) -> None:
    history.append(review(id="1", at=datetime(7, 3, 1, tzinfo=UTC)))
    assert list(history.sizes()) == ["0007-03.jsonl"]


def test_entries_are_found_backwards_by_what_their_line_holds(history: History) -> None:
    history.append(review("a", id="1"))
    history.append(review("b", id="2", at=AT + timedelta(days=30)))
    history.append(review("a", id="3", at=AT + timedelta(days=30)))
    found = history.backwards(b'"question":"a"')
    assert [entry.id for entry in found] == ["3", "1"]


def test_other_files_in_the_folder_are_no_segments(history: History) -> None:
    filled(history, 1)
    for name in ("2026-11.jsonl.orig", "2026-11 (conflicted copy).jsonl", "notes.txt", ".2026-11.jsonl.tmp"):
        (history.folder / name).write_bytes(encode_entry(review(id="other")))
    assert ids(history) == ["r1"]


@pytest.mark.parametrize("plant", ["link", "pipe", "folder"])
def test_what_was_planted_in_the_place_of_a_segment_is_not_followed(
    history: History, tmp_path: Path, plant: str
) -> None:
    history.folder.mkdir()
    victim, segment = tmp_path / "victim", history.folder / "2026-11.jsonl"
    victim.write_bytes(encode_entry(review()))
    if plant == "link":
        segment.symlink_to(victim)
    elif plant == "pipe":
        os.mkfifo(segment)
    else:
        segment.mkdir()
    before = victim.read_bytes()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        history.append(review())
    if plant == "pipe":
        assert ids(history) == []
    else:
        with pytest.raises(OSError):  # noqa: PT011
            history.read(LogPosition())
    assert victim.read_bytes() == before
