"""Content checks of the bank as a whole: variety, spelling, and no prose shared between items."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.bank.gates.vocabulary import AMERICAN_SPELLING
from tests.bank.items import BANK, TOPICS, fields, item_name, model_text, questions, words
from tpm_tui.core.bank.question import Question

pytestmark = pytest.mark.content

each_item = pytest.mark.parametrize("item", questions(), ids=item_name)

MIN_SAMPLE = 12
"""Minimum number of items for checks of shares."""

RUN_LENGTH = 8

TERMS_OF_ART: tuple[str, ...] = ()
"""Runs of words that may occur in several items; each entry needs a comment that says why.

Preferably empty: all definitions so far are shorter than eight words.
"""


def runs(text: str) -> set[tuple[str, ...]]:
    """Return all runs of eight words of a text."""
    found = words(text)
    return {tuple(found[at : at + RUN_LENGTH]) for at in range(len(found) - RUN_LENGTH + 1)}


def owners_of_runs() -> dict[tuple[str, ...], dict[str, str]]:
    """Return, for each run, the ids of the items that contain it, with the first field."""
    owners: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for item in questions():
        for place, text in fields(item):
            for run in runs(text):
                owners[run].setdefault(item.id, place)
    return owners


SHARED = {run: where for run, where in owners_of_runs().items() if len(where) > 1}
ALLOWED = {run for term in TERMS_OF_ART for run in runs(term)}


@each_item
def test_items_share_no_run_of_eight_words(item: Question) -> None:
    found = [
        f"'{' '.join(run)}' in {where}"
        for run, where in SHARED.items()
        if item.id in where and run not in ALLOWED
    ]
    assert not found, "prose shared between items:\n" + "\n".join(sorted(found))


def test_ids_numbers_titles_and_prompts_are_unique() -> None:
    for name in ("id", "number", "title", "prompt", "opening"):
        seen = Counter(str(getattr(item, name)).lower() for item in questions())
        assert [value for value, count in seen.items() if count > 1] == [], f"duplicate {name}"


def test_related_questions_exist_and_are_others() -> None:
    known = {number for numbers in TOPICS.values() for number in numbers}
    wrong = [
        f"{item_name(item)}: {number}"
        for item in questions()
        if item.transfer
        for number in item.transfer.related
        if number == item.number or number not in known
    ]
    assert not wrong


def test_at_most_half_of_percentages_are_from_20_to_40() -> None:
    figures = [float(n) for item in questions() for n in re.findall(r"(\d+(?:\.\d+)?) ?%", model_text(item))]
    if len(figures) >= MIN_SAMPLE:
        middle = sum(20 <= figure <= 40 for figure in figures)
        assert middle * 2 <= len(figures), f"{middle} of {len(figures)} percentages lie between 20 and 40"


def test_no_more_than_two_openings_begin_alike() -> None:
    starts = Counter(" ".join(words(item.opening)[:4]) for item in questions())
    assert [start for start, count in starts.items() if count > 2] == []


FIXED_KEYS = frozenset({"id", "questions", "kind", "formerly", "source"})
"""Keys whose words stay as they are: ids, values of the format, earlier names, titles of sources."""


def texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield all texts of a YAML value with their places, except the words that cannot change."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for at, entry in enumerate(value):
            if place.rpartition(".")[2] not in FIXED_KEYS or not isinstance(entry, str):
                yield from texts(entry, f"{place}[{at}]")
    elif isinstance(value, dict):
        for key, entry in value.items():
            if key not in FIXED_KEYS or isinstance(entry, list):
                yield from texts(entry, f"{place}.{key}".lstrip("."))


@pytest.mark.parametrize("path", sorted(BANK.glob("*.yaml")), ids=lambda path: path.stem)
def test_spelling_is_american(path: Path) -> None:
    british = re.compile(rf"\b(?:{'|'.join(AMERICAN_SPELLING)})\b", re.IGNORECASE)
    data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    found = [f"{place}: {match}" for place, text in texts(data) for match in british.findall(text)]
    assert not found, "British spelling:\n" + "\n".join(found)
