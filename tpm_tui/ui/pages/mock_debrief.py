"""The debrief of one answer of a mock interview: the answer, the model answer, and the ratings."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.answer import NOTE_LABELS, Answer
from tpm_tui.core.mock.rubric import ANCHORS, MARKS, Dimension, OverallMark, dimensions
from tpm_tui.core.text.speech import count_words, format_clock
from tpm_tui.exchange.phrases import plural
from tpm_tui.ui.pages.model_answer import model_blocks
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


def answer_blocks(answer: Answer, question: Question, place: str, glyphs: Glyphs) -> list[Block]:
    """Return the question and the learner's answer, shown above or beside the assessment.

    Args:
        answer: the learner's answer.
        question: the question that was asked.
        place: the answer's position, such as `answer 2 of 4`.
        glyphs: the marks.
    """
    return [
        Block(join((place, "$dim")), item=TOP, wide=True),
        *paragraphs(plain(answer.prompt, "bold"), gap=0),
        *_answer_text(answer, question, glyphs),
    ]


def assessment_blocks(answer: Answer, question: Question, narrow: bool, glyphs: Glyphs) -> list[Block]:
    """Return the key points, the model answer, and the ratings and notes given so far.

    Args:
        answer: the learner's answer with its judgement.
        question: the question that was asked.
        narrow: whether the screen is too narrow for deep indents.
        glyphs: the marks.
    """
    return [
        *_points(answer, question, narrow, glyphs),
        *model_blocks(question, glyphs),
        *_rubric(answer, question, glyphs),
        *_notes(answer, question, narrow),
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
    words = count_words(answer.text)
    title = join(
        ("YOUR ANSWER", "$dim"),
        (f"  {plural(words, 'word')} {glyphs.dot} ", "$dim"),
        (format_clock(answer.seconds), "bold $due" if late else "bold"),
        (
            f" of {question.time_target.answer} {glyphs.dot} {format_clock(answer.thinking)} of thinking",
            "$dim",
        ),
    )
    blocks = [Block(title, gap=1), *_quoted(answer.text, glyphs)]
    good = {follow_up.ask: follow_up.good for follow_up in question.follow_ups}
    for reply in answer.replies:
        spent = f"  {plural(count_words(reply.text), 'word')} {glyphs.dot} {format_clock(reply.seconds)}"
        blocks.append(Block(join(("FOLLOW-UP", "$dim"), (spent, "$dim")), gap=1))
        blocks.append(Block(line(reply.ask, "bold")))
        blocks += _quoted(reply.text, glyphs)
        if good.get(reply.ask):
            blocks.append(Block(join(("a good reply: ", "$dim"), line(good[reply.ask]))))
    return blocks


def _quoted(text: str, glyphs: Glyphs) -> list[Block]:
    if not text.strip():
        return [Block(line("nothing typed", "$dim"))]
    return paragraphs(plain(text), lead=join((f"{glyphs.cursor} ", "$bar")), gap=0)


def _points(answer: Answer, question: Question, narrow: bool, glyphs: Glyphs) -> list[Block]:
    points = question.key_points
    if not points:
        return [heading("key points"), Block(line("This question is no longer in the bank.", "$dim"))]
    title = join(
        ("KEY POINTS", "$dim"), "  ", (f"{len(answer.made_points(question))} of {len(points)}", "bold")
    )
    missed = sum(point.must and point.name not in answer.judgement.ticked for point in points)
    if missed:
        title = title + join((f" {glyphs.dot} ", "$dim"), (f"{missed} must missed", "$must"))
    blocks = [Block(title, gap=1)]
    musts = any(point.must for point in points)
    for point in points:
        column = join(("must " if point.must else "     ", "$must")) if musts else Content("")
        lead = join(_tick(point.name in answer.judgement.ticked, glyphs), " ", column)
        text = join((point.name, "bold"), (f"  {point.cue}" if point.cue else "", "$dim"))
        rest = Content(" " * (2 if narrow else lead.cell_length))
        blocks.append(Block(text, lead=lead, rest=rest, item=POINT + point.name))
    return blocks


def _rubric(answer: Answer, question: Question, glyphs: Glyphs) -> list[Block]:
    judged = answer.judgement
    blocks = [Block(join(("RUBRIC", "$dim"), "  ", overall_text(answer.overall_mark(question))), gap=1)]
    for index, dimension in enumerate(dimensions(question.kind)):
        text = _dimension(dimension, judged.marks.get(dimension))
        blocks.append(Block(text, item=DIMENSION + dimension.value, gap=1 if index else 0))
    figure = join(("a figure with its base", "bold"), ("  baseline, change and period were given", "$dim"))
    blocks.append(Block(figure, lead=join(_tick(judged.figure, glyphs), " "), item=FIGURE, gap=1))
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
    return join((f"{mark} {MARKS[mark - 1]}", "bold $made")) if mark else join(("not rated", "$dim"))


def overall_text(result: OverallMark | None) -> Content:
    """Return the overall mark, and why it was capped."""
    if result is None:
        return join(("press 1 to 4 to rate the item under the cursor", "$dim"))
    text = join(("overall ", "$dim"), (f"{result.mark} {MARKS[result.mark - 1]}", "bold $suggested"))
    if result.must_missing:
        text = text + join((f"  median {result.median}, capped: a must point is missing", "$must"))
    elif result.no_figure:
        text = text + join((f"  median {result.median}, capped: no figure with a base", "$must"))
    if result.rated < result.applicable:
        text = text + join((f"  {result.rated} of {result.applicable} rated", "$dim"))
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
    return [*blocks, _labelled("Level heard", words, LEVEL, narrow)]


def _labelled(label: str, words: Content, item: str, narrow: bool) -> Block:
    if narrow:
        return Block(join((f"{label}: ", "$dim"), words), rest=Content("  "), item=item)
    return Block(words, lead=join((f"{label:<{NOTE_WIDTH}}", "$dim")), item=item)


def _tick(made: bool, glyphs: Glyphs) -> Content:
    return join((glyphs.made, "bold $made")) if made else join((glyphs.missed, "$dim"))
