"""A tree of text becomes typed values, and every fault in it gets a problem of its own.

msgspec stops at the first fault. So a value that does not fit is taken apart along its type: a struct by
its fields, a list by its items, until the parts that are wrong stand alone with their places.
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

T = TypeVar("T")

SEQUENCES = (tuple, list, set, frozenset)

Annotation = Any
"""A type as written in an annotation; Python has no closer name for what may stand there."""


def convert(node: Node, type_: type[T], findings: ProblemList, name: str = "the file") -> T | None:
    """The node as a value of the type; None, with every fault among the findings, where it does not fit.

    Text becomes numbers, truth values and dates where the type asks for them. `name` is what to call the
    node in a message.
    """
    value = _fit(node, type_)
    if isinstance(value, msgspec.ValidationError):
        _explain(node, type_, name, value, findings)
        return None
    fitting: T = value
    return fitting


def _fit(node: Node, type_: Annotation) -> Any:
    """The converted value, or the error."""
    try:
        return msgspec.convert(node.value, type_, strict=False)
    except msgspec.ValidationError as error:
        return error


def _explain(
    node: Node, type_: Annotation, name: str, error: msgspec.ValidationError, findings: ProblemList
) -> None:
    """Find the parts that are wrong; where each part is right by itself, the whole is.

    What the reading refused has its problem already.
    """
    if findings.full:
        return
    inner = _meant(_bare(type_), node)
    before = findings.errors
    if isinstance(node.value, dict) and _is_struct(inner):
        _explain_fields(node, inner, findings)
    elif isinstance(node.value, dict) and _origin(inner) is dict:
        _explain_entries(node, inner, findings)
    elif isinstance(node.value, list) and _origin(inner) in SEQUENCES:
        for number, item in enumerate(node.items, start=1):
            _check(item, get_args(inner)[0], f"item {number} of {name}", findings)
    if findings.errors == before and not node.broken:
        findings.error(node.position, *type_error_message(node.value, type_, inner, name, error))


def _explain_fields(node: Node, struct: type[msgspec.Struct], findings: ProblemList) -> None:
    fields = {field.encode_name: field for field in msgspec.structs.fields(struct)}
    if struct.__struct_config__.forbid_unknown_fields:
        unknown = (key for key in node.keys if key not in fields)
        for key in islice(unknown, MAX_PROBLEMS):  # comparing names is slow, and the file may be hostile
            findings.error(node.keys[key], *unknown_field_message(key, fields))
    for key, field in fields.items():
        if key in node.entries:
            _check(node.entries[key], field.type, key, findings)
        elif field.required:
            findings.error(node.keys.get(key, node.position), *missing_field_message(key, field.type))


def _explain_entries(node: Node, type_: Annotation, findings: ProblemList) -> None:
    key_type, value_type = get_args(type_)
    for key, entry in node.entries.items():
        shown = clean_line(key)[:60]
        fault = _fit(Node(key, node.keys[key]), key_type)
        if isinstance(fault, msgspec.ValidationError):
            findings.error(node.keys[key], *bad_key_message(key, key_type, fault))
        _check(entry, value_type, shown, findings)


def _check(node: Node, type_: Annotation, name: str, findings: ProblemList) -> None:
    error = _fit(node, type_)
    if isinstance(error, msgspec.ValidationError):
        _explain(node, type_, name, error, findings)


def _origin(type_: Annotation) -> Annotation:
    return get_origin(type_)


def _bare(type_: Annotation) -> Annotation:
    """The type without its constraints."""
    while _origin(type_) is Annotated:
        type_ = get_args(type_)[0]
    return type_


def _meant(type_: Annotation, node: Node) -> Annotation:
    """Of `A | B` the member that the author must have meant, by the shape of what is written."""
    if _origin(type_) not in (Union, UnionType):
        return type_
    members = [_bare(member) for member in get_args(type_) if member is not type(None)]
    fitting = [member for member in members if _same_shape(member, node)]
    return fitting[0] if len(fitting) == 1 else members[0] if len(members) == 1 else type_


def _same_shape(type_: Annotation, node: Node) -> bool:
    if isinstance(node.value, dict):
        return _origin(type_) is dict or _is_struct(type_)
    if isinstance(node.value, list):
        return _origin(type_) in SEQUENCES
    return not _is_struct(type_) and _origin(type_) not in (dict, *SEQUENCES)


def _is_struct(type_: Annotation) -> bool:
    return isinstance(type_, type) and issubclass(type_, msgspec.Struct)
