"""The list of stored reports."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tpm_tui.core.text.file_names import printable_line
from tpm_tui.exchange.phrases import plural
from tpm_tui.exchange.stories.sentences import SHEET_TITLE, SHORT_WHAT_IS_ON_IT
from tpm_tui.storage.documents.stored_reports import MAX_LISTED, StoredReport
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line, plain

ANSWERS_WIDTH = 9
"""Columns of the number of answers, below ten."""
WRITE_NOW = "write"
"""The item of the first row."""
CHEAT_SHEET_ROW = "cheat-sheet"
"""The item of the row that shows the cheat sheet."""
WRITE_NOW_LABEL = "Write the report of this session now"
NO_REPORTS = "No reports yet. One is written at the end of each session with an answer."
ALL_LISTED = f"These are the newest {MAX_LISTED:,}; older ones are in the folder."


def report_list_blocks(
    reports: Sequence[StoredReport], folder: str, *, can_write: bool, error: str = ""
) -> list[Block]:
    """Return the list; the item of each report is its index.

    Args:
        reports: the reports, newest first.
        folder: the folder that they are in.
        can_write: whether the first row writes the report of a running session.
        error: why the folder cannot be listed.
    """
    count = plural(len(reports), "report")
    blocks = [Block(line(f"{count} in {printable_line(folder)}", "$dim"), wide=True, cut=True)]
    if error:
        blocks.append(Block(line(error, "$lost"), gap=1))
    if can_write:
        blocks.append(Block(line(WRITE_NOW_LABEL), item=WRITE_NOW, gap=1))
    if not reports and not error:
        blocks.append(Block(line(NO_REPORTS, "$dim"), gap=1))
    for index, report in enumerate(reports):
        blocks.append(_row(report, index, gap=0 if index else 1))
    if len(reports) >= MAX_LISTED:
        blocks.append(Block(line(ALL_LISTED, "$dim"), gap=1))
    sheet = join(SHEET_TITLE, (f"  {SHORT_WHAT_IS_ON_IT}", "$dim"))
    return [*blocks, Block(sheet, item=CHEAT_SHEET_ROW, gap=1, cut=True, wide=True)]


def _row(report: StoredReport, index: int, gap: int) -> Block:
    answers = "" if report.answers is None else plural(report.answers, "answer")
    kind = report.path.suffix.removeprefix(".") if report.path.suffix != ".md" else ""
    name = printable_line(report.path.name)
    if not report.started:
        return Block(line(name), item=str(index), gap=gap, cut=True)
    pieces = [
        line(report.started),
        plain(f"{answers:<{ANSWERS_WIDTH}}"),
        line(report.mode, "bold"),
        line(kind, "$dim"),
    ]
    return Block(Content("  ").join([each for each in pieces if each]), item=str(index), gap=gap, cut=True)
