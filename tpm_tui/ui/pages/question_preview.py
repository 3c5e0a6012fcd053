"""The preview of a question or a topic: the prompt, the last attempt, what comes next, the note."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import QuestionStatus
from tpm_tui.core.reports.topic_progress import TopicProgress
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.phrases import day_and_month, past_day, percent, plural
from tpm_tui.practice.browse.question_overview import QuestionOverview
from tpm_tui.ui.pages.question import meta_line
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, paragraphs
from tpm_tui.ui.render.text import join, line, plain

LABEL = 7
"""Columns of a label and the space after it."""

NEXT = {
    QuestionStatus.DUE: "due today",
    QuestionStatus.NEW: "new, in today's plan",
    QuestionStatus.DONE: "answered today",
    QuestionStatus.BURIED: "buried until tomorrow",
    QuestionStatus.SUSPENDED: "suspended",
}
"""What each status says about the next time."""

ALL_TOPICS = "All topics"
NOT_ANSWERED = "not answered yet"


def question_preview_blocks(overview: QuestionOverview, glyphs: Glyphs, width: int) -> list[Block]:
    """Return the preview of a question.

    Args:
        overview: the question and its progress.
        glyphs: the marks.
        width: columns of the page.
    """
    question = overview.question
    target = question.time_target.answer_seconds
    meta = meta_line(question, overview.topic, overview.card, overview.boxes, target, glyphs, width)
    prompt = Block(line(question.prompt, "bold"))
    return [Block(meta, wide=True), prompt, *progress_blocks(overview, glyphs, with_missed=True)]


def progress_blocks(overview: QuestionOverview, glyphs: Glyphs, *, with_missed: bool) -> list[Block]:
    """Return the last attempt at a question, when it is due, and the note.

    Args:
        overview: the question and its progress.
        glyphs: the marks.
        with_missed: whether to name the missed points, which gives away what a good answer contains.
    """
    last = _last(overview, glyphs, with_missed=with_missed)
    blocks = [*last, Block(_next(overview), lead=_label("next"))]
    if overview.note:
        first, *rest = paragraphs(plain(overview.note), Content(" " * LABEL), gap=0)
        blocks += [Block(first.text, lead=_label("note"), gap=1), *rest]
    return blocks


def topic_preview_blocks(
    topic: Topic | None, progress: TopicProgress, today: date, glyphs: Glyphs
) -> list[Block]:
    """Return the preview of a topic, or of all topics if it is None.

    Args:
        topic: the topic.
        progress: its figures.
        today: the study day.
        glyphs: the marks.
    """
    figures = [plural(progress.questions, "question")]
    if progress.met:
        figures += [f"{progress.met} met", f"average box {progress.average_box:.1f}"]
    if progress.last:
        figures.append(f"last seen {past_day(progress.last, today)}")
    planned = [f"{count} {name}" for count, name in ((progress.due, "due"), (progress.new, "new")) if count]
    blocks = [Block(line(topic.label if topic else ALL_TOPICS, "bold"))]
    if topic and topic.description:
        blocks.append(Block(line(topic.description)))
    blocks.append(Block(_dotted(figures, glyphs), gap=1))
    if planned:
        blocks.append(Block(join((f"{', '.join(planned)} in today's plan", "$due"))))
    return blocks


def _last(overview: QuestionOverview, glyphs: Glyphs, *, with_missed: bool) -> list[Block]:
    """Return the last attempt: its grade, day, share of points and time, and what was missed."""
    review, share = overview.last, overview.share
    if overview.error:
        return [Block(line(overview.error, "$lost"), gap=1)]
    if review is None:
        return [Block(join((NOT_ANSWERED, "$dim")), lead=_label("last"), gap=1)]
    style = "bold $lost" if review.grade is Grade.AGAIN else "bold"
    pieces = [past_day(review.day, overview.today)]
    if share is not None:
        pieces.append(f"{percent(share)} of points")
    if review.seconds:
        pieces.append(format_clock(review.seconds))
    if overview.attempts > 1:
        pieces.append(plural(overview.attempts, "attempt"))
    grade = join((review.grade.word.capitalize(), style), (f" {glyphs.dot} ", "$dim"))
    blocks = [Block(grade + _dotted(pieces, glyphs), lead=_label("last"), gap=1)]
    if review.missed and with_missed:
        missed = ", ".join(review.missed)
        blocks.append(Block(line(missed, "$dim"), lead=_label("missed")))
    return blocks


def _next(overview: QuestionOverview) -> Content:
    status, due = overview.status, overview.due
    if status is QuestionStatus.LATER and due is not None:
        return join((f"due on {day_and_month(due, overview.today)}", "$dim"))
    if status is QuestionStatus.WAITING:
        word = "due, waits for a day with room" if overview.card.schedule.seen else "new, not in today's plan"
        return join((word, "$dim"))
    text = NEXT.get(status, "")
    return join((text, "$due" if status is QuestionStatus.DUE else "$dim"))


def _label(name: str) -> Content:
    return join((f"{name.upper():<{LABEL}}", "$dim"))


def _dotted(pieces: list[str], glyphs: Glyphs) -> Content:
    return join((f" {glyphs.dot} ".join(pieces), "$dim"))
