"""The outline of a bank: which questions it has, and in which topics.

The plan needs nothing else, so that `due`, which a shell prompt calls, need not load the questions: with
10,000 of them that takes longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tpm_tui.storage.bank.bank_files import find_bank_files
from tpm_tui.storage.yaml_files.cache import file_states, read_derived, write_derived

if TYPE_CHECKING:
    from tpm_tui.storage.bank.loader import LoadedBank

Outline = dict[str, str]
"""Topic id by question id, in the author's order."""


def load_outline(paths: Sequence[Path], cache: Path | None, load: Callable[[], LoadedBank]) -> Outline:
    """Return the outline of a bank, from the cache if its files did not change.

    Only a bank without problems is in the cache: otherwise these would not be reported.

    Args:
        paths: bank files and folders of bank files, in order.
        cache: the cache folder; None to load the bank every time.
        load: loads the bank from these paths.
    """
    if cache is None:
        return load().bank.topic_by_question
    found = [find_bank_files(path) for path in paths]
    try:
        files = file_states(file for each in found for file in each.files)
    except OSError:
        return load().bank.topic_by_question
    clean = files and all(each.files and not each.problems for each in found)
    if clean and (outline := read_derived(files, Outline, cache)) is not None:
        return outline
    loaded = load()
    outline = loaded.bank.topic_by_question
    if clean and not loaded.problems and not loaded.without_id:
        write_derived(files, outline, Outline, cache)
    return outline
