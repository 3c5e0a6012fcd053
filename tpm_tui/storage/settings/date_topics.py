"""Topics of dates in the settings that are not in the bank."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.files.problem import MAX_PROBLEMS, Problem, problem_at
from tpm_tui.storage.settings.load import LoadedConfig

LONGEST_TOPIC = 60
"""Characters shown of an unknown topic."""

FEW_TOPICS = 5
"""Topics named if none is similar."""


def unknown_date_topics(loaded: LoadedConfig, file: object, topics: Collection[str]) -> tuple[Problem, ...]:
    """Return a warning for each topic of a date that is not in the bank.

    Args:
        loaded: the settings.
        file: the settings file.
        topics: the ids of the bank's topics; if there are none, nothing is checked.
    """
    if not topics or not loaded.config.dates:
        return ()
    return tuple(
        problem_at(
            file,
            loaded.places.get(f"dates{place}", loaded.places.get("dates", (0, 0))),
            f"unknown topic {clean_line(name)[:LONGEST_TOPIC]}",
            _hint(name, topics),
            "warning",
        )
        for place, name in islice(_unknown(loaded, topics), MAX_PROBLEMS)
    )


def _unknown(loaded: LoadedConfig, topics: Collection[str]) -> Iterator[tuple[str, str]]:
    for number, each in enumerate(loaded.config.dates):
        for index, name in enumerate(each.topics):
            if name not in topics:
                yield f"[{number}].topics[{index}]", name


def _hint(name: str, topics: Collection[str]) -> str:
    from difflib import get_close_matches  # slow to import, and rarely needed

    if near := get_close_matches(name[:LONGEST_TOPIC], topics, n=1):
        return f"did you mean {near[0]}?"
    return f"use topics of the bank, such as {', '.join(islice(topics, FEW_TOPICS))}"
