"""The end of a mock interview: the marks of all answers, and whether they count in the boxes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer, weakest_dimension
from tpm_tui.core.mock.rubric import ANCHORS, MARKS
from tpm_tui.core.text.speech import format_clock
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line


class Result(Struct, frozen=True):
    """One answer, as the page tells of it."""

    answer: Answer
    question: Question
    suggestion: Grade


def counting_blocks(results: Sequence[Result], seconds: float) -> list[Block]:
    """The question at the end, under the marks."""
    return [
        Block(join(("Count these answers in the boxes?", "bold"))),
        Block(line("y grades each as its points suggest; n leaves the boxes as they are.", "$dim")),
        *_marks(results, seconds),
    ]


def done_blocks(
    results: Sequence[Result],
    seconds: float,
    reviews: Sequence[Review],
    report: Path | None,
    boxes: int,
    glyphs: Glyphs,
) -> list[Block]:
    """What came of it."""
    if not results:
        return [Block(join(("Nothing was answered, so there is nothing to judge.", "bold")))]
    told = f"{len(reviews)} counted in the boxes." if reviews else "The boxes are as they were."
    blocks = [Block(join(("Mock interview done.", "bold"))), Block(line(told, "$dim"))]
    blocks += _marks(results, seconds)
    if reviews:
        blocks.append(heading("what moved"))
    labels = {result.question.id: result.question.label for result in results}
    for review in reviews:
        moved = [
            line(f"{review.grade.word:<5}"),
            box_text(review.box_before, boxes, glyphs),
            line(glyphs.arrow, "$dim"),
            box_text(review.box_after, boxes, glyphs),
        ]
        blocks.append(Block(line(labels.get(review.question, review.question)), right=join(" ").join(moved)))
    if report:
        blocks += [heading("report"), Block(line(str(report)), wide=True)]
    return blocks


def _marks(results: Sequence[Result], seconds: float) -> list[Block]:
    blocks = [heading("marks", line(f"{format_clock(seconds)} of interview", "$dim"))]
    for result in results:
        overall = result.answer.overall(result.question)
        mark = f"{overall.mark} {MARKS[overall.mark - 1]}" if overall else "not rated"
        made, asked = len(result.answer.made(result.question)), len(result.question.key_points)
        points = join((f"  {made} of {asked} points, {result.suggestion.word}", "$dim"))
        style = "bold" if overall else "$dim"
        blocks.append(Block(join(line(result.question.label), points), right=line(mark, style)))
    questions = {result.question.id: result.question for result in results}
    weakest = weakest_dimension([result.answer for result in results], questions)
    if weakest:
        blocks.append(
            Block(
                join(
                    ("Weakest: ", "$dim"),
                    (weakest.label, "bold $due"),
                    (f". A 3: {ANCHORS[weakest][2]}.", "$dim"),
                ),
                gap=1,
            )
        )
    return blocks
