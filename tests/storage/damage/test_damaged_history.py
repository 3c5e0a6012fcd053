"""A damaged history loses only the damaged lines, which are reported and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.damage.damaged_store import (
    DECEMBER,
    LATER,
    NOVEMBER,
    ExampleStore,
    count_damaged_lines,
    example_store,
    overwrite,
    short_review,
)
from tests.storage.damage.mutations import Mutations, cuts, documents, flips, format_mutations, line_mutations
from tests.storage.stores import RULES, add_reviews, assert_readable, open_store, same_cards
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.doctor.checks import check_files
from tpm_tui.storage.doctor.repair import repair

BOXES = ("progress.json", "progress.json.bak")


pytestmark = [pytest.mark.usefixtures("no_waiting"), pytest.mark.slow(300)]


@pytest.fixture
def example(tmp_path: Path) -> ExampleStore:
    return example_store(tmp_path)


def others(raw: bytes, step: int) -> Mutations:
    yield from line_mutations(raw)
    yield from format_mutations(raw)
    yield from documents()
    yield "a long line among the others", raw[: raw.index(b"\n") + 1] + b"x" * (9 << 20) + b"\n" + raw
    for name, document in documents():
        yield f"{name}, as a line among the others", document + b"\n" + raw


@pytest.mark.parametrize("boxes", ["with the boxes", "without the boxes"])
@pytest.mark.parametrize("segment", [NOVEMBER, DECEMBER])
@pytest.mark.parametrize("mutate", [cuts, flips, others])
def test_readable_lines_are_used_and_others_reported(
    example: ExampleStore,
    segment: str,
    mutate: Callable[[bytes, int], Mutations],
    boxes: str,
    counted: Callable[[str, int], None],
) -> None:
    number, gone = 0, BOXES if boxes == "without the boxes" else ()
    step = 4 if gone else 1 if mutate is cuts and segment == DECEMBER else 2
    for number, (name, raw) in enumerate(mutate(example.files[segment], step), 1):
        paths = example.reset(gone)
        overwrite(paths.data / segment, raw)
        try:
            assert_only_damaged_lines_are_lost(example, repairing=mutate is others or number % 16 == 0)
        except Exception as error:
            raise AssertionError(f"{segment}, {boxes}: {name}") from error
    counted("damaged files: history", number)


def assert_only_damaged_lines_are_lost(example: ExampleStore, repairing: bool) -> None:
    """Open, answer, check and repair: readable lines are kept, and all others are reported."""
    folder = example.paths.data
    before = Counter(example.lines())
    readable, damaged, unfinished = split_lines(example)
    with_boxes = (folder / BOXES[0]).exists()
    store = open_store(folder)
    assert set(store.entries()) == readable
    assert count_damaged_lines(store.notices) == damaged
    assert any("unfinished" in str(notice) for notice in store.notices) == bool(unfinished)
    for name in (NOVEMBER, DECEMBER):
        if with_boxes and (folder / name).stat().st_size < len(example.files[name]):
            assert any(
                Path(name).name in notice.message and "lost" in notice.message for notice in store.notices
            )
    assert same_cards(store.cards, example.cards if with_boxes else replay(readable, RULES))
    assert_reported(example)

    add_reviews(store, short_review("next", "i9", days=15))
    store.close()
    again = open_store(folder)
    ids = {entry.id for line in example.lines() if (entry := example.entry(line))} | {"i9"}
    assert {entry.id for entry in again.entries()} == ids
    assert ids >= {entry.id for entry in readable}
    assert "next" in again.cards
    assert not before - Counter(example.lines())
    assert_readable(folder)
    if repairing:
        repair(example.paths, RULES, LATER)
        assert not before - Counter(example.lines())
        assert {entry.id for entry in open_store(folder).entries()} == ids
        assert_readable(folder)


def assert_reported(example: ExampleStore) -> None:
    """Assert that every unreadable line and every gap is reported."""
    lines = example.lines()
    known = [entry for line in lines if (entry := example.entry(line))]
    seqs = {entry.seq for entry in known}
    _, problems = check_files(example.paths, RULES, LATER)
    messages = [problem.message for problem in problems if problem.check == "log"]
    skipped = sum(int(message.split()[0]) for message in messages if "skipped" in message)
    assert skipped == len(lines) - len(known)
    missing = any(entry.after and entry.after not in seqs for entry in known)
    assert any("entries are missing" in message for message in messages) == missing


def split_lines(example: ExampleStore) -> tuple[set[HistoryEntry], int, bytes]:
    """Return the expected entries, the number of damaged lines, and the unfinished last line."""
    segments = example.segments()
    whole, _, unfinished = segments[max(segments)].rpartition(b"\n")
    segments[max(segments)] = whole
    lines = [line for raw in segments.values() for line in raw.split(b"\n") if line]
    known = [entry for line in lines if (entry := example.entry(line))]
    return set(known), len(lines) - len(known), unfinished


def test_undetected_flip_loses_no_box_after_a_merge(example: ExampleStore, tmp_path: Path) -> None:
    """The size is the same, so the line is not read until lines are merged before the known position."""
    folder = example.paths.data
    lines = example.files[NOVEMBER].splitlines(keepends=True)
    assert b'"question":"a"' in lines[1]
    overwrite(folder / NOVEMBER, b"".join([lines[0], lines[1].replace(b"So.", b"No."), *lines[2:]]))
    assert open_store(folder).notices == ()
    other = open_store(tmp_path / "other")
    add_reviews(other, short_review("c", "other-1", days=3), short_review("d", "other-2", days=4))
    merge(example.paths, [read_merge_source(tmp_path / "other")], LATER)
    store = open_store(folder)
    assert any("the boxes are kept" in str(notice) for notice in store.notices)
    assert store.cards["a"] == example.cards["a"]
    assert store.cards["c"].attempts == store.cards["d"].attempts == 1
