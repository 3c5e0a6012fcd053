"""Adding a question of one's own to a bank file: the four-line minimum, to be gone on with by hand."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slug
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.files.errors import os_errors_as_write_errors
from tpm_tui.storage.files.private import atomic_write, make_private_folder
from tpm_tui.storage.files.untrusted import ReadError, read_bytes


class QuestionError(Exception):
    """The question or the file it should go into is not usable; says what would do."""


class AddedQuestion(Struct, frozen=True):
    """Where the new question is."""

    id: str
    line: int


def add_question(
    path: Path, topic: str, prompt: str, points: Sequence[str], taken: Collection[str]
) -> AddedQuestion:
    """Append a question to a bank file, which is made if it is missing.

    Args:
        path: the bank file.
        topic: id of the topic of a new file.
        prompt: the question.
        points: names of the key points.
        taken: ids that are in use elsewhere.

    Raises:
        BadQuestion: nothing was asked, the file has a fault, or its questions are not its last part.
        WriteError: it cannot be written.
    """
    prompt, points = clean_line(prompt), [clean_line(point) for point in points]
    if not prompt or not all(points):
        raise QuestionError("a question needs a prompt and at least one key point")
    try:
        before = read_bytes(path)[0].decode("utf-8") if path.exists() else ""
    except ReadError as fault:
        raise QuestionError(f"mend this first: {fault}") from fault
    except UnicodeDecodeError as fault:
        raise QuestionError(f"mend this first: {path} is not UTF-8") from fault
    if before:
        loaded = load_bank([path], None)
        faults = [problem for problem in loaded.problems if not problem.warning]
        if faults:
            raise QuestionError(f"mend this first: {faults[0]}")
        taken = {*taken, *loaded.bank.by_id}
    else:
        before = f"version: 1\ntopic: {{id: {slug(topic, 'my-questions')}}}\nquestions:\n"
    id = _free(slug(prompt, "question"), taken)
    entry = [f"  - id: {id}", f"    prompt: {json.dumps(prompt, ensure_ascii=False)}", "    key_points:"]
    entry += [f"      - {{name: {json.dumps(point, ensure_ascii=False)}}}" for point in points]
    start = before if before.endswith("\n") else before + "\n"
    text = start + "\n".join(entry) + "\n"
    with os_errors_as_write_errors("The question was not written"):
        make_private_folder(path.parent)
        atomic_write(path, text.encode("utf-8"), durable=True)
        loaded = load_bank([path], None)
        if id not in loaded.bank.by_id:
            if path.exists():
                atomic_write(path, before.encode("utf-8"), durable=True)
            raise QuestionError(f"{path}: the questions are not the last part of this file; add it by hand")
    return AddedQuestion(id, loaded.places[id].line)


def _free(id: str, taken: Collection[str]) -> str:
    number = 2
    free = id
    while free in taken:
        free = f"{id[:56]}-{number}"
        number += 1
    return free
