"""Parse the bytes of a bank file into plain questions, each validated separately."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.yaml_files.convert import convert
from tpm_tui.storage.yaml_files.file_header import read_entry_list
from tpm_tui.storage.yaml_files.tree import Node, Plain, Position, read_tree

MAX_QUESTION_VALUES = 2_000
MAX_QUESTION_CHARACTERS = 100_000
"""Limits of one question, ten times a detailed one; the interface renders a question as a whole."""


def parse_bank(data: bytes, path: Path) -> dict[str, object]:
    """Return the fields of a `BankFile` as plain values, for the cache; invalid questions are skipped."""
    problems = ProblemList(str(path))
    topic: dict[str, Plain] = {"id": topic_from_name(path)}
    questions: list[Plain] = []
    positions: list[Position] = []
    without_id: list[str] = []
    root = read_tree(data, problems)
    if root is not None:
        nodes = read_entry_list(root, "questions", ("topic",), problems)
        if "topic" in root.entries:
            topic = _topic(root.entries["topic"], problems) or topic
        for number, node in enumerate(nodes, start=1):
            has_id = "id" in node.keys
            question = _question(node, f"question {number}", str(topic["id"]), problems)
            if isinstance(question, dict) and not has_id:
                without_id.append(str(question["id"]))
            if question is not None:
                questions.append(question)
                positions.append(node.position)
    return {
        "topic": topic,
        "questions": questions,
        "positions": positions,
        "without_id": without_id,
        "problems": problems.sorted(),
    }


def topic_from_name(path: Path) -> str:
    """Return a topic id from the file name: `technical-debt` for `03-technical-debt.yaml`."""
    return slugify(re.sub(r"^[0-9]+[-_. ]+", "", path.stem), "topic")


def _topic(node: Node, problems: ProblemList) -> dict[str, Plain] | None:
    """Return the topic's fields if valid. Plain text is its title; a missing id is derived from the title."""
    if isinstance(node.value, str):
        title = Node(node.value, node.position)
        node.value, node.entries = {"title": title.value}, {"title": title}
    if isinstance(node.value, dict) and "id" not in node.keys and "title" in node.entries:
        _add_field(node, "id", slugify(str(node.value["title"]), "topic"))
    is_valid = convert(node, Topic, problems, "topic") is not None
    return node.value if isinstance(node.value, dict) and is_valid and not node.broken else None


def _question(node: Node, name: str, topic: str, problems: ProblemList) -> Plain | None:
    """Return the question's fields if they are valid."""
    values, characters = node.extent()
    if values > MAX_QUESTION_VALUES or characters > MAX_QUESTION_CHARACTERS:
        problems.error(node.position, f"{name} is too long to display", "split or shorten it")
        return None
    fields = node.value
    if isinstance(fields, dict):
        _check_topic(node, fields, topic, problems)
        prompt = fields.get("prompt")
        if "id" not in fields and isinstance(prompt, str):
            _add_field(node, "id", slugify(prompt, "question"))
            problems.warn(node.position, f"{name} has no id", f"write id: {fields['id']}")
    question = convert(node, Question, problems, name)
    if question is None or node.broken or not _has_valid_values(question, node, problems):
        return None
    return {**fields, "topic": topic} if isinstance(fields, dict) else None


def _check_topic(node: Node, fields: dict[str, Plain], topic: str, problems: ProblemList) -> None:
    """Remove a topic field, with a warning if it differs: a question belongs to its file's topic."""
    if "topic" in fields and fields.pop("topic") != topic:
        hint = f"it is listed under {topic}; move it to the other topic's file, or remove this line"
        problems.warn(node.keys["topic"], "a question cannot set its own topic", hint)
    node.entries.pop("topic", None)


def _add_field(node: Node, key: str, text: str) -> None:
    """Add a field as if it were in the file."""
    if isinstance(node.value, dict):
        node.value[key] = text
        node.entries[key] = Node(text, node.position)
        node.keys[key] = node.position


def _has_valid_values(question: Question, node: Node, problems: ProblemList) -> bool:
    """Check what the types alone cannot: unique key point names and a valid date."""
    before = problems.errors
    seen: set[str] = set()
    for point, point_node in zip(question.key_points, node.entries["key_points"].items, strict=True):
        name = clean_line(point.name).casefold()
        if name in seen:
            message = f"duplicate key point name {clean_line(point.name)[:60]}"
            problems.error(point_node.entries["name"].position, message, "give each key point its own name")
        seen.add(name)
    if question.review_by and not _is_date(question.review_by):
        field = node.entries["review_by"]
        problems.error(field.position, "review_by must be a date", 'write review_by: "2027-05-01"')
    return problems.errors == before


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
