"""A damaged progress file moves no box: its backup or the history takes its place, and it is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.storage.damage.damaged_store import LATER, Victim, fill, lived_in, small
from tests.storage.damage.mutations import WRONG, Mutations, cuts, disguises, documents, flips, values
from tests.storage.stores import RULES, alike, assert_readable, assert_sound, give, opened, resealed
from tpm_tui.storage.doctor.checks import check_files, repair
from tpm_tui.storage.progress.store import DataFolderError

FILE, BACKUP = "progress.json", "progress.json.bak"

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    return lived_in(tmp_path)


def others(raw: bytes) -> Mutations:
    yield from disguises(raw)
    yield from documents()
    yield "the end of another file", raw + raw[-40:]
    yield "everything twice", raw + raw


@pytest.mark.parametrize("ways", [cuts, flips, others])
def test_no_box_moves_and_the_damaged_file_is_kept(
    victim: Victim, ways: Callable[[bytes], Mutations], counted: Callable[[str, int], None]
) -> None:
    number = 0
    for number, (name, raw) in enumerate(ways(victim.files[FILE]), 1):
        folder = victim.put_back().data
        fill(folder / FILE, raw)
        try:
            assert_no_box_moved(victim, raw)
            if number % 8 == 0:
                assert_mended(victim, raw)
        except Exception as error:
            raise AssertionError(name) from error
    counted("damaged files: boxes", number)


def assert_no_box_moved(victim: Victim, raw: bytes) -> None:
    folder = victim.paths.data
    store = opened(folder)
    assert alike(store.cards, victim.cards)
    assert any(FILE in notice and "is damaged" in notice for notice in store.notices)
    give(store, small("next", "i9", days=15))
    store.close()
    assert raw in kept_aside(folder)
    assert_readable(folder)
    again = opened(folder)
    assert again.notices == ()
    assert "next" in again.cards
    assert {entry.id for entry in again.entries()} == {f"i{n}" for n in range(10)}


def assert_mended(victim: Victim, raw: bytes) -> None:
    folder = victim.put_back().data
    fill(folder / FILE, raw)
    (finding,) = (each for each in check_files(victim.paths, RULES, LATER)[1] if each.check == "boxes")
    assert finding.repair
    repair(victim.paths, RULES, LATER)
    assert raw in kept_aside(folder)
    assert not [each for each in check_files(victim.paths, RULES, LATER)[1] if each.wrong]
    assert alike(opened(folder).cards, victim.cards)
    assert_readable(folder)


def kept_aside(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("progress.damaged-*.json")]


@pytest.mark.parametrize("ways", [cuts, flips, others])
@pytest.mark.parametrize("file", ["damaged", "missing"])
def test_where_the_backup_is_damaged_too_the_history_has_it_all(
    victim: Victim, file: str, ways: Callable[[bytes], Mutations], counted: Callable[[str, int], None]
) -> None:
    chosen = list(ways(victim.files[BACKUP]))[::4]
    for name, raw in chosen:
        folder = victim.put_back(() if file == "damaged" else (FILE,)).data
        if file == "damaged":
            fill(folder / FILE, raw[::-1])
        fill(folder / BACKUP, raw)
        store = opened(folder)
        assert alike(store.cards, victim.cards), name
        assert any(f"{FILE} is {file}" in notice for notice in store.notices), name
        give(store, small("next", "i9", days=15))
        store.close()
        assert_readable(folder)
        assert_sound(opened(folder))
    counted("damaged files: boxes", len(chosen))


def test_absurd_values_under_a_good_seal_do_no_harm_and_are_mended(
    victim: Victim, counted: Callable[[str, int], None]
) -> None:
    raw, number = victim.files[FILE], 0
    absurd = [(name, text.encode("utf-8", "surrogatepass")) for name, text in values(json.loads(raw), WRONG)]
    for number, (name, changed) in enumerate([*absurd[::2], *flips(raw, 4)], 1):
        folder = victim.put_back().data
        fill(folder / FILE, resealed(changed))
        try:
            assert_harmless(victim, repairing=number % 4 == 0)
        except DataFolderError:
            assert json.loads(resealed(changed))["_meta"]["1"]["schema"] > 1
        except Exception as error:
            raise AssertionError(name) from error
    counted("damaged files: boxes", number)


def assert_harmless(victim: Victim, repairing: bool) -> None:
    folder = victim.paths.data
    if not alike(opened(folder).cards, victim.cards):
        assert [each for each in check_files(victim.paths, RULES, LATER)[1] if each.wrong]
    if repairing:
        repair(victim.paths, RULES, LATER)
        assert not [each for each in check_files(victim.paths, RULES, LATER)[1] if each.wrong and each.repair]
    store = opened(folder)
    give(store, small("next", "i9", days=15))
    store.close()
    again = opened(folder)
    assert "next" in again.cards
    assert {entry.id for entry in again.entries()} == {f"i{n}" for n in range(10)}
    with TinyDB(folder / FILE) as database:
        assert len(database.table("cards").all()) == len(again.cards)
