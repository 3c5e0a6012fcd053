"""Messages for invalid values: what is wrong, and how to fix it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import inspect

from tpm_tui.core.bank.question import OTHER_OUTCOMES, ClockTime, Id
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.yaml_files.tree import Plain

LONGEST_NAME = 60
"""Longer names are truncated in messages and not compared with known ones."""

OTHER_NAMES = {"question": "prompt", "text": "prompt", "answer": "model_answer"}
"""Fields by a name that other programs and authors use for them, which is not similar."""

MessageAndHint = tuple[str, str]
"""A message and a hint on how to fix it."""


def unknown_field_message(name: str, known: Collection[str]) -> MessageAndHint:
    """Return the message for a field that does not exist."""
    shown = clean_line(name)[:LONGEST_NAME]
    if space := next((character for character in name if character != " " and is_blank(character)), ""):
        return (
            f"the name of {shown.strip() or 'a field'} contains {unicodedata.name(space, 'a space')} "
            f"(U+{ord(space):04X})",
            "replace it by plain spaces",
        )
    if name == "facts" and "key_points" in known:
        return f"unknown field {shown}", "write facts: in an item of key_points, or in netflix_lens"
    near = nearest_name(name, known)
    hint = f"did you mean {near}?" if near else f"use one of: {', '.join(sorted(known))}"
    return f"unknown field {shown}", hint


def is_blank(character: str) -> bool:
    """Return whether a character looks like a space or like nothing, as in text copied from a web page."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def nearest_name(name: str, known: Collection[str]) -> str:
    """Return the known name most similar to the given one, or ""."""
    if len(name) > LONGEST_NAME:
        return ""
    name = name.lower().replace("-", "_")
    word = name.removesuffix("s")
    if (other := OTHER_NAMES.get(word, "")) in known:
        return other
    in_words = [each for each in known if word in (part.removesuffix("s") for part in each.split("_"))]
    if len(in_words) == 1:
        return in_words[0]
    matches = get_close_matches(name, known, n=1, cutoff=0.6)
    return matches[0] if matches else ""


def missing_field_message(name: str, type_: Any) -> MessageAndHint:
    """Return the message for a required field that is missing or has no value."""
    return f"{name} is missing", f"add {_example(name, _expected(type_))}"


def type_error_message(
    value: Plain, type_: Any, intended: Any, name: str, error: msgspec.ValidationError
) -> MessageAndHint:
    """Return the message for a value of the wrong type.

    Args:
        value: the value as written.
        type_: the expected type.
        intended: the member of a union that the value should have been.
        name: the name of the field or item.
        error: the error that msgspec raised.
    """
    expected = _expected(type_)
    if isinstance(expected, inspect.UnionType):
        expected = _expected(intended)
    short = clean_line(value)[:LONGEST_NAME] if isinstance(value, str) else ""
    write = f"write {_example(name, expected)}"
    match expected:
        case inspect.StrType() if isinstance(value, str):
            return _text_message(value, expected, name, _documentation(type_))
        case inspect.StrType():
            return f"{name} must be text", f'write {_label(name)} "..."'
        case inspect.IntType() | inspect.FloatType():
            return f"{name} must be {_number_kind(expected)}", write
        case inspect.BoolType():
            is_yes = short.lower() in ("yes", "y", "on")
            return f"{name} must be true or false", f"write {_label(name)} {'true' if is_yes else 'false'}"
        case inspect.LiteralType() | inspect.EnumType():
            choices = _choices(expected)
            other = OTHER_OUTCOMES.get(short.lower(), "")
            near = other if other in choices else nearest_name(short, choices)
            hint = f"did you mean {near}?" if near else f"write {_label(name)} {_either(choices)}"
            return f"{name} must be {_one_of(choices)}", hint
        case inspect.StructType() | inspect.DictType() if isinstance(value, dict):
            return f"{name}: {_msgspec_message(error)}", ""
        case inspect.StructType(fields=fields):
            hint = f"write its fields one per line: {', '.join(field.encode_name for field in fields)}"
            if isinstance(value, str) and fields:
                hint = f"write {fields[0].encode_name}: {short}"
            return f"{name} must be a mapping", hint
        case inspect.DictType():
            return f"{name} must be a mapping", write
        case inspect.VarTupleType() | inspect.ListType() | inspect.SetType() | inspect.FrozenSetType():
            if isinstance(value, list):
                return _count_message(len(value), expected, name)
            return f"{name} must be a list", f"add list items (`- ...`) below {name}:"
        case inspect.UnionType():
            return f"{name} must be {' or '.join(_kind(member) for member in expected.types)}", write
        case inspect.DateType():
            return f"{name} must be a date", f"write {_label(name)} 2026-12-03"
        case inspect.DateTimeType():
            hint = f'write {_label(name)} "2026-12-03T09:00:00+01:00", or remove the line'
            return f"{name} must be a time with its zone", hint
    return f"{name}: {_msgspec_message(error)}", ""


