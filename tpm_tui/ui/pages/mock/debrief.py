"""The debrief of one answer of a mock interview: the answer, the question's sections, and the ratings."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.judgement import NOTE_LABELS
from tpm_tui.core.mock.rubric import ANCHORS, Dimension, OverallMark, dimensions
from tpm_tui.core.session.answer_parts import planned_parts
from tpm_tui.core.session.scaffold import answer_text, count_answer_words
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.messages import NO_KEY_POINTS, QUESTION_REMOVED, missing_answer
from tpm_tui.exchange.mock_text import (
    FIGURE_LABEL,
    LEVEL_LABEL,
    cap_reason,
    good_reply,
    mark_label,
    rated_note,
    reason_for_follow_up,
)
from tpm_tui.exchange.phrases import answer_length
from tpm_tui.exchange.question_sections import MODEL_ANSWER, Section, split_points
from tpm_tui.exchange.speaking_text import describe_part_times
from tpm_tui.ui.pages.own_answer import quote_blocks
from tpm_tui.ui.pages.points import PointMarks, count_text, point_blocks, tick_mark
from tpm_tui.ui.pages.sections import section_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain

POINT = "point:"
DIMENSION = "dimension:"
NOTE = "note:"
TOP = "answer"
FIGURE = "figure"
LEVEL = "level"

NOTE_WIDTH = 20
"""Columns of the debrief's labels on a wide screen."""


def answer_blocks(
    answer: Answer, question: Question, place: str, glyphs: Glyphs, story: str = ""
) -> list[Block]:
    """Return the question and the learner's answer, shown above or beside the assessment.

    Args:
        answer: the learner's answer.
        question: the question that was asked.
        place: the answer's position, such as `answer 2 of 4`.
        glyphs: the marks.
        story: title of the story that was used; empty if none is noted.
    """
    return [
        Block(join((place, "$dim")), item=TOP, wide=True),
        *paragraphs(plain(answer.prompt, "bold"), gap=0),
        *([Block(join(("STORY", "$dim"), "  ", line(story)), gap=1)] if story else []),
        *_answer_text(answer, question, glyphs),
    ]


def assessment_blocks(
    answer: Answer,
    question: Question,
    sections: Sequence[Section],
    narrow: bool,
    glyphs: Glyphs,
    *,
    cursor: str,
    width: int,
) -> list[Block]:
    """Return the sections up to the model answer, ratings and notes, then the question's other sections.

    Args:
        answer: the learner's answer with its judgement.
        question: the question that was asked.
        sections: what is shown of the question; empty if it is no longer in the bank.
        narrow: whether the screen is too narrow for deep indents.
        glyphs: the marks.
        cursor: the item under the cursor.
        width: columns of the page.
    """
    points, others = split_points(sections)
    above = next((at for at, section in enumerate(others, 1) if section.id == MODEL_ANSWER), 0)
    return [
        *_points(answer, points, NO_KEY_POINTS if sections else QUESTION_REMOVED, cursor, width, glyphs),
        *_blocks(others[:above], glyphs),
        *_rubric(answer, question, glyphs),
        *_notes(answer, question, narrow),
        *_blocks(others[above:], glyphs),
    ]


def item_name(item: str, kind: str) -> str | None:
    """Return the name in an item of the page, or None if the item is of another kind.

    Args:
        item: the item, such as `point:size of the slip`.
        kind: the kind's prefix: `POINT`, `DIMENSION` or `NOTE`.
    """
    return item.removeprefix(kind) if item.startswith(kind) else None


def _answer_text(answer: Answer, question: Question, glyphs: Glyphs) -> list[Block]:
    late = answer.seconds > question.time_target.answer_seconds
    length = answer_length(count_answer_words(answer.text), spoken=answer.spoken)
    title = join(
        ("YOUR ANSWER", "$dim"),
        (f"  {length} {glyphs.dot} ", "$dim"),
        (format_clock(answer.seconds), "bold $due" if late else "bold"),
        (
            f" of {question.time_target.answer} {glyphs.dot} {format_clock(answer.thinking)} of thinking",
            "$dim",
        ),
    )
    times = describe_part_times(answer.time_by_part(question), planned_parts(question))
    parts = [Block(line(times, "$dim"))] if times else []
    blocks = [Block(title, gap=1), *parts, *_quoted(answer.text, glyphs, spoken=answer.spoken)]
    for reply in answer.replies:
        length = answer_length(count_answer_words(reply.text), spoken=reply.spoken)
        spent = f"  {length} {glyphs.dot} {format_clock(reply.seconds)}"
        blocks.append(Block(join(("FOLLOW-UP", "$dim"), (spent, "$dim")), gap=1))
        blocks.append(Block(line(reply.ask, "bold")))
        if reason := reason_for_follow_up(reply):
            blocks.append(Block(line(reason, "$dim")))
        blocks += _quoted(reply.text, glyphs, spoken=reply.spoken)
        if good := good_reply(question, reply.ask):
            blocks.append(Block(join(("a good reply: ", "$dim"), line(good))))
    return blocks


