"""A bank file's bytes become plain questions that are known to fit, each judged by itself."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import slug
from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.yaml_files.convert import convert
from tpm_tui.storage.yaml_files.file_header import read_entry_list
from tpm_tui.storage.yaml_files.tree import Node, Plain, Position, read_tree

MAX_QUESTION_VALUES = 2_000
MAX_QUESTION_CHARACTERS = 100_000
"""Ten times a rich question; the interface lays out all of it at once."""


def parse_bank(data: bytes, path: Path) -> dict[str, object]:
    """The parts of a `BankFile` as plain values, for a cache to keep; what does not fit is set aside."""
    findings = ProblemList(str(path))
    topic: dict[str, Plain] = {"id": topic_from_name(path)}
    questions: list[Plain] = []
    positions: list[Position] = []
    without_id: list[str] = []
    root = read_tree(data, findings)
    if root is not None:
        nodes = read_entry_list(root, "questions", ("topic",), findings)
        if "topic" in root.entries:
            topic = _topic(root.entries["topic"], findings) or topic
        for number, node in enumerate(nodes, start=1):
            named = "id" in node.keys
            question = _question(node, f"question {number}", str(topic["id"]), findings)
            if isinstance(question, dict) and not named:
                without_id.append(str(question["id"]))
            if question is not None:
                questions.append(question)
                positions.append(node.position)
    return {
        "topic": topic,
        "questions": questions,
        "positions": positions,
        "without_id": without_id,
        "problems": findings.problems(),
    }


def topic_from_name(path: Path) -> str:
    """A topic's id from the file's name: `03-technical-debt.yaml` holds technical-debt."""
    return slug(re.sub(r"^[0-9]+[-_. ]+", "", path.stem), "topic")


def _topic(node: Node, findings: ProblemList) -> dict[str, Plain] | None:
    """The topic's fields. A bare text is its title, and a title is enough for an id."""
    if isinstance(node.value, str):
        title = Node(node.value, node.position)
        node.value, node.entries = {"title": title.value}, {"title": title}
    if isinstance(node.value, dict) and "id" not in node.keys and "title" in node.entries:
        _add(node, "id", slug(str(node.value["title"]), "topic"))
    fits = convert(node, Topic, findings, "topic") is not None
    return node.value if isinstance(node.value, dict) and fits and not node.broken else None


def _question(node: Node, name: str, topic: str, findings: ProblemList) -> Plain | None:
    """The question's fields if all is well with it."""
    values, characters = node.extent()
    if values > MAX_QUESTION_VALUES or characters > MAX_QUESTION_CHARACTERS:
        findings.error(node.position, f"{name} is too long to be shown", "divide or shorten it")
        return None
    fields = node.value
    if isinstance(fields, dict):
        _own_topic(node, fields, topic, findings)
        prompt = fields.get("prompt")
        if "id" not in fields and isinstance(prompt, str):
            _add(node, "id", slug(prompt, "question"))
            findings.warn(node.position, f"{name} has no id", f"write id: {fields['id']}")
    question = convert(node, Question, findings, name)
    if question is None or node.broken or not _is_sound(question, node, findings):
        return None
    return {**fields, "topic": topic} if isinstance(fields, dict) else None


def _own_topic(node: Node, fields: dict[str, Plain], topic: str, findings: ProblemList) -> None:
    """A question belongs to its file's topic, whatever it says itself."""
    if "topic" in fields and fields.pop("topic") != topic:
        hint = f"it is shown under {topic}; move it to that topic's file, or remove the line"
        findings.warn(node.keys["topic"], "a question cannot name its topic", hint)
    node.entries.pop("topic", None)


def _add(node: Node, key: str, text: str) -> None:
    """Add a field as if it were written."""
    if isinstance(node.value, dict):
        node.value[key] = text
        node.entries[key] = Node(text, node.position)
        node.keys[key] = node.position


def _is_sound(question: Question, node: Node, findings: ProblemList) -> bool:
    """What types alone cannot check."""
    before = findings.errors
    seen: set[str] = set()
    for point, place in zip(question.key_points, node.entries["key_points"].items, strict=True):
        name = clean_line(point.name).casefold()
        if name in seen:
            message = f"two key points are called {clean_line(point.name)[:60]}"
            findings.error(place.entries["name"].position, message, "give each a name of its own")
        seen.add(name)
    if question.review_by and not _is_date(question.review_by):
        place = node.entries["review_by"]
        findings.error(place.position, "review_by must be a date", 'write review_by: "2027-05-01"')
    return findings.errors == before


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
