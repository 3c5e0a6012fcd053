"""A damaged history costs the damaged lines and nothing else: they are told and kept, and one goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.damage.damaged_store import (
    DECEMBER,
    LATER,
    NOVEMBER,
    Victim,
    fill,
    lived_in,
    small,
    told_damaged,
)
from tests.storage.damage.mutations import Mutations, cuts, disguises, documents, flips, line_faults
from tests.storage.stores import RULES, alike, assert_readable, give, opened
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.backup.merge import merge, read_source
from tpm_tui.storage.doctor.checks import check_files, repair

BOXES = ("progress.json", "progress.json.bak")


pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    return lived_in(tmp_path)


def others(raw: bytes, step: int) -> Mutations:
    yield from line_faults(raw)
    yield from disguises(raw)
    yield from documents()
    yield "a long line among the others", raw[: raw.index(b"\n") + 1] + b"x" * (9 << 20) + b"\n" + raw
    for name, document in documents():
        yield f"{name}, as a line among the others", document + b"\n" + raw


@pytest.mark.parametrize("boxes", ["with the boxes", "without the boxes"])
@pytest.mark.parametrize("segment", [NOVEMBER, DECEMBER])
@pytest.mark.parametrize("ways", [cuts, flips, others])
def test_what_is_readable_stays_and_the_rest_is_told_and_kept(
    victim: Victim,
    segment: str,
    ways: Callable[[bytes, int], Mutations],
    boxes: str,
    counted: Callable[[str, int], None],
) -> None:
    number, gone = 0, BOXES if boxes == "without the boxes" else ()
    step = 4 if gone else 1 if ways is cuts and segment == DECEMBER else 2
    for number, (name, raw) in enumerate(ways(victim.files[segment], step), 1):
        paths = victim.put_back(gone)
        fill(paths.data / segment, raw)
        try:
            assert_withstood(victim, repairing=ways is others or number % 16 == 0)
        except Exception as error:
            raise AssertionError(f"{segment}, {boxes}: {name}") from error
    counted("damaged files: history", number)


def assert_withstood(victim: Victim, repairing: bool) -> None:
    """Opening, answering, examining and mending: nothing that can be read is lost, nothing else is silent."""
    folder = victim.paths.data
    before = Counter(victim.lines())
    readable, damaged, unfinished = taken_apart(victim)
    with_boxes = (folder / BOXES[0]).exists()
    store = opened(folder)
    assert set(store.entries()) == readable
    assert told_damaged(store.notices) == damaged
    assert any("unfinished" in notice for notice in store.notices) == bool(unfinished)
    for name in (NOVEMBER, DECEMBER):
        if with_boxes and (folder / name).stat().st_size < len(victim.files[name]):
            assert any(Path(name).name in notice and "lost" in notice for notice in store.notices)
    assert alike(store.cards, victim.cards if with_boxes else replay(readable, RULES))
    assert_examined(victim)

    give(store, small("next", "i9", days=15))
    store.close()
    again = opened(folder)
    ids = {entry.id for line in victim.lines() if (entry := victim.entry(line))} | {"i9"}
    assert {entry.id for entry in again.entries()} == ids
    assert ids >= {entry.id for entry in readable}
    assert "next" in again.cards
    assert not before - Counter(victim.lines())
    assert_readable(folder)
    if repairing:
        repair(victim.paths, RULES, LATER)
        assert not before - Counter(victim.lines())
        assert {entry.id for entry in opened(folder).entries()} == ids
        assert_readable(folder)


def assert_examined(victim: Victim) -> None:
    """Every line that cannot be read is told, and every place where one is missing."""
    lines = victim.lines()
    known = [entry for line in lines if (entry := victim.entry(line))]
    seqs = {entry.seq for entry in known}
    _, findings = check_files(victim.paths, RULES, LATER)
    messages = [finding.message for finding in findings if finding.check == "log"]
    told = sum(int(message.split()[0]) for message in messages if "skipped" in message)
    assert told == len(lines) - len(known)
    missing = any(entry.after and entry.after not in seqs for entry in known)
    assert any("something is missing" in message for message in messages) == missing


def taken_apart(victim: Victim) -> tuple[set[HistoryEntry], int, bytes]:
    """What the files should be read as: entries, the number of damaged lines, and what stands behind them."""
    segments = victim.segments()
    whole, _, unfinished = segments[max(segments)].rpartition(b"\n")
    segments[max(segments)] = whole
    lines = [line for raw in segments.values() for line in raw.split(b"\n") if line]
    known = [entry for line in lines if (entry := victim.entry(line))]
    return set(known), len(lines) - len(known), unfinished


def test_a_flip_that_nobody_saw_costs_no_box_when_a_merge_has_all_read_anew(
    victim: Victim, tmp_path: Path
) -> None:
    """The size is the same, so that the line is not read until other lines come in before the place known."""
    folder = victim.paths.data
    lines = victim.files[NOVEMBER].splitlines(keepends=True)
    assert b'"question":"a"' in lines[1]
    fill(folder / NOVEMBER, b"".join([lines[0], lines[1].replace(b"So.", b"No."), *lines[2:]]))
    assert opened(folder).notices == ()
    other = opened(tmp_path / "other")
    give(other, small("c", "other-1", days=3), small("d", "other-2", days=4))
    merge(victim.paths, [read_source(tmp_path / "other")], LATER)
    store = opened(folder)
    assert any("the boxes are kept" in notice for notice in store.notices)
    assert store.cards["a"] == victim.cards["a"]
    assert store.cards["c"].attempts == store.cards["d"].attempts == 1
