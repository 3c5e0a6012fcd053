"""The topic browser: topics with their due counts, and their questions with the boxes."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.leitner import INTERVALS
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.agenda import Agenda, QuestionStatus
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line

TOPIC = "topic:"
QUESTION = "question:"
ALL = TOPIC
EMPTY = Content("")


class TopicTree(Struct, frozen=True):
    """The data of the browser."""

    bank: Bank
    cards: Cards
    agenda: Agenda
    open: frozenset[str] = frozenset()
    """Topics whose questions are listed."""
    current: str = ""
    """The question shown now."""
    boxes: int = len(INTERVALS)


def topic_blocks(tree: TopicTree, glyphs: Glyphs) -> list[Block]:
    """Return the rows of the browser."""
    order = tree.bank.order
    blocks = [
        Block(join(("TOPICS", "$dim")), right=_numbers("today", "all", "$dim"), wide=True),
        _row(join(("All topics", "bold")), order, tree.agenda, item=ALL),
    ]
    for topic in tree.bank.topics:
        blocks += _topic(topic, tree, glyphs, first=topic is tree.bank.topics[0])
    return blocks


def topic_of(item: str) -> str | None:
    """Return the topic id of an item of the browser; empty for all topics, None for a question."""
    return item.removeprefix(TOPIC) if item.startswith(TOPIC) else None


def question_of(item: str) -> str | None:
    """Return the question id of an item of the browser; None for a topic."""
    return item.removeprefix(QUESTION) if item.startswith(QUESTION) else None


def _topic(topic: Topic, tree: TopicTree, glyphs: Glyphs, first: bool) -> list[Block]:
    questions = tree.bank.in_topic(topic.id)
    opened = topic.id in tree.open
    mark = glyphs.open if opened else glyphs.closed
    style = "bold" if opened else ""
    ids = [question.id for question in questions]
    row = _row(
        line(topic.label, style), ids, tree.agenda, TOPIC + topic.id, join((f"{mark} ", "$dim")), first
    )
    return [row, *(_question(question, tree, glyphs) for question in questions)] if opened else [row]


def _row(
    title: Content,
    ids: Collection[str],
    agenda: Agenda,
    item: str,
    lead: Content = EMPTY,
    gap: bool = False,
) -> Block:
    planned = sum(agenda.status[question] in (QuestionStatus.DUE, QuestionStatus.NEW) for question in ids)
    right = _numbers(str(planned), str(len(ids)), "bold $due" if planned else "$dim")
    return Block(title, lead=lead, item=item, right=right, gap=int(gap), wide=True)


def _numbers(due: str, all: str, style: str) -> Content:
    return join((f"{due:>3}", style), (f"{all:>4}", "$dim"))


def _question(question: Question, tree: TopicTree, glyphs: Glyphs) -> Block:
    card = tree.cards.get(question.id)
    box = card.box if card else 0
    status = tree.agenda.status[question.id]
    number = f"{question.number:>4} " if question.number is not None else "     "
    style = "bold" if question.id == tree.current else "$dim" if status is QuestionStatus.SUSPENDED else ""
    star = join((glyphs.star, "$due")) if card and card.starred else Content("")
    mark = _status_mark(status, glyphs, known=card is not None and card.comes_last)
    right = Content(" ").join([star, box_text(box, tree.boxes, glyphs), mark])
    return Block(
        line(question.label, style),
        lead=join((number, style or "$dim")),
        item=QUESTION + question.id,
        right=right,
        wide=True,
    )


def _status_mark(status: QuestionStatus, glyphs: Glyphs, *, known: bool) -> Content:
    """Return the mark for due, new, done today, suspended or buried, or known; one cell wide."""
    match status:
        case QuestionStatus.DUE:
            return join(("d", "bold $due"))
        case QuestionStatus.NEW:
            return join(("n", "bold"))
        case QuestionStatus.DONE:
            return join((glyphs.made, "$made"))
        case QuestionStatus.SUSPENDED | QuestionStatus.BURIED:
            return join(("-", "$dim"))
        case _:
            return join(("k", "$dim")) if known else Content(" ")
