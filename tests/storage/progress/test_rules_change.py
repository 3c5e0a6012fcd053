"""Boxes are recomputed once after a change of the settings or of the rules in the code, with one notice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.storage.faults import SimulatedCrash, crash_at
from tests.storage.stores import (
    DAY,
    add_reviews,
    assert_matches_history,
    open_store,
    review,
    with_new_checksum,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import RULES_VERSION, Rules
from tpm_tui.storage.progress.atomic import write_tables
from tpm_tui.storage.progress.store import Store
from tpm_tui.storage.progress.tables import FILE, Progress, progress_tables, read_progress

OTHER_VERSION = "Boxes were recomputed by the rules of this version; 1 question changed"


def progress_in(folder: Path) -> Progress:
    found = read_progress(folder / FILE)
    assert found
    return found


def practised(folder: Path) -> Store:
    """Save two questions: "a" in box 3 and "b" in box 1."""
    store = open_store(folder)
    add_reviews(store, review("a", Grade.EASY), review("b", Grade.AGAIN))
    store.close()
    return store


def make_older(folder: Path, version: int = 0) -> None:
    """Make the progress file one of another version of the rules, by which "a" is in box 1."""
    saved = progress_in(folder)
    card = saved.cards["a"]
    older = replace(card, schedule=replace(card.schedule, box=1))
    other = replace(saved, cards=saved.cards | {"a": older}, rules_version=version)
    write_tables(folder / FILE, progress_tables(other))


def messages(store: Store) -> list[str]:
    return [str(notice) for notice in store.notices]


@pytest.mark.parametrize("version", [RULES_VERSION - 1, RULES_VERSION + 1])
def test_other_version_recomputes_boxes_once(tmp_path: Path, version: int) -> None:
    practised(tmp_path)
    make_older(tmp_path, version)
    store = open_store(tmp_path)
    assert store.cards["a"].box == 3
    assert messages(store) == [OTHER_VERSION]
    store.close()
    assert progress_in(tmp_path).rules_version == RULES_VERSION
    again = open_store(tmp_path)
    assert (again.cards, messages(again)) == (store.cards, [])


def test_first_answer_saves_recomputed_boxes(tmp_path: Path) -> None:
    practised(tmp_path)
    make_older(tmp_path)
    store = open_store(tmp_path)
    add_reviews(store, review("c"))
    assert progress_in(tmp_path).rules_version == RULES_VERSION
    assert messages(store) == [OTHER_VERSION]
    assert_matches_history(open_store(tmp_path))


def test_opening_writes_nothing_and_repeats_the_notice(tmp_path: Path) -> None:
    practised(tmp_path)
    make_older(tmp_path)
    before = (tmp_path / FILE).read_bytes()
    for _ in range(2):
        assert messages(open_store(tmp_path)) == [OTHER_VERSION]
    assert (tmp_path / FILE).read_bytes() == before


def test_version_without_changed_boxes_gives_no_notice(tmp_path: Path) -> None:
    practised(tmp_path)
    write_tables(tmp_path / FILE, progress_tables(replace(progress_in(tmp_path), rules_version=0)))
    store = open_store(tmp_path)
    assert messages(store) == []
    store.close()
    assert progress_in(tmp_path).rules_version == RULES_VERSION


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (Rules(intervals=(1, 2)), "for two boxes; 1 question changed"),
        (Rules(intervals=(1,)), "for one box; 1 question changed"),
        (Rules(miss="down-one"), "for the changed settings; 1 question changed"),
    ],
)
def test_changed_settings_recompute_boxes_once(tmp_path: Path, rules: Rules, reason: str) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review("a", Grade.EASY), review("a", Grade.AGAIN, day=DAY + timedelta(days=9)))
    add_reviews(store, review("b", Grade.EASY), review("c", Grade.AGAIN))
    store.close()
    changed = open_store(tmp_path, rules)
    assert messages(changed) == [f"Boxes were recomputed {reason}"]
    changed.close()
    assert progress_in(tmp_path).rules == rules
    assert messages(open_store(tmp_path, rules)) == []


def test_other_intervals_without_changed_boxes_give_no_notice(tmp_path: Path) -> None:
    practised(tmp_path)
    store = open_store(tmp_path, Rules(intervals=(1, 3, 9, 27, 81)))
    assert messages(store) == []
    store.close()
    assert progress_in(tmp_path).rules == store.rules


def test_notice_does_not_count_newer_answers(tmp_path: Path) -> None:
    practised(tmp_path)
    older = (tmp_path / FILE).read_bytes()
    other = open_store(tmp_path)
    add_reviews(other, review("b", Grade.EASY, day=DAY + timedelta(days=3)), review("new"))
    other.close()
    (tmp_path / FILE).write_bytes(older)
    make_older(tmp_path)
    store = open_store(tmp_path)
    assert messages(store) == [OTHER_VERSION]
    assert (store.cards["a"].box, store.cards["b"].box, store.cards["new"].box) == (3, 3, 2)


def test_file_without_version_is_of_version_one(tmp_path: Path) -> None:
    """0.1.0 wrote no version."""
    practised(tmp_path)
    raw = (tmp_path / FILE).read_bytes()
    field = b'"rules_version": %d, ' % RULES_VERSION
    assert raw.count(field) == 1
    (tmp_path / FILE).write_bytes(with_new_checksum(raw.replace(field, b"")))
    assert progress_in(tmp_path).rules_version == 1


def test_lost_history_keeps_boxes_after_change_of_rules(tmp_path: Path) -> None:
    practised(tmp_path)
    make_older(tmp_path)
    for segment in (tmp_path / "history").iterdir():
        segment.unlink()
    store = open_store(tmp_path)
    assert store.cards["a"].box == 1
    assert not any("recomputed" in message for message in messages(store))


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_crash_while_saving_recomputed_boxes_loses_nothing(tmp_path: Path, when: str) -> None:
    crashes = 0
    while True:
        folder = tmp_path / str(crashes)
        saved = practised(folder)
        make_older(folder)
        entries = saved.entries()
        with crash_at(crashes + 1, when) as crash:
            try:
                open_store(folder).close()
            except SimulatedCrash:
                crashes += 1
        again = open_store(folder)
        assert (again.cards, again.entries()) == (saved.cards, entries)
        assert messages(again) in ([], [OTHER_VERSION])
        if not crash.crashed:
            break
    assert crashes > 3
    assert messages(again) == []
