"""A question with all its fields, as text for a terminal."""

from __future__ import annotations

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.sanitize import clean
from tpm_tui.exchange.text_table import wrap


def question_text(question: Question, topic: Topic, width: int) -> str:
    """Return all fields of a question, in the order of the reveal."""
    number = f"{question.number}. " if question.number is not None else ""
    lines = [
        f"{number}{topic.label}, {question.kind}, {question.level}, target {question.time_target.answer}",
        "",
    ]
    lines += _wrapped(question.prompt, width)
    lines += _section("Other wordings", [f"- {text}" for text in question.variants], width)
    lines += _section("Why it is asked", [question.probes], width)
    points = [
        f"- {point.name}{' (must)' if point.must else ''}{': ' + point.cue if point.cue else ''}"
        for point in question.key_points
    ]
    lines += _section("Key points", points, width)
    for part, text in question.answer_parts:
        lines += _section(f"Model answer, a sample{': ' + part if part else ''}", [text], width)
    lines += _section("Short form", [question.short_answer], width)
    lines += _section("Weak signs", [f"- {sign}" for sign in question.weak_signs], width)
    follow_ups = [
        f"- {each.ask}{' (' + each.good + ')' if each.good else ''}" for each in question.follow_ups
    ]
    lines += _section("Possible follow-ups", follow_ups, width)
    lines += _section("Figures to have ready", [question.numbers], width)
    return "\n".join(lines)


def _section(title: str, paragraphs: list[str], width: int) -> list[str]:
    texts = [text for text in paragraphs if text]
    if not texts:
        return []
    return ["", title, *(line for text in texts for line in _wrapped(text, width))]


def _wrapped(text: str, width: int) -> list[str]:
    indent = "  " if text.startswith("- ") else ""
    lines: list[str] = []
    for part in clean(text).strip().split("\n"):
        first, *rest = wrap(part, width - len(indent)) or [""]
        lines += [first, *(indent + line for line in rest)]
    return lines