def _quoted(text: str, glyphs: Glyphs, *, spoken: bool) -> list[Block]:
    return quote_blocks(answer_text(text), glyphs) or [Block(line(missing_answer(spoken=spoken), "$dim"))]


def _points(
    answer: Answer, points: Section | None, no_points: str, cursor: str, width: int, glyphs: Glyphs
) -> list[Block]:
    if points is None:
        return [heading("key points"), Block(line(no_points, "$dim"))]
    marks = PointMarks(answer.judgement.ticked)
    counts = heading(points.title, count_text(points, marks, glyphs=glyphs))
    return [counts, *point_blocks(points, marks, cursor=cursor, width=width, item=POINT)]


def _blocks(sections: Sequence[Section], glyphs: Glyphs) -> list[Block]:
    return [block for section in sections for block in section_blocks(section, glyphs)]


def _rubric(answer: Answer, question: Question, glyphs: Glyphs) -> list[Block]:
    judged = answer.judgement
    blocks = [Block(join(("RUBRIC", "$dim"), "  ", overall_text(answer.overall_mark(question))), gap=1)]
    for index, dimension in enumerate(dimensions(question.kind)):
        text = _dimension(dimension, judged.marks.get(dimension))
        blocks.append(Block(text, item=DIMENSION + dimension.value, gap=1 if index else 0))
    figure = join((FIGURE_LABEL, "bold"), ("  baseline, change and period were given", "$dim"))
    blocks.append(Block(figure, lead=join(tick_mark(judged.figure), " "), item=FIGURE, gap=1))
    return blocks


def _dimension(dimension: Dimension, mark: int | None) -> Content:
    """Return a dimension with its four anchors, the selected one in bold."""
    title = join((dimension.label, "bold"), "  ", _mark(mark))
    rows = [
        join(
            (f"{value} ", "bold $made" if value == mark else "$dim"),
            (anchor, "bold" if value == mark else "$dim"),
        )
        for value, anchor in enumerate(ANCHORS[dimension], 1)
    ]
    return Content("\n").join([title, *rows])


def _mark(mark: int | None) -> Content:
    return join((mark_label(mark), "bold $made" if mark else "$dim"))


def overall_text(result: OverallMark | None) -> Content:
    """Return the overall mark, and why it was capped."""
    if result is None:
        return join(("press 1 to 4 to rate the item under the cursor", "$dim"))
    text = join(("overall ", "$dim"), (mark_label(result.mark), "bold $suggested"))
    if reason := cap_reason(result):
        text = text + join((f"  {reason}", "$must"))
    if rated := rated_note(result):
        text = text + join((f"  {rated}", "$dim"))
    return text


def _notes(answer: Answer, question: Question, narrow: bool) -> list[Block]:
    blocks = [
        heading("debrief", line("as an interviewer would write it; press enter to edit a line", "$dim"))
    ]
    own = answer.judgement.notes
    for name, text in answer.debrief_notes(question).items():
        words = line(text, "" if getattr(own, name) else "$dim") if text.strip() else line("...", "$dim")
        blocks.append(_labelled(NOTE_LABELS[name], words, NOTE + name, narrow))
    level = answer.judgement.level
    words = line(level, "bold") if level else line("1 core, 2 senior, 3 staff", "$dim")
    return [*blocks, _labelled(LEVEL_LABEL, words, LEVEL, narrow)]


def _labelled(label: str, words: Content, item: str, narrow: bool) -> Block:
    if narrow:
        return Block(join((f"{label}: ", "$dim"), words), rest=Content("  "), item=item)
    return Block(words, lead=join((f"{label:<{NOTE_WIDTH}}", "$dim")), item=item)
