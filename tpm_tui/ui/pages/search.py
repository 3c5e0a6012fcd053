"""The results of a search: each with its title and the text that matched; and the filters that exist."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from tpm_tui.core.bank.question import Question
from tpm_tui.core.search.excerpt import Excerpt
from tpm_tui.core.search.search import Match, SearchResult
from tpm_tui.core.search.texts import Place, SearchText
from tpm_tui.core.session.filter import EXAMPLES, VALUES
from tpm_tui.exchange.phrases import day_and_month
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join, line

FOUND_STYLE = "bold $foreground underline"
"""A word of the search in a title or an excerpt."""

NUMBER_WIDTH = 5
"""Columns of a question's number and the space after it."""

PLACE_NAMES = {
    Place.NUMBER: "number",
    Place.TITLE: "title",
    Place.ID: "id",
    Place.PROMPT: "prompt",
    Place.VARIANT: "other wording",
    Place.POINT: "key point",
    Place.CUE: "cue",
    Place.TOPIC: "topic",
    Place.TAG: "tag",
    Place.SHORT: "short answer",
    Place.MODEL: "model answer",
    Place.METHOD: "method",
    Place.WHITEBOARD: "whiteboard",
    Place.FOLLOW_UP: "follow-up",
    Place.WEAK_SIGN: "weak sign",
    Place.RECALL: "recall card",
    Place.OTHER: "background",
    Place.FACT: "fact",
    Place.NOTE: "your note",
    Place.DRAFT: "your draft",
    Place.ANSWER: "your answer",
}
"""What each place is called."""

FILTER_NOTES = {
    "topic": "the start of a topic's name",
    "kind": "",
    "level": "",
    "box": "the Leitner box, 0 for new questions",
    "number": "a number, or 1-20",
    "is": "",
}
"""What each field of a query means, besides its values."""

WORD_NOTES = {
    '"early notice"': "these words, one after the other",
    "-slip": "not this word or condition",
}
"""Terms without a field."""


def found_count(result: SearchResult, total: int) -> str:
    """Return how many questions were found, those that have the words only in longer words apart.

    Args:
        result: the questions that were found.
        total: number of questions of the bank.
    """
    count = len(result.questions)
    if not result.words or result.whole == count:
        return f"{count} of {total}"
    if not result.whole:
        return f"{count} of {total}, in longer words"
    return f"{result.whole} of {total}, and {count - result.whole} in longer words"


def result_block(question: Question, match: Match, place: str, box: Content, *, searched: bool) -> Block:
    """Return a result: the number, the title and the box, and below them where it matches.

    Args:
        question: the question.
        match: where it matches.
        place: the name of the place, before the excerpt.
        box: the marks of its box.
        searched: whether the query has words.
    """
    number = f"{question.number:>4} " if question.number is not None else " " * NUMBER_WIDTH
    is_named = searched and (match.where.place is not Place.PROMPT or bool(match.excerpt.spans))
    name = join((place if is_named else "", "$dim"))
    return Block(
        _marked(match.title, "bold"),
        lead=join((number, "$dim")),
        item=question.id,
        right=box,
        wide=True,
        below=name + _marked(match.excerpt, "$dim"),
    )


def filter_blocks(width: int) -> list[Block]:
    """Return the filters of a query, each with an example; on a narrow page, its meaning is below it."""
    rows = {**{example: _values_of(field) for field, example in EXAMPLES.items()}, **WORD_NOTES}
    column = max(map(len, rows)) + 2
    blocks = [heading("filters")]
    for example, note in rows.items():
        if width < NARROW:
            blocks += [Block(join((example, "bold"))), Block(join((note, "$dim")), lead=Content("  "))]
        else:
            blocks.append(Block(join((note, "$dim")), lead=join((f"{example:<{column}}", "bold"))))
    return blocks


def _values_of(field: str) -> str:
    return ", ".join(VALUES.get(field, ())) or FILTER_NOTES[field]


def place_name(where: SearchText, today: date, width: int) -> str:
    """Return the place of a text, before its excerpt: `in your answer of 22 Nov: `.

    Args:
        where: the text.
        today: the study day.
        width: columns of the screen; if it is narrow, the name is shorter.
    """
    name = PLACE_NAMES[where.place]
    if width < NARROW:
        return f"{name.removeprefix('your ')}: "
    return f"in {name} of {day_and_month(where.day, today)}: " if where.day else f"in {name}: "


def _marked(excerpt: Excerpt, style: str) -> Content:
    content = line(excerpt.text, style)
    for start, end in excerpt.spans:
        content = content.stylize(FOUND_STYLE, start, end)
    return content
