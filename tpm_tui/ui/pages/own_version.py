"""The current answer compared with the own version, below it on the page."""

from __future__ import annotations

from collections.abc import Collection

from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.exchange.own_answers.comparison import (
    COMPARED_TITLE,
    IS_VERSION,
    ComparedAnswer,
    comparison_rows,
    version_diff,
)
from tpm_tui.ui.pages.history import word_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

LABEL_COLUMNS = 8
CHANGE_STYLES = {"gained": "$made", "lost": "$lost"}


def version_comparison_blocks(
    version: OwnVersion, recognised: Collection[str], answer: ComparedAnswer, glyphs: Glyphs
) -> list[Block]:
    """Return the points, length, time and words of an answer against those of the own version.

    Args:
        version: the own version.
        recognised: the points recognised in it, if it was written.
        answer: the current answer.
        glyphs: the marks.
    """
    if answer.is_same(version):
        return [Block(line(IS_VERSION, "$dim"), gap=1)]
    rows = [
        Block(
            line(text.replace("->", glyphs.arrow), CHANGE_STYLES.get(label, "")),
            lead=join((f"{label:<{LABEL_COLUMNS}}", "$dim")),
        )
        for label, text in comparison_rows(version, recognised, answer)
    ]
    return [heading(COMPARED_TITLE), *rows, *word_blocks(version_diff(version, answer))]
