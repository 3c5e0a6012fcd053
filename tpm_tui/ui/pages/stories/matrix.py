"""The matrix of stories and questions: a row for each question, the weakest first."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.core.stories.matrix import QuestionRow, StoryFit, StoryMatrix, StoryRow
from tpm_tui.core.stories.story import Story
from tpm_tui.exchange.phrases import percent
from tpm_tui.exchange.stories import sentences
from tpm_tui.exchange.stories.matrix_text import OFTEN_TEXTS, matrix_summary
from tpm_tui.ui.pages.places.row_names import RowKind
from tpm_tui.ui.pages.stories.place import STORY
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

STORY_GROUPS = (sentences.NO_STORY_FOR, sentences.ONE_STORY_FOR, sentences.MORE_STORIES_FOR)
"""The headings, by the number of stories that serve the questions below them."""


class MatrixPage(Struct, frozen=True):
    """What is shown."""

    matrix: StoryMatrix
    stories: Mapping[str, Story]
    """By id."""
    bank: Bank
    glyphs: Glyphs
    is_alone: bool = False
    """Whether nothing is beside the rows, so that they must show everything."""

    def row_of(self, item: str) -> QuestionRow | None:
        """Return the row of a question by its item; None for an item of another kind."""
        return next((row for row in self.matrix.questions if item_of(row) == item), None)


def item_of(row: QuestionRow) -> str:
    """Return the item of a question, which enter asks."""
    return RowKind.QUESTION.name_row(row.question)


def serves_by_story(matrix: StoryMatrix) -> dict[str, int]:
    """Return how many questions each story serves, by its id."""
    return {row.story: len(row.serves) for row in matrix.stories}


def matrix_blocks(page: MatrixPage) -> list[Block]:
    """Return a summary, the stories that are used too often, and all questions, the weakest first."""
    matrix = page.matrix
    blocks = [Block(line(matrix_summary(matrix))), Block(line(sentences.SHARE_MEANING, "$dim"))]
    blocks += _often(page)
    for count, title in enumerate(STORY_GROUPS):
        rows = [row for row in matrix.questions if min(len(row.serving), len(STORY_GROUPS) - 1) == count]
        if rows:
            blocks.append(heading(title, line(str(len(rows)), "$dim")))
        blocks += [_question_row(row, page) for row in rows]
    return blocks


def fit_blocks(row: QuestionRow, page: MatrixPage) -> list[Block]:
    """Return a question and what its best stories say to it, each point with the sentence that makes it."""
    question = page.bank.by_id[row.question]
    blocks = [Block(line(question.label, "bold")), Block(line(question.prompt), gap=1)]
    if row.best is None:
        return [*blocks, Block(line(sentences.NO_STORY_NEAR, "$dim"), gap=1), *_musts(question)]
    for fit in (*row.serving, *row.near)[:3]:
        blocks += _fit(fit, page)
    return blocks


def _often(page: MatrixPage) -> list[Block]:
    rows = [row for row in page.matrix.stories if row.often]
    return [heading(sentences.TOO_OFTEN) for _ in rows[:1]] + [_story_row(row, page) for row in rows]


def _story_row(row: StoryRow, page: MatrixPage) -> Block:
    reason = join((OFTEN_TEXTS[row.often] if row.often else "", "$due"))
    return Block(_title(row.story, page), item=f"{STORY}{row.story}", below=join("  ", reason), wide=True)


def _question_row(row: QuestionRow, page: MatrixPage) -> Block:
    best, label, item = row.best, line(page.bank.by_id[row.question].label), item_of(row)
    if best is None:
        return Block(label, item=item, cut=True, wide=True)
    right = join((percent(best.share), "$made" if best.serves else "$dim"))
    if not page.is_alone:
        below = join("  ", _fit_summary(best, page))
        return Block(label, item=item, right=right, below=below, cut=True, wide=True)
    fits = [_fit_summary(fit, page) for fit in row.serving or (best,)]
    text = Content("\n").join([label, *fits])
    return Block(text, item=item, right=right, rest=Content("  "), wide=True)


def _fit_summary(fit: StoryFit, page: MatrixPage) -> Content:
    """Return a story and the must points that it lacks."""
    missing = sentences.missing_text(fit)
    lead = "" if fit.serves else "nearly: "
    return join((lead, "$dim"), _title(fit.story, page), (f"; {missing}" if missing else "", "$dim"))


def _fit(fit: StoryFit, page: MatrixPage) -> list[Block]:
    style = "$made" if fit.serves else "$dim"
    title = join(_title(fit.story, page, "bold"), "  ", (percent(fit.share), style))
    rows = [
        Block(
            join(line(hit.point), (f'  "{hit.sentence}"', "$dim")),
            lead=join((f"{page.glyphs.made} ", "$made")),
        )
        for hit in fit.hits
    ]
    lacking = sentences.missing_text(fit) or sentences.ALL_PRESENT
    return [
        Block(title, gap=1),
        *rows,
        Block(line(lacking, "$due" if fit.missing else "$dim"), lead=Content("  ")),
    ]


def _musts(question: Question) -> list[Block]:
    return [
        Block(line(point.name), lead=join(("! ", "$must")), gap=int(not place))
        for place, point in enumerate(point for point in question.key_points if point.must)
    ]


def _title(story: str, page: MatrixPage, style: str = "") -> Content:
    found = page.stories.get(story)
    return line(found.title if found is not None else story, style)
