"""The counted words of a bank in the cache."""

from __future__ import annotations

from pathlib import Path

import pytest

from tpm_tui.core.bank.bank_words import BankWords, count_bank_words
from tpm_tui.storage.bank.index import words as words_module
from tpm_tui.storage.bank.index.entry import bank_entry_path
from tpm_tui.storage.bank.index.indexed_bank import load_indexed_bank
from tpm_tui.storage.bank.index.words import load_bank_words
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.yaml_files.erase_cache import erase_cache

HARBOUR = """\
topic: {id: harbour}
questions:
  - id: late-crane
    prompt: The crane is late.
    key_points: [{name: early notice, cue: says so at once, cues: [captains hear it the same day]}]
"""


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "tpm-tui"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    file = tmp_path / "harbour.yaml"
    file.write_text(HARBOUR, encoding="utf-8")
    return file


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> list[BankWords]:
    """A list to which each count is added."""
    counted: list[BankWords] = []

    def count(questions: object) -> BankWords:
        counted.append(count_bank_words(questions))  # type: ignore[arg-type]
        return counted[-1]

    monkeypatch.setattr(words_module, "count_bank_words", count)
    return counted


def load_words(bank: Path, cache: Path | None) -> BankWords:
    return load_bank_words(load_indexed_bank([bank], cache), [bank], cache)


def test_words_of_the_shipped_bank_are_the_same_from_the_cache(cache: Path, counts: list[BankWords]) -> None:
    first, second = (load_words(shipped_bank(), cache) for _ in range(2))
    assert first == second == count_bank_words(load_bank([shipped_bank()]).bank.questions)
    assert first.text_count > 1000
    assert len(counts) == 1


def test_words_are_counted_again_after_a_change(bank: Path, cache: Path, counts: list[BankWords]) -> None:
    assert "crane" in load_words(bank, cache).prefixes["late-crane"]
    bank.write_text(HARBOUR.replace("crane is", "winch is"), encoding="utf-8")
    assert "winch" in load_words(bank, cache).prefixes["late-crane"]
    assert len(counts) == 2


def test_words_of_an_older_bank_are_not_stored(bank: Path, cache: Path) -> None:
    loaded = load_indexed_bank([bank], cache)
    bank.write_text(HARBOUR.replace("crane is", "winch is"), encoding="utf-8")
    assert "crane" in load_bank_words(loaded, [bank], cache).prefixes["late-crane"]
    assert "winch" in load_words(bank, cache).prefixes["late-crane"]


@pytest.mark.parametrize("place", [0, 9, 30, -1])
def test_damaged_entry_is_not_used(bank: Path, cache: Path, counts: list[BankWords], place: int) -> None:
    expected = load_words(bank, cache)
    entry = bank_entry_path([bank], cache, BankWords)
    data = bytearray(entry.read_bytes())
    data[place] ^= 1
    entry.write_bytes(data)
    assert load_words(bank, cache) == expected
    assert len(counts) == 2


def test_bank_with_a_problem_is_not_in_the_cache(bank: Path, cache: Path, counts: list[BankWords]) -> None:
    bank.write_text(HARBOUR + "  - {prompt: 5}\n", encoding="utf-8")
    for _ in range(2):
        assert load_words(bank, cache).text_count == 3
    assert len(counts) == 2
    assert not bank_entry_path([bank], cache, BankWords).exists()


def test_words_without_a_cache_folder_are_counted(bank: Path, counts: list[BankWords]) -> None:
    assert load_words(bank, None).words >= {"early", "notice", "captains"}
    assert len(counts) == 1


def test_words_are_erased_with_the_cache(bank: Path, cache: Path) -> None:
    load_words(bank, cache)
    assert bank_entry_path([bank], cache, BankWords).exists()
    erase_cache(cache)
    assert list(cache.iterdir()) == []
