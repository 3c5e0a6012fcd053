"""The topic browser: topics with their progress, and their questions with the boxes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import INTERVALS
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.agenda import Agenda, QuestionStatus
from tpm_tui.core.reports.topic_progress import compute_topic_progress
from tpm_tui.exchange.phrases import past_day
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.render.bar import thin_bar
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line

TOPIC = "topic:"
QUESTION = "question:"
ALL = TOPIC
EMPTY = Content("")

BAR_FROM, LAST_FROM = 56, 72
"""The least columns for bar and average box, and for the last day as well."""

BAR, AVERAGE, LAST = 12, 5, 13
"""Columns of the bar, the average box, and the last day."""

PLANNED, QUESTIONS = 7, 5
PLANNED_NARROW, QUESTIONS_NARROW = 3, 4
"""Columns of the questions that are left today, and of all questions."""


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


class Columns(Struct, frozen=True):
    """The columns of the rows at the right of the titles, of which the width decides."""

    width: int
    """Columns of the page."""
    glyphs: Glyphs
    boxes: int
    """Number of boxes."""
    today: date

    @property
    def bar(self) -> int:
        """Columns of the bar, or of the boxes of a question; 0 if there is no bar."""
        return max(BAR, self.boxes) if self.width >= BAR_FROM else 0

    def head(self) -> Content:
        """Return the headings."""
        box = join((f"{'box':>{self.bar + AVERAGE}}", "$dim")) if self.bar else EMPTY
        last = join((f"{'last seen':>{LAST}}", "$dim")) if self.width >= LAST_FROM else EMPTY
        return join(box, last, self._counts("today", "all", "$dim"))

    def topic(self, questions: Collection[str], tree: TopicTree) -> Content:
        """Return the figures of a topic; zeros are left out."""
        progress = compute_topic_progress(questions, tree.cards, tree.agenda)
        planned = str(progress.planned) if progress.planned else ""
        counts = self._counts(planned, str(progress.questions), "bold $due")
        if not self.bar:
            return counts
        bar = thin_bar(min(1.0, progress.average_box / self.boxes), self.bar, self.glyphs)
        average = f"{progress.average_box:.1f}" if progress.met else ""
        return join(bar, f"{average:>{AVERAGE}}", self._last(progress.last), counts)

    def question(self, card: Card, status: QuestionStatus) -> Content:
        """Return the box, the last day and the status of a question."""
        star = join((self.glyphs.star, "$due"), " ") if card.starred else EMPTY
        boxes = box_text(card.box, self.boxes, self.glyphs)
        mark = _status_mark(status, self.glyphs, known=card.comes_last)
        if not self.bar:
            return Content(" ").join([star.rstrip() if star else EMPTY, boxes, mark])
        box = f"{card.box if card.box else '':>{AVERAGE + self.bar - self.boxes}}"
        before, after = " " * (PLANNED - 1), " " * QUESTIONS
        return join(star, boxes, box, self._last(card.schedule.last), before, mark, after)

    def _counts(self, planned: str, questions: str, style: str) -> Content:
        before, after = (PLANNED, QUESTIONS) if self.bar else (PLANNED_NARROW, QUESTIONS_NARROW)
        return join((f"{planned:>{before}}", style), (f"{questions:>{after}}", "$dim"))

    def _last(self, day: date | None) -> Content:
        if self.width < LAST_FROM:
            return EMPTY
        return join((f"{past_day(day, self.today) if day else '':>{LAST}}", "$dim"))


def topic_blocks(tree: TopicTree, glyphs: Glyphs, width: int) -> list[Block]:
    """Return the rows of the browser.

    Args:
        tree: what it shows.
        glyphs: the marks.
        width: columns of the page.
    """
    columns = Columns(width, glyphs, tree.boxes, tree.agenda.today)
    blocks = [
        Block(join(("TOPICS", "$dim")), right=columns.head(), wide=True),
        _row(join(("All topics", "bold")), columns.topic(tree.bank.order, tree), item=ALL),
    ]
    for topic in tree.bank.topics:
        blocks += _topic(topic, tree, columns, first=topic is tree.bank.topics[0])
    return blocks


def topic_of(item: str) -> str | None:
    """Return the topic id of an item of the browser; empty for all topics, None for a question."""
    return item.removeprefix(TOPIC) if item.startswith(TOPIC) else None


def question_of(item: str) -> str | None:
    """Return the question id of an item of the browser; None for a topic."""
    return item.removeprefix(QUESTION) if item.startswith(QUESTION) else None


def _topic(topic: Topic, tree: TopicTree, columns: Columns, first: bool) -> list[Block]:
    questions = tree.bank.ids_by_topic.get(topic.id, ())
    opened = topic.id in tree.open
    mark = columns.glyphs.open if opened else columns.glyphs.closed
    figures = columns.topic(questions, tree)
    title = line(topic.label, "bold" if opened else "")
    row = _row(title, figures, TOPIC + topic.id, join((f"{mark} ", "$dim")), first)
    return [row, *(_question(question, tree, columns) for question in questions)] if opened else [row]


def _row(title: Content, right: Content, item: str, lead: Content = EMPTY, gap: bool = False) -> Block:
    return Block(title, lead=lead, item=item, right=right, gap=int(gap), wide=True)


def _question(question: str, tree: TopicTree, columns: Columns) -> Block:
    card = tree.cards.get(question) or Card(question)
    status = tree.agenda.status[question]
    number = f"{tree.bank.number_of(question) or '':>4} "
    style = "bold" if question == tree.current else "$dim" if status is QuestionStatus.SUSPENDED else ""
    return Block(
        line(tree.bank.label_of(question), style),
        lead=join((number, style or "$dim")),
        item=QUESTION + question,
        right=columns.question(card, status),
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
