"""The end of a mock interview: the ratings of all answers, and whether they count in the boxes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer, weakest_dimension
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.plan.ahead.expectation import Expectation
from tpm_tui.core.text.file_names import escape_undecoded
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.messages import NOTHING_TO_RATE
from tpm_tui.exchange.mock_text import COUNT_PROMPT, counted_grade, mark_label, weakest_advice
from tpm_tui.exchange.stories.sentences import repeated_stories_text
from tpm_tui.practice.mock.counting import expect_counted_again
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.story_uses import load_used_stories
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.pages.summary import format_expected
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line


class MockResult(Struct, frozen=True):
    """One answer, its question, and the grade that it gets if it is counted; None if it is not counted."""

    answer: Answer
    question: Question
    suggestion: Grade | None


def end_blocks(mock_session: MockSession, glyphs: Glyphs) -> list[Block]:
    """Return the page that follows the debrief: whether the answers count, or what they moved.

    Args:
        mock_session: the interview after its debrief.
        glyphs: the marks.
    """
    results = [
        MockResult(answer, mock_session.question_of(answer), mock_session.suggestion(answer))
        for answer in mock_session.mock.answers
        if answer.begun
    ]
    repeated = load_used_stories(mock_session.workspace, mock_session.mock.answers).repeated
    warning = [Block(line(repeated_stories_text(repeated), "$due"), gap=1)] if repeated else []
    if mock_session.phase is MockPhase.COUNTING:
        return [*count_prompt_blocks(results, mock_session.elapsed()), *warning]
    blocks = done_blocks(
        results,
        mock_session.elapsed(),
        mock_session.reviews,
        mock_session.report_path,
        mock_session.workspace.rules.boxes,
        glyphs,
        expect_counted_again(mock_session.workspace, mock_session.reviews),
    )
    return [*blocks, *warning]


def count_prompt_blocks(results: Sequence[MockResult], seconds: float) -> list[Block]:
    """Return the page that asks whether the answers count in the boxes, with the ratings below."""
    return [
        Block(join((COUNT_PROMPT, "bold"))),
        Block(
            line(
                "Press y to grade each answer as its points suggest, n to leave the boxes unchanged.", "$dim"
            )
        ),
        *_marks(results, seconds),
    ]


def done_blocks(
    results: Sequence[MockResult],
    seconds: float,
    reviews: Sequence[Review],
    report: Path | None,
    boxes: int,
    glyphs: Glyphs,
    expected: Mapping[str, Expectation],
) -> list[Block]:
    """Return the last page: the ratings, the moved boxes and the report.

    Args:
        results: the answers in the order in which they were given.
        seconds: length of the interview.
        reviews: the reviews that were counted in the boxes; empty if none were.
        report: path of the report.
        boxes: number of boxes.
        glyphs: the marks.
        expected: when the counted questions are asked again, by id.
    """
    if not results:
        return [Block(join((NOTHING_TO_RATE, "bold")))]
    outcome = f"{len(reviews)} counted in the boxes." if reviews else "The boxes are unchanged."
    blocks = [Block(join(("Mock interview done.", "bold"))), Block(line(outcome, "$dim"))]
    blocks += _marks(results, seconds)
    if reviews:
        blocks.append(heading("boxes"))
    labels = {result.question.id: result.question.label for result in results}
    for review in reviews:
        moved = [
            line(f"{review.grade.word:<5}"),
            box_text(review.box_before, boxes, glyphs),
            line(glyphs.arrow, "$dim"),
            box_text(review.box_after, boxes, glyphs),
        ]
        again = format_expected(expected.get(review.question))
        label = join(line(labels.get(review.question, review.question)), (f"  {again}", "$dim"))
        blocks.append(Block(label, right=join(" ").join(moved)))
    if report:
        blocks += [heading("report"), Block(line(escape_undecoded(str(report))), wide=True)]
    return blocks


def _points(result: MockResult) -> str:
    question, grade = result.question, result.suggestion
    if grade is None or not result.answer.grades_by_points(question):
        return counted_grade(result.answer, question, grade)
    return f"{len(result.answer.made_points(question))} of {len(question.key_points)} points, {grade.word}"


def _marks(results: Sequence[MockResult], seconds: float) -> list[Block]:
    blocks = [heading("marks", line(f"{format_clock(seconds)} of interview", "$dim"))]
    for result in results:
        overall = result.answer.overall_mark(result.question)
        mark = mark_label(overall.mark if overall else None)
        points = join((f"  {_points(result)}", "$dim"))
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
                    (f". {weakest_advice(weakest)}", "$dim"),
                ),
                gap=1,
            )
        )
    return blocks
