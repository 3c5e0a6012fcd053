"""Parse the bytes of a bank file into plain questions, each validated separately."""

from __future__ import annotations

import re
from pathlib import Path

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.slug import slugify
from tpm_tui.storage.bank.entries import (
    add_field,
    derive_ids,
    expand_text,
    is_only_prompt,
    list_mark_missing,
    replace_sample,
    text_read_as_mapping,
)
from tpm_tui.storage.bank.question_checks import check_question
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
        nodes = _entries(root, problems)
        if "topic" in root.entries:
            topic = _topic(root.entries["topic"], problems) or topic
        ids = derive_ids(nodes)
        for index, node in enumerate(nodes):
            question = _question(node, f"question {index + 1}", str(topic["id"]), ids.get(index), problems)
            if question is not None:
                questions.append(question)
                positions.append(node.position)
                if index in ids:
                    without_id.append(ids[index])
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


def _entries(root: Node, problems: ProblemList) -> list[Node]:
    """Return the entries of a bank file, or of a file that is only a list of questions."""
    if message := list_mark_missing(root):
        problems.error(next(iter(root.keys.values()), root.position), *message)
        return []
    if not isinstance(root.value, list):
        nodes = read_entry_list(root, "questions", ("topic",), problems)
    else:
        nodes = root.items
        if not nodes:
            problems.warn(root.position, "the file has no questions", "add a list item (`- ...`)")
    for node in nodes:
        expand_text(node)
    return nodes


def _topic(node: Node, problems: ProblemList) -> dict[str, Plain] | None:
    """Return the topic's fields if valid. Plain text is its title; a missing id is derived from the title."""
    if isinstance(node.value, str):
        title = Node(node.value, node.position)
        node.value, node.entries = {"title": title.value}, {"title": title}
    if isinstance(node.value, dict) and "id" not in node.keys and "title" in node.entries:
        add_field(node, "id", slugify(str(node.value["title"]), "topic"))
    is_valid = convert(node, Topic, problems, "topic") is not None
    return node.value if isinstance(node.value, dict) and is_valid and not node.broken else None


def _question(
    node: Node, name: str, topic: str, derived_id: str | None, problems: ProblemList
) -> dict[str, Plain] | None:
    """Return the question's fields if they are valid.

    Args:
        node: the entry.
        name: what to call it in messages.
        topic: id of the file's topic.
        derived_id: the id derived from its prompt, if it has none.
        problems: receives the problems.
    """
    values, characters = node.extent()
    if values > MAX_QUESTION_VALUES or characters > MAX_QUESTION_CHARACTERS:
        problems.error(node.position, f"{name} is too long to display", "split or shorten it")
        return None
    fields = node.value
    if not problems.full and (text := text_read_as_mapping(node)):
        problems.error(node.position, f"{name} has a colon and needs quotes", f'write "{text}"')
        return None
    if isinstance(fields, dict):
        _check_topic(node, fields, topic, problems)
        replace_sample(node, problems)
        if derived_id is not None:
            # Someone who writes only prompts cares for no ids; `bank check` says what a missing id means.
            if not is_only_prompt(node):
                problems.warn(node.position, f"{name} has no id", f"write id: {derived_id}")
            add_field(node, "id", derived_id)
    question = convert(node, Question, problems, name)
    if question is None or node.broken or not check_question(question, node, problems):
        return None
    return {**fields, "topic": topic} if isinstance(fields, dict) else None


def _check_topic(node: Node, fields: dict[str, Plain], topic: str, problems: ProblemList) -> None:
    """Remove a topic field, with a warning if it differs: a question belongs to its file's topic."""
    if "topic" in fields and fields.pop("topic") != topic:
        hint = f"it is listed under {topic}; move it to the other topic's file, or remove this line"
        problems.warn(node.keys["topic"], "a question cannot set its own topic", hint)
    node.entries.pop("topic", None)
