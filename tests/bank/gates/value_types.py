"""Gates for the types of the fields: YAML reads an unquoted `no`, `99.9` or `key: value` as no text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.bank.gates.values import Item, entries

_TEXT = (
    *("id", "title", "kind", "level", "world", "outcome", "prompt", "probes", "opening", "method"),
    *("short_answer", "whiteboard", "numbers"),
)
_TEXT_LISTS = ("variants", "weak_signs", "tags", "companies")
_ENTRY_LISTS = ("key_points", "follow_ups", "recall")
_MAPPINGS = ("time_target", "model_answer", "netflix_lens", "transfer")


def type_problems(item: Item) -> Iterator[str]:
    """Yield the fields whose value is not of the type of the field."""
    yield from _wrong(item, _TEXT, str, "a text in quotes")
    yield from _wrong(item, _MAPPINGS, dict, "a mapping of named parts")
    yield from _wrong(item, ("number",), int, "a whole number")
    yield from _lists(item, _TEXT_LISTS, str, "a text in quotes")
    yield from _lists(item, _ENTRY_LISTS, dict, "a mapping of named fields")
    for at, point in enumerate(entries(item, "key_points"), start=1):
        yield from (f"key_points[{at}].{problem}" for problem in _point(point))
    for name in ("model_answer", "levels"):
        value = item.get(name)
        if isinstance(value, dict):
            yield from (f"{name}.{problem}" for problem in _wrong(value, value, str, "a text in quotes"))


def _point(point: Item) -> Iterator[str]:
    yield from _wrong(point, ("name", "cue", "why", "quote"), str, "a text in quotes")
    yield from _wrong(point, ("must",), bool, "true or false")
    yield from _lists(point, ("cues", "details", "facts"), str, "a text in quotes")


def _wrong(item: Item, names: Iterable[str], expected: type, what: str) -> Iterator[str]:
    for name in names:
        if name in item and not isinstance(item[name], expected):
            yield f"{name}: {item[name]!r} is not {what}"


def _lists(item: Item, names: Iterable[str], expected: type, what: str) -> Iterator[str]:
    for name in names:
        value = item.get(name, [])
        if not isinstance(value, list):
            yield f"{name}: {value!r} is not a list"
        else:
            yield from (
                f"{name}[{at}]: {entry!r} is not {what}"
                for at, entry in enumerate(value)
                if not isinstance(entry, expected)
            )
