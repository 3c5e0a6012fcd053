"""The counted words of a bank, from the cache if its files did not change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tpm_tui.core.bank.bank_words import BankWords, count_bank_words
from tpm_tui.storage.bank.index.entry import bank_entry_path
from tpm_tui.storage.bank.loader import LoadedBank
from tpm_tui.storage.yaml_files.part_cache import read_parts, write_parts


def load_bank_words(loaded: LoadedBank, paths: Sequence[Path], cache: Path | None) -> BankWords:
    """Return the words of a bank.

    Args:
        loaded: the bank.
        paths: the bank files and folders of bank files that it was loaded from, in order.
        cache: the cache folder, if any.
    """
    if cache is None or not loaded.files:
        return count_bank_words(loaded.bank.questions)
    entry = bank_entry_path(paths, cache, BankWords)
    found = read_parts(entry, loaded.files, BankWords)
    if found is not None:
        return found[0]
    words = count_bank_words(loaded.bank.questions)
    write_parts(entry, loaded.files, words, ())
    return words
