"""The page of an old answer that is marked again: question, answer and key points without ticks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tpm_tui.core.cards.events import Review
from tpm_tui.exchange.progress.marking import MARKING_HELP, old_answer_title
from tpm_tui.exchange.question_sections import Section
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.pages.history import SHOWN_CHARACTERS
from tpm_tui.ui.pages.own_answer import CUT_ANSWER, quote_blocks
from tpm_tui.ui.pages.points import PointMarks, count_text, point_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain


def marking_blocks(
    review: Review,
    points: Section,
    ticked: Collection[str],
    today: date,
    glyphs: Glyphs,
    *,
    cursor: str,
    width: int,
) -> list[Block]:
    """Return the page.

    Args:
        review: the old answer; its ticks are not shown.
        points: the key points of its question.
        ticked: names of the points ticked now.
        today: the study day.
        glyphs: the marks.
        cursor: the point under the cursor.
        width: columns of the page.
    """
    marks = PointMarks(ticked)
    blocks = [Block(join((BY_ID["mark-again"].name, "bold")))]
    blocks += paragraphs(line(MARKING_HELP, "$dim"), gap=0)
    blocks += paragraphs(plain(review.prompt, "bold"), gap=1)
    blocks.append(heading(old_answer_title(review.day, today)))
    blocks += quote_blocks(review.answer[:SHOWN_CHARACTERS], glyphs)
    if len(review.answer) > SHOWN_CHARACTERS:
        blocks.append(Block(line(CUT_ANSWER, "$due"), gap=1))
    blocks.append(heading(points.title, count_text(points, marks, glyphs=glyphs)))
    return [*blocks, *point_blocks(points, marks, cursor=cursor, width=width)]
