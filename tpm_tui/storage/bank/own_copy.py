"""Own copies of questions: files in the learner's bank that are used instead of the shipped questions.

A copy has the id of its question, so that the progress stays, and a checksum of the question as it was when
it was copied.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import CopiedFrom, Question
from tpm_tui.storage.bank.fields import question_fields
from tpm_tui.storage.bank.file import BankFile, load_bank_file
from tpm_tui.storage.bank.loader import LoadedBank
from tpm_tui.storage.bank.parser import parse_bank
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import WriteError, os_errors_as_write_errors
from tpm_tui.storage.files.problem import Problem, problem_at
from tpm_tui.storage.yaml_files.emit import YamlValue, block_lines, flow_text

COPIES_FOLDER = "copies"
"""The folder of own copies in the learner's bank."""

HASH_DIGITS = 16
"""Hexadecimal digits of a checksum. It finds changes; it is no protection."""

_HEADER = """\
# Your own copy of a question that comes with tpm-tui. It is used instead of the shipped one.
# Change what you like, except for the id: your progress is stored under it.
# To use the shipped question again, delete this file.
# `copied_from` is a checksum of the shipped text: `tpm-tui bank check` reports when that changes.
version: 1
topic: {topic}
questions:
"""


class OwnCopy(Struct, frozen=True):
    """A file with an own copy, and the line of its question."""

    file: Path
    line: int
    created: bytes = b""
    """What was written, if the file is new."""


def question_hash(question: Question) -> str:
    """Return a checksum of the fields of a question; the layout of its file does not count."""
    fields = question_fields(replace(question, copied_from=None))
    return sha256(msgspec.json.encode(fields)).hexdigest()[:HASH_DIGITS]


def find_own_copy(bank: Path, question: str) -> OwnCopy | None:
    """Return the file with the own copy of a question, also if it has an error; None if there is none.

    Args:
        bank: the folder of the learner's questions.
        question: id of the question.
    """
    for file in _names(bank, question):
        if not os.path.lexists(file):
            return None
        loaded = load_bank_file(file, None)
        if isinstance(loaded, Problem):
            return OwnCopy(file, loaded.line or 1)
        for each, (line, _) in zip(loaded.questions, loaded.positions, strict=True):
            if each.id == question:
                return OwnCopy(file, line)
        errors = [problem.line for problem in loaded.problems if problem.is_error]
        if errors:
            return OwnCopy(file, errors[0] or 1)
    return None


def create_own_copy(bank: Path, question: Question, topic: Topic) -> OwnCopy:
    """Write the own copy of a question to a new file of the learner's bank.

    Args:
        bank: the folder of the learner's questions.
        question: the question.
        topic: its topic.

    Raises:
        WriteError: the file was not written.
    """
    copy = replace(question, copied_from=CopiedFrom(question_hash(question)))
    with os_errors_as_write_errors("The copy was not saved"):
        private.make_private_folder(bank / COPIES_FOLDER)
        for file in _names(bank, question.id):
            data, line = _copy_text(copy, topic, file)
            if private.create_file(file, data):
                return OwnCopy(file, line, data)
    raise AssertionError("there is always a free name")


def remove_unchanged_copy(copy: OwnCopy) -> bool:
    """Remove a new copy that is as it was created; return whether it was removed."""
    try:
        unchanged = bool(copy.created) and private.read_file(copy.file) == copy.created
    except OSError:
        return False
    if unchanged:
        private.remove(copy.file)
        for folder in copy.file.parents[:2]:  # an empty bank folder would be reported as a problem
            with suppress(OSError):
                folder.rmdir()
    return unchanged and not os.path.lexists(copy.file)


def has_changed(original: Question, copy: Question) -> bool:
    """Return whether a question is another one now than when it was copied."""
    return copy.copied_from is not None and question_hash(original) != copy.copied_from.hash


def changed_originals(loaded: LoadedBank, shipped: Iterable[Question] = ()) -> Iterator[Problem]:
    """Yield a warning for each own copy whose original has changed, and a note if the original is gone.

    Args:
        loaded: the bank with the copies.
        shipped: the shipped questions, for copies whose originals are not in the bank.
    """
    known = {question.id: question for question in shipped}
    for question in loaded.bank.questions:
        if question.copied_from is None:
            continue
        place = loaded.places[question.id]
        position = place.line, place.column
        found = loaded.originals.get(question.id)
        original = found.question if found else known.get(question.id)
        if original is None:
            message = f"{question.id} is a copy of a question that is no longer in the bank"
            yield problem_at(place.file, position, message, "remove copied_from to keep it", "note")
        elif has_changed(original, question):
            at = f" at {found.place}" if found else ""
            message = f"the original of {question.id}{at} has changed since it was copied"
            hint = f"take over what you need, then write copied_from: {{hash: {question_hash(original)}}}"
            yield problem_at(place.file, position, message, hint, "warning")


def _copy_text(copy: Question, topic: Topic, file: Path) -> tuple[bytes, int]:
    """Return the bytes of a copy's file, and the line of its question.

    Raises:
        WriteError: the file would not have exactly this question.
    """
    fields = question_fields(copy)
    names = ("id", "copied_from", "number", "title", "prompt")
    ordered = {name: fields[name] for name in names if name in fields} | fields
    heading: dict[str, YamlValue] = {"id": topic.id}
    if topic.title:
        heading["title"] = topic.title
    header = _HEADER.replace("{topic}", flow_text(heading))
    for wrap_prose in (True, False):
        rows = block_lines([ordered], 2, wrap_prose=wrap_prose)
        data = (header + "\n".join(rows) + "\n").encode()
        loaded = msgspec.convert(parse_bank(data, file), BankFile, strict=False)
        if loaded.questions == (replace(copy, topic=topic.id),):
            return data, loaded.positions[0][0]
    raise WriteError(f"The copy was not saved: {copy.id} cannot be written as YAML")


def _names(bank: Path, question: str) -> Iterator[Path]:
    """Yield the names for the copy of a question: a file may have been changed to another question."""
    folder = bank / COPIES_FOLDER
    yield folder / f"{question}.yaml"
    for number in count(2):
        yield folder / f"{question}-{number}.yaml"
