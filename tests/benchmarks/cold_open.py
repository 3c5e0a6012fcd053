"""Open a store and load its cards in a new process: `python -m tests.benchmarks.cold_open KIND PATH`.

Prints the milliseconds after the imports, the number of cards, and the peak memory in kB.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter


def peak() -> int:
    """Return the peak memory of this process in kB; `getrusage` would include that of the parent."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def ours() -> Callable[[Path], int]:
    from tpm_tui.core.cards.leitner import Rules
    from tpm_tui.storage.progress.store import Store

    return lambda path: len(Store.open(path, Rules()).cards)


def tinydb() -> Callable[[Path], int]:
    from tinydb import TinyDB

    def cards(path: Path) -> int:
        with TinyDB(path) as database:
            return len({row["question"]: row for row in database.table("attempts").all()})

    return cards


def sqlite() -> Callable[[Path], int]:
    from tests.benchmarks.attempts import CARDS, open_database

    return lambda path: len(open_database(path).execute(CARDS).fetchall())


if __name__ == "__main__":
    opened = {"ours": ours, "tinydb": tinydb, "sqlite": sqlite}[sys.argv[1]]()
    start = perf_counter()
    count = opened(Path(sys.argv[2]))
    print((perf_counter() - start) * 1000, count, peak())
