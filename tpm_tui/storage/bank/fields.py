"""The fields of questions and topics as in a bank file, without defaults."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import Question

if TYPE_CHECKING:
    from tpm_tui.storage.yaml_files.emit import YamlValue


def question_fields(question: Question) -> dict[str, YamlValue]:
    """Return the fields of a question as in a bank file: without defaults, and without the topic."""
    return struct_fields(replace(question, topic=""))


def struct_fields(struct: Struct) -> dict[str, YamlValue]:
    """Return the fields of a struct that differ from their defaults."""
    return {
        encoded: _plain(value)
        for name, encoded, default in _field_defaults(type(struct))
        if (value := getattr(struct, name)) != default
    }


@functools.cache
def _field_defaults(type_: type[Struct]) -> tuple[tuple[str, str, object], ...]:
    """Return the name, the name in files and the default of each field; msgspec finds them slowly."""
    fields = msgspec.structs.fields(type_)
    return tuple((field.name, field.encode_name, _default(field)) for field in fields)


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default


def _plain(value: object) -> YamlValue:
    if isinstance(value, str):
        return value
    if isinstance(value, Struct):
        return struct_fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    plain: YamlValue = msgspec.to_builtins(value)
    return plain
