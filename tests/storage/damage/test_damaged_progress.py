"""A damaged progress file is quarantined and replaced from its backup or the history."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.storage.damage.damaged_store import LATER, ExampleStore, example_store, overwrite, short_review
from tests.storage.damage.mutations import (
    WRONG_VALUES,
    Mutations,
    cuts,
    documents,
    flips,
    format_mutations,
    value_mutations,
)
from tests.storage.stores import (
    RULES,
    add_reviews,
    assert_matches_history,
    assert_readable,
    open_store,
    same_cards,
    with_new_checksum,
)
from tpm_tui.storage.doctor.checks import check_files
from tpm_tui.storage.doctor.repair import repair
from tpm_tui.storage.progress.store import DataFolderError

FILE, BACKUP = "progress.json", "progress.json.bak"

pytestmark = [pytest.mark.usefixtures("no_waiting"), pytest.mark.slow(300)]


@pytest.fixture
def example(tmp_path: Path) -> ExampleStore:
    return example_store(tmp_path)


def others(raw: bytes) -> Mutations:
    yield from format_mutations(raw)
    yield from documents()
    yield "the end of another file", raw + raw[-40:]
    yield "everything twice", raw + raw


@pytest.mark.parametrize("mutate", [cuts, flips, others])
def test_damaged_file_is_quarantined_and_boxes_are_unchanged(
    example: ExampleStore, mutate: Callable[[bytes], Mutations], counted: Callable[[str, int], None]
) -> None:
    number = 0
    for number, (name, raw) in enumerate(mutate(example.files[FILE]), 1):
        folder = example.reset().data
        overwrite(folder / FILE, raw)
        try:
            assert_boxes_unchanged(example, raw)
            if number % 8 == 0:
                assert_repaired(example, raw)
        except Exception as error:
            raise AssertionError(name) from error
    counted("damaged files: boxes", number)


def assert_boxes_unchanged(example: ExampleStore, raw: bytes) -> None:
    folder = example.paths.data
    store = open_store(folder)
    assert same_cards(store.cards, example.cards)
    assert any(FILE in notice.file and "damaged" in notice.message for notice in store.notices)
    add_reviews(store, short_review("next", "i9", days=15))
    store.close()
    assert raw in read_quarantined(folder)
    assert_readable(folder)
    again = open_store(folder)
    assert again.notices == ()
    assert "next" in again.cards
    assert {entry.id for entry in again.entries()} == {f"i{n}" for n in range(10)}


def assert_repaired(example: ExampleStore, raw: bytes) -> None:
    folder = example.reset().data
    overwrite(folder / FILE, raw)
    (finding,) = (each for each in check_files(example.paths, RULES, LATER)[1] if each.check == "boxes")
    assert finding.repair
    repair(example.paths, RULES, LATER)
    assert raw in read_quarantined(folder)
    assert not [each for each in check_files(example.paths, RULES, LATER)[1] if each.is_error]
    assert same_cards(open_store(folder).cards, example.cards)
    assert_readable(folder)


def read_quarantined(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("progress.damaged-*.json")]


@pytest.mark.parametrize("mutate", [cuts, flips, others])
@pytest.mark.parametrize("file", ["damaged", "missing"])
def test_boxes_are_rebuilt_if_backup_is_damaged_too(
    example: ExampleStore,
    file: str,
    mutate: Callable[[bytes], Mutations],
    counted: Callable[[str, int], None],
) -> None:
    chosen = list(mutate(example.files[BACKUP]))[::4]
    for name, raw in chosen:
        folder = example.reset(() if file == "damaged" else (FILE,)).data
        if file == "damaged":
            overwrite(folder / FILE, raw[::-1])
        overwrite(folder / BACKUP, raw)
        store = open_store(folder)
        assert same_cards(store.cards, example.cards), name
        assert any(f"{FILE}: {file}" in str(notice) for notice in store.notices), name
        add_reviews(store, short_review("next", "i9", days=15))
        store.close()
        assert_readable(folder)
        assert_matches_history(open_store(folder))
    counted("damaged files: boxes", len(chosen))


def test_extreme_values_with_valid_checksum_are_repaired(
    example: ExampleStore, counted: Callable[[str, int], None]
) -> None:
    raw, number = example.files[FILE], 0
    extreme = [
        (name, text.encode("utf-8", "surrogatepass"))
        for name, text in value_mutations(json.loads(raw), WRONG_VALUES)
    ]
    for number, (name, changed) in enumerate([*extreme[::2], *flips(raw, 4)], 1):
        folder = example.reset().data
        overwrite(folder / FILE, with_new_checksum(changed))
        try:
            assert_harmless(example, repairing=number % 4 == 0)
        except DataFolderError:
            assert json.loads(with_new_checksum(changed))["_meta"]["1"]["schema"] > 1
        except Exception as error:
            raise AssertionError(name) from error
    counted("damaged files: boxes", number)


def assert_harmless(example: ExampleStore, repairing: bool) -> None:
    folder = example.paths.data
    if not same_cards(open_store(folder).cards, example.cards):
        assert [each for each in check_files(example.paths, RULES, LATER)[1] if each.is_error]
    if repairing:
        repair(example.paths, RULES, LATER)
        assert not [
            each for each in check_files(example.paths, RULES, LATER)[1] if each.is_error and each.repair
        ]
    store = open_store(folder)
    add_reviews(store, short_review("next", "i9", days=15))
    store.close()
    again = open_store(folder)
    assert "next" in again.cards
    assert {entry.id for entry in again.entries()} == {f"i{n}" for n in range(10)}
    with TinyDB(folder / FILE) as database:
        assert len(database.table("cards").all()) == len(again.cards)
