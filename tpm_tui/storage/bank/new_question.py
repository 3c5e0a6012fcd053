"""Add a question to a bank file: the minimum of four lines, to be completed by hand."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.untrusted import ReadError, read_bytes


class QuestionError(Exception):
    """The question or its bank file is invalid; the message says how to fix it."""


class AddedQuestion(Struct, frozen=True):
    """The id and line of the new question."""

    id: str
    line: int


def add_question(
    path: Path, topic: str, prompt: str, points: Sequence[str], taken: Collection[str]
) -> AddedQuestion:
    """Append a question to a bank file, which is created if it is missing.

    Args:
        path: the bank file.
        topic: the topic id, for a new file.
        prompt: the question.
        points: names of the key points.
        taken: ids in use elsewhere.

    Raises:
        QuestionError: the prompt is empty, the file has an error, or `questions` is not its last section.
        WriteError: the file cannot be written.
    """
    prompt, points = clean_line(prompt), [clean_line(point) for point in points]
    if not prompt or not all(points):
        raise QuestionError("a question needs a prompt and at least one key point")
    try:
        before = read_bytes(path)[0].decode("utf-8") if path.exists() else ""
    except ReadError as error:
        raise QuestionError(f"fix this first: {error}") from error
    except UnicodeDecodeError as error:
        raise QuestionError(f"fix this first: {path} is not UTF-8") from error
    if before:
        loaded = load_bank([path], None)
        errors = [problem for problem in loaded.problems if not problem.warning]
        if errors:
            raise QuestionError(f"fix this first: {errors[0]}")
        taken = {*taken, *loaded.bank.by_id}
    else:
        before = f"version: 1\ntopic: {{id: {slugify(topic, 'my-questions')}}}\nquestions:\n"
    id = _unused_id(slugify(prompt, "question"), taken)
    entry = [f"  - id: {id}", f"    prompt: {json.dumps(prompt, ensure_ascii=False)}", "    key_points:"]
    entry += [f"      - {{name: {json.dumps(point, ensure_ascii=False)}}}" for point in points]
    start = before if before.endswith("\n") else before + "\n"
    text = start + "\n".join(entry) + "\n"
    with os_errors_as_write_errors("Question not saved"):
        make_private_folder(path.parent)
        atomic_write(path, text.encode("utf-8"), durable=True)
        loaded = load_bank([path], None)
        if id not in loaded.bank.by_id:
            if path.exists():
                atomic_write(path, before.encode("utf-8"), durable=True)
            raise QuestionError(
                f"{path}: questions is not the last section of this file; add the question by hand"
            )
    return AddedQuestion(id, loaded.places[id].line)


def _unused_id(id: str, taken: Collection[str]) -> str:
    number = 2
    unused = id
    while unused in taken:
        unused = f"{id[:56]}-{number}"
        number += 1
    return unused
