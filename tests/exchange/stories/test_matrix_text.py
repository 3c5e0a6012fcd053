"""The matrix as text says what is missing and which story is used too often."""

from __future__ import annotations

from tpm_tui.core.bank.coverage import Hit
from tpm_tui.core.stories.matrix import QuestionRow, StoryFit, StoryMatrix, StoryRow
from tpm_tui.exchange.stories.matrix_text import (
    matrix_summary,
    question_lines,
    question_row_text,
    story_row_text,
)

FIT = StoryFit("move", "late", (Hit("a", "I did a.", 2.0, True),), ("b", "c"), 0.25, True)
BARE = StoryFit("crane", "late", FIT.hits, (), 0.5, False)


def test_question_names_its_stories_and_missing_points() -> None:
    assert question_row_text(QuestionRow("late", (FIT,), (BARE,))) == "move 25 %, lacks b, c"
    assert question_row_text(QuestionRow("late", (), (BARE,))) == "no story (nearest: crane 50 %)"
    assert question_row_text(QuestionRow("late")) == "no story"


def test_summary_counts_questions_by_their_stories() -> None:
    rows = (QuestionRow("a"), QuestionRow("late", (FIT,)), QuestionRow("bb", (FIT, BARE)))
    matrix = StoryMatrix(rows, ())
    assert matrix_summary(matrix) == (
        "3 questions that a story can answer: 1 without a story, 1 with one, 1 with several."
    )
    assert [left for left, _ in question_lines(matrix)] == ["a     ", "late  ", "bb    "]


def test_story_that_is_used_too_often_is_named() -> None:
    assert story_row_text(StoryRow("move", (FIT,), ("late",), 3, None, "uses")) == (
        "serves 1 question, alone for 1, used in 3 answers, "
        "used too often: it is in more than half of your answers with a story"
    )
    assert story_row_text(StoryRow("move", missing_parts=("action", "result"))) == (
        "serves no question until it has an action and a result"
    )
