"""The matrix of stories and questions as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tpm_tui.core.bank.question import Question
from tpm_tui.core.stories.matrix import Often, QuestionRow, StoryFit, StoryMatrix, StoryRow
from tpm_tui.core.text.plural import plural
from tpm_tui.exchange.phrases import percent
from tpm_tui.exchange.stories.sentences import needed_parts_text

MAX_NEAR = 1
"""Stories that are named for a question which none serves."""

OFTEN_TEXTS: dict[Often, str] = {
    "uses": "used too often: it is in more than half of your answers with a story",
    "alone": "used too often: it is the only one for more than half of the questions that have a story",
}


def matrix_summary(matrix: StoryMatrix) -> str:
    """Return how many questions have no story, one, and several."""
    none, one = len(matrix.without_story), len(matrix.with_one_story)
    several = len(matrix.questions) - none - one
    total = plural(len(matrix.questions), "question")
    return f"{total} that a story can answer: {none} without a story, {one} with one, {several} with several."


def question_lines(matrix: StoryMatrix) -> Iterator[tuple[str, str]]:
    """Yield a line for each question, the weakest first: its id, and the stories for it."""
    width = max((len(row.question) for row in matrix.questions), default=0)
    for row in matrix.questions:
        yield f"{row.question:<{width}}  ", question_row_text(row)


def question_row_text(row: QuestionRow) -> str:
    """Return the stories for a question, or the nearest one, with the must points that are missing."""
    if row.serving:
        return "; ".join(map(_fit_text, row.serving))
    near = "; ".join(map(_fit_text, row.near[:MAX_NEAR]))
    return f"no story (nearest: {near})" if near else "no story"


def story_lines(matrix: StoryMatrix) -> Iterator[tuple[str, str]]:
    """Yield a line for each story: its id, and what it serves."""
    width = max((len(row.story) for row in matrix.stories), default=0)
    for row in matrix.stories:
        yield f"{row.story:<{width}}  ", story_row_text(row)


def story_row_text(row: StoryRow) -> str:
    """Return how many questions a story serves, how often it was used, and whether that is too often."""
    parts = [f"serves {plural(len(row.serves), 'question')}"]
    if row.missing_parts:
        parts = [needed_parts_text(row.missing_parts)]
    if row.alone:
        parts.append(f"alone for {len(row.alone)}")
    if row.uses:
        parts.append(f"used in {plural(row.uses, 'answer')}")
    if row.often:
        parts.append(OFTEN_TEXTS[row.often])
    return ", ".join(parts)


def matrix_json(matrix: StoryMatrix, questions: Mapping[str, Question]) -> dict[str, object]:
    """Return the matrix as the object printed by `--json`."""
    return {
        "questions": [
            {
                "id": row.question,
                "number": questions[row.question].number,
                "stories": [_fit_json(fit, fit.story) for fit in row.serving],
                "near": [_fit_json(fit, fit.story) for fit in row.near],
            }
            for row in matrix.questions
        ],
        "stories": [
            {
                "id": row.story,
                "questions": [_fit_json(fit, fit.question) for fit in row.serves],
                "alone": list(row.alone),
                "uses": row.uses,
                "last_used": row.last_used,
                "used_too_often": row.often,
                "missing_parts": list(row.missing_parts),
            }
            for row in matrix.stories
        ],
        "without_story": list(matrix.without_story),
        "with_one_story": list(matrix.with_one_story),
    }


def _fit_text(fit: StoryFit) -> str:
    lacks = f", lacks {', '.join(fit.missing)}" if fit.missing else ""
    return f"{fit.story} {percent(fit.share)}{lacks}"


def _fit_json(fit: StoryFit, id: str) -> dict[str, object]:
    return {
        "id": id,
        "share": round(fit.share, 2),
        "points": [{"point": hit.point, "sentence": hit.sentence} for hit in fit.hits],
        "missing_must_points": list(fit.missing),
    }
