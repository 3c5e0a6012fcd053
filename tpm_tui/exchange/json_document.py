"""JSON output for other programs: one indented document that ends with a newline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.text.file_names import escape_undecoded

JsonKeys = Mapping[type[Struct], Mapping[str, str]]
"""For each struct the keys that differ from the name of the field."""


def to_json_document(content: Mapping[str, object] | Sequence[object]) -> str:
    """Return the content as indented JSON. Days are ISO dates; times are ISO with their zone.

    Bytes of file names that are not UTF-8 are escaped, as in messages.
    """
    try:
        encoded = msgspec.json.encode(content)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_escaped(msgspec.to_builtins(content)))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def struct_to_json(
    struct: Struct, keys: JsonKeys, digits: Mapping[str, int], default: int
) -> dict[str, object]:
    """Return all fields of a struct, with the structs in it, as a JSON object.

    Args:
        struct: a struct of numbers, texts, days, structs, tuples of these, and counts by grade.
        keys: the keys of the JSON object.
        digits: decimal places by name of the field.
        default: decimal places of all other fields.
    """

    def convert(value: object, field: str) -> object:
        match value:
            case Struct():
                return struct_to_json(value, keys, digits, default)
            case tuple():
                return [convert(item, field) for item in value]
            case dict():
                return count_by_grade(value)
            case float():
                return round(value, digits.get(field, default))
        return value

    own = keys.get(type(struct), {})
    names = struct.__struct_fields__
    return {own.get(name, name): convert(getattr(struct, name), name) for name in names}


def count_by_grade(grades: Mapping[Grade, int]) -> dict[str, int]:
    """Return the counts of the four grades by the name of the grade, worst first."""
    return {grade.word: grades.get(grade, 0) for grade in Grade}


def _escaped(value: object) -> object:
    """Return plain data with the undecoded bytes of its texts escaped."""
    match value:
        case str():
            return escape_undecoded(value)
        case dict():
            return {_escaped(key): _escaped(item) for key, item in value.items()}
        case list() | tuple():
            return [_escaped(item) for item in value]
    return value
