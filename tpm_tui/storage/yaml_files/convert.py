"""Convert a tree of text to typed values, with a problem for every error in it.

msgspec stops at the first error. So an invalid value is checked part by part along its type, a struct by its
fields and a list by its items, until each invalid part is found with its position.
"""

from __future__ import annotations

from itertools import islice
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.files.problem import MAX_PROBLEMS, ProblemList
from tpm_tui.storage.yaml_files.messages import (
    bad_key_message,
    missing_field_message,
    type_error_message,
    unknown_field_message,
)
from tpm_tui.storage.yaml_files.tree import Node

_T = TypeVar("_T")

SEQUENCES = (tuple, list, set, frozenset)

Annotation = Any
"""A type as written in an annotation; Python has no more precise type for it."""


def convert(node: Node, type_: type[_T], problems: ProblemList, name: str = "the file") -> _T | None:
    """Return the node as a value of the type; None if it is invalid, with every error in `problems`.

    Text is converted to numbers, booleans and dates as the type requires.

    Args:
        node: the node to convert.
        type_: the type to convert to.
        problems: receives the problems.
        name: what to call the node in messages.
    """
    value = _try_convert(node, type_)
    if isinstance(value, msgspec.ValidationError):
        _report_errors(node, type_, name, value, problems)
        return None
    converted: _T = value
    return converted


def is_convertible(node: Node, type_: Annotation) -> bool:
    """Return whether the node is a value of the type; looks for no cause."""
    return not isinstance(_try_convert(node, type_), msgspec.ValidationError)


def _try_convert(node: Node, type_: Annotation) -> Any:
    """Return the converted value, or the error."""
    try:
        return msgspec.convert(node.value, type_, strict=False)
    except msgspec.ValidationError as error:
        return error


def _report_errors(
    node: Node, type_: Annotation, name: str, error: msgspec.ValidationError, problems: ProblemList
) -> None:
    """Report the invalid parts of a node; if every part is valid by itself, report the node as a whole.

    A node that was rejected while reading already has its problem.
    """
    if problems.full:
        return
    inner = _intended_type(_without_constraints(type_), node)
    before = problems.errors
    if isinstance(node.value, dict) and _is_struct(inner):
        _report_field_errors(node, inner, problems)
    elif isinstance(node.value, dict) and _origin(inner) is dict:
        _report_entry_errors(node, inner, problems)
    elif isinstance(node.value, list) and _origin(inner) in SEQUENCES:
        for number, item in enumerate(node.items, start=1):
            _check(item, get_args(inner)[0], f"item {number} of {name}", problems)
    if problems.errors == before and not node.broken:
        problems.error(node.position, *type_error_message(node.value, type_, inner, name, error))


def _report_field_errors(node: Node, struct: type[msgspec.Struct], problems: ProblemList) -> None:
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    if struct.__struct_config__.forbid_unknown_fields:
        unknown = (key for key in node.keys if key not in fields)
        for key in islice(unknown, MAX_PROBLEMS):  # comparing names is slow, and the file is untrusted
            problems.error(node.keys[key], *unknown_field_message(node.spelled.get(key, key), fields))
    for key, field in fields.items():
        if key in node.entries:
            _check(node.entries[key], field.type, key, problems)
        elif field.required:
            problems.error(node.keys.get(key, node.position), *missing_field_message(key, field.type))


def _report_entry_errors(node: Node, type_: Annotation, problems: ProblemList) -> None:
    key_type, value_type = get_args(type_)
    for key, entry in node.entries.items():
        shown = clean_line(key)[:60]
        error = _try_convert(Node(key, node.keys[key]), key_type)
        if isinstance(error, msgspec.ValidationError):
            problems.error(node.keys[key], *bad_key_message(key, key_type, error))
        _check(entry, value_type, shown, problems)


def _check(node: Node, type_: Annotation, name: str, problems: ProblemList) -> None:
    error = _try_convert(node, type_)
    if isinstance(error, msgspec.ValidationError):
        _report_errors(node, type_, name, error, problems)


def _origin(type_: Annotation) -> Annotation:
    return get_origin(type_)


def _without_constraints(type_: Annotation) -> Annotation:
    """Return the type without its `Annotated` constraints."""
    while _origin(type_) is Annotated:
        type_ = get_args(type_)[0]
    return type_


def _intended_type(type_: Annotation, node: Node) -> Annotation:
    """Return the member of `A | B` that the author must have meant, from the shape of the value."""
    if _origin(type_) not in (Union, UnionType):
        return type_
    members = [_without_constraints(member) for member in get_args(type_) if member is not type(None)]
    matching = [member for member in members if _same_shape(member, node)]
    return matching[0] if len(matching) == 1 else members[0] if len(members) == 1 else type_


def _same_shape(type_: Annotation, node: Node) -> bool:
    if isinstance(node.value, dict):
        return _origin(type_) is dict or _is_struct(type_)
    if isinstance(node.value, list):
        return _origin(type_) in SEQUENCES
    return not _is_struct(type_) and _origin(type_) not in (dict, *SEQUENCES)


def _is_struct(type_: Annotation) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)
