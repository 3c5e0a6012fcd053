"""The history reads back what was written, and damage affects only the damaged lines."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.stores import AT, DAY, review, short_repr
from tpm_tui.core.cards.events import (
    AskedQuestion,
    CardAction,
    CardActionKind,
    HistoryEntry,
    PersonalCue,
    Pin,
    Review,
    SecondMarking,
    SessionEnd,
    SessionStart,
    StoryUse,
    Triage,
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
    Triage(id="6", seq=6, at=AT, day=DAY, question="b", known=True),
    AskedQuestion(id="7", seq=7, at=AT, day=DAY, interview=DAY, name="a", text="size first", question="b"),
    Pin(id="8", seq=8, at=AT, day=DAY, question="b", review="2", undoes="3"),
    PersonalCue(id="9", seq=9, at=AT, day=DAY, question="b", point="a", text="size first", removed=True),
    StoryUse(id="10", seq=10, at=AT, day=DAY, session="s1", question="b", story="a", review="2"),
    SecondMarking(id="11", seq=11, at=AT, day=DAY, question="b", review="2", covered=("a",), missed=("b",)),
]


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "history")


def append_reviews(history: History, number: int = 5) -> Path:
    for n in range(1, number + 1):
        history.append(review(id=f"r{n}"))
    (segment,) = history.folder.iterdir()
    return segment


def ids(history: History, since: LogPosition | None = None) -> list[str]:
    return [entry.id for entry in history.read(since or LogPosition()).entries]


@pytest.mark.parametrize("entry", ONE_OF_EACH, ids=lambda entry: type(entry).__name__)
def test_every_entry_type_is_read_back_unchanged(entry: HistoryEntry) -> None:
    assert decode_entry(encode_entry(entry).rstrip(b"\n")) == entry


@given(st.text(), st.text())
def test_any_text_is_one_line_and_is_read_back(answer: str, prompt: str) -> None:
    entry = sanitized(msgspec.structs.replace(review(), answer=answer, prompt=prompt))
    line = encode_entry(entry)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert line.isascii()
    assert decode_entry(line[:-1]) == entry


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_untrusted_text_is_cleaned_when_read(answer: str) -> None:
    decoded = decode_entry(encode_entry(msgspec.structs.replace(review(), answer=answer))[:-1])
    assert isinstance(decoded, Review)
    assert is_clean(decoded.answer)


@pytest.mark.parametrize("entry", ONE_OF_EACH, ids=lambda entry: type(entry).__name__)
def test_no_entry_contains_terminal_escapes(entry: HistoryEntry) -> None:
    body = msgspec.json.encode(entry)
    for name in (b"a", b"b", b"s1", b"mock", b"size first"):
        body = body.replace(b'"%b"' % name, b'"%b\\u001b]52;c;x\\u0007\xe2\x80\xae"' % name)
    assert b"\\u001b" in body
    found = decode_entry(b"%08x %b" % (crc32(body), body))
    assert found
    assert b"\\u001b" not in msgspec.json.encode(found)


def test_undecodable_entry_is_not_written(history: History) -> None:
    append_reviews(history)
    with pytest.raises(ValueError, match="float"):
        history.append(msgspec.structs.replace(review(), seconds=float("nan")))
    assert len(ids(history)) == 5


@pytest.mark.parametrize(
    "line", [b"", b"x", b"00000000 ", b"zzzzzzzz {}", b"[" * 100_000, b"\0" * 4096], ids=short_repr
)
def test_invalid_line_is_damaged(line: bytes) -> None:
    assert decode_entry(line) is None


@pytest.mark.parametrize(
    "body",
    [b"{}", b"null", b'{"type":"review"}', b'{"type":"tomorrow","id":"1"}', b"[" * 100_000, b"\xff"],
    ids=short_repr,
)
def test_valid_checksum_of_other_content_is_damaged(body: bytes) -> None:
    assert decode_entry(b"%08x %b" % (crc32(body), body)) is None


def test_deeply_nested_unknown_field_is_damaged() -> None:
    body = encode_entry(review())[9:-2] + b',"more":' + b"[" * 100_000 + b"}"
    assert decode_entry(b"%08x %b" % (crc32(body), body)) is None


def test_damaged_line_is_skipped_and_counted(history: History) -> None:
    segment = append_reviews(history)
    lines = segment.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"weeks", b"years")
    segment.write_bytes(b"\n".join(lines))
    assert ids(history) == ["r1", "r2", "r4", "r5"]
    assert any("1 damaged line" in str(notice) for notice in history.read(LogPosition()).notices)


def test_torn_last_line_is_terminated_before_append(history: History) -> None:
    segment = append_reviews(history)
    torn = encode_entry(review(id="torn"))[:-40]
    with segment.open("ab") as file:
        file.write(torn)
    result = history.read(LogPosition())
    assert [entry.id for entry in result.entries] == ["r1", "r2", "r3", "r4", "r5"]
    assert any("unfinished" in str(notice) for notice in result.notices)
    history.terminate_last_line()
    history.append(review(id="r6"))
    assert torn in segment.read_bytes()
    assert ids(history) == ["r1", "r2", "r3", "r4", "r5", "r6"]
    assert ids(history, result.end) == ["r6"]


def test_last_line_without_newline_counts_once_terminated(history: History) -> None:
    segment = append_reviews(history)
    with segment.open("ab") as file:
        file.write(encode_entry(review(id="whole"))[:-1])
    position = history.read(LogPosition()).end
    history.terminate_last_line()
    assert ids(history, position) == ["whole"]


def test_past_month_without_newline_is_read_to_the_end(history: History) -> None:
    segment = append_reviews(history)
    segment.write_bytes(segment.read_bytes()[:-1])
    history.append(review(id="december", at=AT + timedelta(days=30)))
    result = history.read()
    assert [entry.id for entry in result.entries] == ["r1", "r2", "r3", "r4", "r5", "december"]
    assert result.sizes == history.sizes()


def test_terminating_complete_line_changes_nothing(history: History) -> None:
    history.terminate_last_line()
    segment = append_reviews(history)
    before = segment.read_bytes()
    history.terminate_last_line()
    assert segment.read_bytes() == before


def test_read_continues_from_position(history: History) -> None:
    append_reviews(history, 3)
    end = history.read(LogPosition()).end
    assert history.read(end).entries == []
    history.append(review(id="new"))
    history.append(review(id="december", at=AT + timedelta(days=30)))
    assert ids(history, end) == ["new", "december"]


def test_clock_set_back_appends_to_newest_segment(history: History) -> None:
    history.append(review(id="1", at=AT))
    history.append(review(id="2", at=datetime(2099, 1, 1, tzinfo=UTC)))
    history.append(review(id="3", at=AT))
    history.append(review(id="4", at=datetime(1970, 1, 1, tzinfo=UTC)))
    assert list(history.sizes()) == ["2026-11.jsonl", "2099-01.jsonl"]
    assert ids(history) == ["1", "2", "3", "4"]


def test_early_years_sort_first(history: History) -> None:
    history.append(review(id="1", at=datetime(7, 3, 1, tzinfo=UTC)))
    assert list(history.sizes()) == ["0007-03.jsonl"]


def test_newest_first_finds_entries_by_substring(history: History) -> None:
    history.append(review("a", id="1"))
    history.append(review("b", id="2", at=AT + timedelta(days=30)))
    history.append(review("a", id="3", at=AT + timedelta(days=30)))
    found = history.newest_first(b'"question":"a"')
    assert [entry.id for entry in found] == ["3", "1"]


def test_other_files_in_folder_are_not_segments(history: History) -> None:
    append_reviews(history, 1)
    for name in ("2026-11.jsonl.orig", "2026-11 (conflicted copy).jsonl", "notes.txt", ".2026-11.jsonl.tmp"):
        (history.folder / name).write_bytes(encode_entry(review(id="other")))
    assert ids(history) == ["r1"]


@pytest.mark.parametrize("plant", ["link", "pipe", "folder"])
def test_planted_link_pipe_or_folder_is_not_followed(history: History, tmp_path: Path, plant: str) -> None:
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
