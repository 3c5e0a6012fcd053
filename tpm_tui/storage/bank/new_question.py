"""Add questions to a bank file; every other line of the file stays as it is."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from itertools import chain, count
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.bank.bank_files import SUFFIXES
from tpm_tui.storage.bank.fields import question_fields
from tpm_tui.storage.bank.file import BankFile
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.parser import parse_bank
from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.untrusted import ReadError, read_bytes
from tpm_tui.storage.yaml_files.edit import append_items, append_to_list, is_plain_list
from tpm_tui.storage.yaml_files.emit import YamlValue
from tpm_tui.storage.yaml_files.nodes import YamlEditError


class QuestionError(TpmError):
    """The question or its bank file is invalid; the message says how to fix it."""


class AddedQuestion(Struct, frozen=True):
    """The id and line of the new question."""

    id: str
    line: int


def add_question(
    path: Path, topic: str, prompt: str, points: Sequence[str], taken: Collection[str]
) -> AddedQuestion:
    """Add a question with a prompt, and key points if there are any.

    Args:
        path: the bank file, created if it is missing.
        topic: the topic id, for a new file.
        prompt: the question.
        points: names of the key points.
        taken: ids in use elsewhere.

    Raises:
        QuestionError: the prompt or a key point is empty or named twice, or the file has an error.
        WriteError: the file cannot be written.
    """
    prompt, points = clean_line(prompt), [clean_line(point) for point in points]
    if not prompt:
        raise QuestionError("the prompt is empty; write the question")
    _check_points(points)
    id = question_id(prompt, {*taken, *_ids_in(path)})
    key_points = tuple(KeyPoint(point) for point in points)
    (added,) = append_questions(path, topic, [Question(id, prompt, key_points)])
    return added


def check_new_file(path: Path, created: Path) -> None:
    """Check that questions can be added to a file: a folder may be missing because of a typing error.

    Args:
        path: the bank file, which may be missing.
        created: the folder that is created if it is missing.

    Raises:
        QuestionError: its name is not that of a bank file, or its folder is missing.
    """
    if path.suffix not in SUFFIXES:
        raise QuestionError(f"{path}: the name of a bank file must end with {' or '.join(SUFFIXES)}")
    if path.parent != created and not os.path.isdir(path.parent):
        raise QuestionError(f"{path.parent}: no such folder; create it first, or correct the path")


def _check_points(points: Sequence[str]) -> None:
    """Check the names of the key points, as a bank file requires them."""
    seen: set[str] = set()
    for point in points:
        if not point:
            raise QuestionError("a key point is empty; write its name, or leave it out")
        if point.casefold() in seen:
            raise QuestionError(f"the key point {point} is named twice; give each key point its own name")
        seen.add(point.casefold())


def question_id(prompt: str, taken: Collection[str]) -> str:
    """Return an unused id for a new question.

    Args:
        prompt: the question, from which the id is made.
        taken: ids in use.
    """
    id = slugify(prompt, "question")
    numbered = (f"{id[:56]}-{number}" for number in count(2))
    return next(unused for unused in chain([id], numbered) if unused not in taken)


def append_questions(path: Path, topic: str, questions: Sequence[Question]) -> list[AddedQuestion]:
    """Add questions at the end of a bank file; either all of them are written, or none.

    Args:
        path: the bank file, created if it is missing.
        topic: the topic id, for a new file.
        questions: the questions; their own topics are not used.

    Raises:
        QuestionError: the file has an error, or would not contain exactly these questions.
        WriteError: the file cannot be written.
    """
    if not questions:
        return []
    taken = set(_ids_in(path))
    for question in questions:
        if question.id in taken:
            raise QuestionError(
                f"the id {question.id} is already used in {path}; give this question another id"
            )
        taken.add(question.id)
    before = _read_text(path)
    if not before:
        before = f"version: 1\ntopic: {{id: {slugify(topic, 'my-questions')}}}\nquestions:\n"
    try:
        after = _append(before, list(map(question_fields, questions))).encode("utf-8")
    except YamlEditError as error:
        raise QuestionError(f"{path}: {error}") from error
    loaded = msgspec.convert(parse_bank(after, path), BankFile, strict=False)
    added = loaded.questions[-len(questions) :]
    if [replace(each, topic="") for each in added] != [replace(each, topic="") for each in questions]:
        raise QuestionError(f"{path}: this can only be added by hand")
    with os_errors_as_write_errors("Question not saved"):
        make_private_folder(path.parent)
        atomic_write(path, after, durable=True)
    lines = (line for line, _ in loaded.positions[-len(questions) :])
    return list(map(AddedQuestion, (each.id for each in added), lines))


def _append(text: str, entries: list[dict[str, YamlValue]]) -> str:
    """Return the text of a bank file with more questions; it may be only a list of questions."""
    if is_plain_list(text):
        return append_to_list(text, entries)
    return append_items(text, "questions", entries)


def _ids_in(path: Path) -> Collection[str]:
    """Return the ids of the questions in a file; none if it does not exist.

    Raises:
        QuestionError: the file has an error.
    """
    if not os.path.exists(path):
        return ()
    loaded = load_bank([path], None)
    errors = [problem for problem in loaded.problems if problem.is_error]
    if errors:
        raise QuestionError(f"fix this first: {errors[0]}")
    return loaded.bank.by_id


def _read_text(path: Path) -> str:
    try:
        return read_bytes(path)[0].decode("utf-8") if os.path.exists(path) else ""
    except ReadError as error:
        raise QuestionError(f"fix this first: {error}") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"fix this first: {path} is not UTF-8") from error
