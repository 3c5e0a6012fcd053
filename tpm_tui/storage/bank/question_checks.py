"""What the types of a question cannot check: unique names, dates, and texts that refer to another field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.yaml_files.messages import LONGEST_NAME, nearest_name
from tpm_tui.storage.yaml_files.tree import Node


def check_question(question: Question, node: Node, problems: ProblemList) -> bool:
    """Check a question; return whether it can be used. References that lead nowhere are only warnings."""
    before = problems.errors
    _check_names(question, node, problems)
    if question.review_by and not _is_date(question.review_by):
        field = node.entries["review_by"]
        problems.error(field.position, "review_by must be a date", 'write review_by: "2027-05-01"')
    _check_quotes(question, node, problems)
    _check_earlier_names(question, node, problems)
    _check_follow_ups(question, node, problems)
    return problems.errors == before


def _check_names(question: Question, node: Node, problems: ProblemList) -> None:
    seen: set[str] = set()
    for point, point_node in _points(question, node):
        name = _folded(point.name)
        if name in seen:
            message = f"duplicate key point name {_short(point.name)}"
            problems.error(point_node.entries["name"].position, message, "give each key point its own name")
        seen.add(name)


def _check_quotes(question: Question, node: Node, problems: ProblemList) -> None:
    parts = [clean_line(text) for _, text in question.answer_parts]
    for point, point_node in _points(question, node):
        quote = clean_line(point.quote)
        if quote and not any(quote in part for part in parts):
            message = f"the quote of {_short(point.name)} is not in the model answer"
            hint = "copy the sentence from the model answer, or remove the quote"
            problems.warn(point_node.entries["quote"].position, message, hint)


def _check_earlier_names(question: Question, node: Node, problems: ProblemList) -> None:
    """Warn about earlier names that another key point has: older ticks are of one point only."""
    owners = {point.name: point.name for point in question.key_points}
    for point, point_node in _points(question, node):
        for index, earlier in enumerate(point.formerly):
            owner = owners.setdefault(earlier, point.name)
            if owner != point.name:
                message = f"{_short(earlier)} is a name of the key point {_short(owner)}"
                place = point_node.entries["formerly"].items[index].position
                problems.warn(place, message, "keep the name in formerly of one key point only")


def _check_follow_ups(question: Question, node: Node, problems: ProblemList) -> None:
    names = [point.name for point in question.key_points]
    for index, follow_up in enumerate(question.follow_ups):
        if follow_up.point and follow_up.point not in names:
            near = nearest_name(follow_up.point, names)
            hint = f"did you mean {_short(near)}?" if near else "write the name of a key point, or remove it"
            place = node.entries["follow_ups"].items[index].entries["point"].position
            problems.warn(place, f"no key point is named {_short(follow_up.point)}", hint)


def _points(question: Question, node: Node) -> Iterator[tuple[KeyPoint, Node]]:
    """Yield each key point with its node."""
    nodes = node.entries["key_points"].items if "key_points" in node.entries else []
    return zip(question.key_points, nodes, strict=True)


def _folded(name: str) -> str:
    return clean_line(name).casefold()


def _short(text: str) -> str:
    return clean_line(text)[:LONGEST_NAME]


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
