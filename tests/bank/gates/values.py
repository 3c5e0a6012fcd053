"""Reading an item as YAML gives it: plain values whose types nobody has checked yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.bank.items import fold

Item = Mapping[str, object]
"""An item of a bank file, or a part of one: field name to value."""

_NOT_PROSE = """
id number kind topic level tags companies time_target world outcome facts must related review_by formerly
"""
NOT_PROSE = frozenset(_NOT_PROSE.split())
"""Fields that hold names, numbers and dates; nobody reads them as prose."""


def text(item: Item, name: str) -> str:
    """Return the text of a field; empty if it is missing or is no text."""
    value = item.get(name)
    return value if isinstance(value, str) else ""


def texts(item: Item, name: str) -> list[str]:
    """Return the texts of a list field; other values in it are left out."""
    value = item.get(name)
    return [entry for entry in value if isinstance(entry, str)] if isinstance(value, list) else []


def entries(item: Item, name: str) -> list[Item]:
    """Return the mappings of a list field; other values in it are left out."""
    value = item.get(name)
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def part(item: Item, name: str) -> Item:
    """Return a field that is a mapping; empty if it is missing or is no mapping."""
    value = item.get(name)
    return value if isinstance(value, dict) else {}


def number_of(item: Item) -> int:
    """Return the number of the question, 0 without one."""
    value = item.get("number")
    return value if isinstance(value, int) else 0


def name_of(item: Item) -> str:
    """Return a name for messages: the id, or else the number."""
    return text(item, "id") or f"question {number_of(item)}"


def answer_parts(item: Item) -> list[tuple[str, str]]:
    """Return the named parts of the model answer, with whitespace normalized."""
    return [(str(name), fold(str(value))) for name, value in part(item, "model_answer").items()]


def answer(item: Item) -> str:
    """Return the model answer as one text, with whitespace normalized."""
    return " ".join(value for _, value in answer_parts(item)) or fold(text(item, "model_answer"))


def steps(item: Item) -> list[str]:
    """Return the numbered steps of the method without their numbers; a line without one continues a step."""
    found: list[str] = []
    for line in text(item, "method").splitlines():
        if step := re.match(r"\s*\d+[.)]\s+(.*)", line):
            found.append(step[1].strip())
        elif line.strip() and found:
            found[-1] += f" {line.strip()}"
    return found


def prose(item: Item) -> Iterator[tuple[str, str]]:
    """Yield every text of the item that is prose, as (place, text), including the matching cues."""
    for name, value in item.items():
        if name not in NOT_PROSE:
            yield from _prose(str(name), value)


def _prose(place: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, fold(value)
    elif isinstance(value, list):
        for at, entry in enumerate(value):
            name = entry.get("name", at) if isinstance(entry, dict) else at
            yield from _prose(f"{place}[{name}]", entry)
    elif isinstance(value, dict):
        for name, entry in value.items():
            if name not in NOT_PROSE:
                yield from _prose(f"{place}.{name}", entry)
