"""The outline of a bank: which questions it has, and in which topics.

The plan needs nothing else, so that `due`, which a shell prompt calls, need not load the questions: with
10,000 of them that takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tpm_tui.storage.bank.index.entry import bank_stamps, read_cached_bank

if TYPE_CHECKING:
    from tpm_tui.storage.bank.loader import LoadedBank

Outline = Mapping[str, str]
"""Topic id by question id, in the author's order."""


def load_outline(paths: Sequence[Path], cache: Path | None, load: Callable[[], LoadedBank]) -> Outline:
    """Return the outline of a bank, from the cache if its files did not change.

    Only a bank without problems is in the cache: otherwise these would not be reported.

    Args:
        paths: bank files and folders of bank files, in order.
        cache: the cache folder; None to load the bank every time.
        load: loads the bank from these paths, and writes it to the cache.
    """
    cached = read_cached_bank(paths, bank_stamps(paths), cache) if cache else None
    return load().bank.topic_by_question if cached is None else cached.columns.topic_by_question()
