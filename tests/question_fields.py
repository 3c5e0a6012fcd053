"""A question in which every field is set, and what a front end must show of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

import msgspec
from msgspec import inspect

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.exchange.question_sections import question_sections

LEFT_OUT = {
    "Question.id": "a key for files, progress and scripts",
    "CopiedFrom.hash": "a checksum, to find changes of the shipped text",
    "KeyPoint.cues": "matched with the typed answer, not for reading",
    "KeyPoint.formerly": "earlier names, to find ticks in older answers",
}
"""The fields that no front end shows, with the reason. Every other field appears in each front end."""

SHOWN_AS = {
    "KeyPoint.must": "must",
    "Question.kind": "kind hybrid",
    "Question.level": "level staff",
    "Question.outcome": "outcome mixed",
}
"""What is shown of fields whose value is no text of their own."""

FIXED: dict[str, object] = {
    "Question.number": 4321,
    "Transfer.related": [8765],
    "TimeTarget.answer": "11:42",
    "TimeTarget.short": "0:57",
    "Question.review_by": "2031-05-17",
    "Question.kind": "hybrid",
    "Question.level": "staff",
    "Question.outcome": "mixed",
    "KeyPoint.quote": "question-model-answer",
    "FollowUp.point": "keypoint-name",
}
"""Values of fields that cannot be any text."""


def full_fields() -> dict[str, object]:
    """Return the fields of a question as plain values, each set to its own name where it is a text."""
    info = inspect.type_info(Question)
    assert isinstance(info, inspect.StructType)
    return _fields(info)


def full_question() -> Question:
    """Return the question, as it is loaded from a file of its topic."""
    return msgspec.convert(full_fields(), Question)


def full_bank() -> Bank:
    """Return a bank with only this question."""
    question = full_question()
    return Bank(topics=(Topic(id=question.topic),), questions=(question,))


def shown_texts() -> dict[str, list[str]]:
    """Return the texts that a front end must show, by field."""
    info = inspect.type_info(Question)
    assert isinstance(info, inspect.StructType)
    found: dict[str, list[str]] = {}
    for name, value in _leaves(info, full_fields()):
        found.setdefault(name, []).append(SHOWN_AS.get(name, str(value)))
    return {name: texts for name, texts in found.items() if name not in LEFT_OUT}


def section_titles() -> list[str]:
    """Return the titles of the question's sections in order."""
    return [section.title for section in question_sections(full_question(), full_bank())]


def missing_fields(output: str) -> list[str]:
    """Return the fields that an output does not show. Case, punctuation and line breaks are ignored."""
    words = _words(output)
    return [
        name
        for name, texts in shown_texts().items()
        if not all(f" {_words(text).strip()} " in words for text in texts)
    ]


def titles_in(output: str) -> list[str]:
    """Return the titles of sections that begin a line of an output, in their order."""
    titles = {title.casefold(): title for title in section_titles()}
    starts = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    found = re.finditer(rf"^(?:### )?({starts})(?= \(|:|  |$)", output.casefold(), re.MULTILINE)
    return [titles[match[1]] for match in found]


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.casefold()))} "


def _fields(info: inspect.StructType) -> dict[str, object]:
    return {field.name: _value(f"{info.cls.__name__}.{field.name}", field.type) for field in info.fields}


def _value(name: str, info: inspect.Type) -> object:
    if name in FIXED:
        return FIXED[name]
    match info:
        case inspect.Metadata(type=inner):
            return _value(name, inner)
        case inspect.StructType():
            return _fields(info)
        case inspect.VarTupleType(item_type=item):
            return [_value(name, item)]
        case inspect.DictType(key_type=key, value_type=value):
            return {_value(f"{name}-key", key): _value(name, value)}
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.BoolType():
            return True
        case inspect.UnionType(types=types):
            return _value(name, types[-1] if isinstance(types[0], inspect.StrType) else types[0])
        case _:
            return name.replace(".", "-").replace("_", "-").casefold()


def _leaves(info: inspect.StructType, fields: dict[str, object]) -> Iterator[tuple[str, object]]:
    for field in info.fields:
        yield from _inner(f"{info.cls.__name__}.{field.name}", field.type, fields[field.name])


def _inner(name: str, info: inspect.Type, value: object) -> Iterator[tuple[str, object]]:
    match info:
        case inspect.Metadata(type=inner):
            yield from _inner(name, inner, value)
        case inspect.StructType():
            yield from _leaves(info, cast("dict[str, object]", value))
        case inspect.UnionType(types=types):
            struct = next((each for each in types if isinstance(each, inspect.StructType)), None)
            yield from _inner(name, struct, value) if struct else _plain(name, value)
        case inspect.VarTupleType(item_type=item):
            for each in cast("list[object]", value):
                yield from _inner(name, item, each)
        case _:
            yield from _plain(name, value)


def _plain(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, text in value.items():
            yield from ((name, key), (name, text))
    else:
        yield name, value