def bad_key_message(name: str, type_: Any, error: msgspec.ValidationError) -> MessageAndHint:
    """Return the message for an invalid key of a mapping whose keys are not field names."""
    expected = _expected(type_)
    if isinstance(expected, inspect.LiteralType | inspect.EnumType):
        return unknown_field_message(name, _choices(expected))
    return f"invalid key in this mapping: {_msgspec_message(error)}", ""


def _text_message(
    value: str, expected: inspect.StrType, name: str, documentation: MessageAndHint
) -> MessageAndHint:
    if not value:
        return f"{name} is empty", f"write {_label(name)} ... or remove the line"
    if expected.max_length is not None and len(value) > expected.max_length:
        return f"{name} has {len(value)} characters; the limit is {expected.max_length}", "shorten it"
    if expected.pattern == _pattern(Id):
        message = f"{name} must be lower-case letters and digits joined by hyphens"
        return message, f"write {_label(name)} {slugify(value, name)}"
    if expected.pattern == _pattern(ClockTime):
        return f"{name} must be minutes and seconds", f'write {_label(name)} "2:30"'
    description, example = documentation
    hint = f'write {_label(name)} "{example}"' if example else f"write {_label(name)} ..."
    return f"{name} must be {description or 'in another format'}", hint


def _count_message(count: int, expected: Any, name: str) -> MessageAndHint:
    if expected.max_length is not None and count > expected.max_length:
        return f"{name} has {count} items; the limit is {expected.max_length}", "remove some"
    items = "1 item" if count == 1 else f"{count} items"
    return f"{name} has {items}; at least {expected.min_length} required", "add a list item (`- ...`)"


def _number_kind(expected: inspect.IntType | inspect.FloatType) -> str:
    kind = "a whole number" if isinstance(expected, inspect.IntType) else "a number"
    low, high = expected.ge, expected.le
    if low is not None and high is not None:
        return f"{kind} from {low} to {high}"
    if low is not None:
        return f"{kind} from {low} up"
    return f"{kind} up to {high}" if high is not None else kind


def _kind(info: inspect.Type) -> str:
    match _core(info):
        case inspect.StrType():
            return "text"
        case inspect.StructType() | inspect.DictType():
            return "a mapping"
        case inspect.VarTupleType() | inspect.ListType():
            return "a list"
        case inspect.IntType() | inspect.FloatType():
            return "a number"
    return "none"


def _label(name: str) -> str:
    """Return what precedes the value in the file: a field name, or a dash for a list item."""
    return "-" if name.startswith("item ") else f"{name}:"


def _example(name: str, expected: inspect.Type) -> str:
    """Return an example of a valid line."""
    label = _label(name)
    match expected:
        case inspect.IntType(ge=low, le=high):
            in_range = (low is None or low <= 7) and (high is None or high >= 7)
            return f"{label} {7 if in_range else low if low is not None else high}"
        case inspect.FloatType():
            return f"{label} 1.5"
        case inspect.BoolType():
            return f"{label} true"
        case inspect.LiteralType() | inspect.EnumType():
            return f"{label} {_choices(expected)[0]}"
        case inspect.VarTupleType(item_type=item) | inspect.ListType(item_type=item):
            match _core(item):
                case inspect.StructType(fields=(first, *_)):
                    return f"{label} and below it - {first.encode_name}: ..."
            return f"{label} and below it - ..."
        case inspect.StructType(fields=(first, *_)):
            return f"{label} and below it {first.encode_name}: ..."
    return f"{label} ..."


def _one_of(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"


def _either(choices: list[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def _choices(expected: inspect.LiteralType | inspect.EnumType) -> list[str]:
    if isinstance(expected, inspect.LiteralType):
        return [str(value) for value in expected.values]
    return [str(member.value) for member in expected.cls]


def _expected(type_: Any) -> inspect.Type:
    """Return msgspec's description of the type, without None and annotations."""
    return _core(inspect.type_info(type_))


def _documentation(type_: Any) -> MessageAndHint:
    """Return description and first example of a `Meta(description=..., examples=[...])` annotation."""
    info = inspect.type_info(type_)
    members = info.types if isinstance(info, inspect.UnionType) else (info,)
    for member in members:
        if isinstance(member, inspect.Metadata) and member.extra_json_schema:
            examples = member.extra_json_schema.get("examples") or [""]
            return str(member.extra_json_schema.get("description", "")), str(examples[0])
    return "", ""


def _core(info: inspect.Type) -> inspect.Type:
    while isinstance(info, inspect.Metadata):
        info = info.type
    if isinstance(info, inspect.UnionType):
        others = [member for member in info.types if not isinstance(member, inspect.NoneType)]
        return _core(others[0]) if len(others) == 1 else info
    return info


def _pattern(type_: Any) -> str | None:
    info = _expected(type_)
    return info.pattern if isinstance(info, inspect.StrType) else None


def _msgspec_message(error: msgspec.ValidationError) -> str:
    """Return msgspec's own message without path and backticks."""
    return clean_line(str(error)).partition(" - at ")[0].replace("`", "")
