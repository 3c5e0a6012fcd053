"""The rows of the dialog that chooses a mock interview."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.text.plural import plural
from tpm_tui.exchange.mock_text import format_summary, stopped_mock_summary
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line

RESUME_MOCK, CUSTOM_MOCK = "resume", "custom"
"""The items of the rows that are no preset."""
MOCK_INTRODUCTION = "Answer everything first; then rate each answer beside its model answer."
PURPOSES = {
    "phone": "A first call: short answers on different topics.",
    "onsite": "Depth: every answer is followed up twice.",
    "loop": "A whole day in an hour: four rounds of two questions.",
}
"""What each preset is for."""
CUSTOM_TITLE, CUSTOM_SUMMARY = "Your own", "questions, minutes and topics as you like"
NAME_WIDTH = 14


def mock_rows(stopped: Mock | None, now: datetime) -> list[Block]:
    """Return the introduction and a row for each choice; a stopped interview comes first.

    Args:
        stopped: the interview that can be resumed.
        now: the current time.
    """
    rows = [Block(line(MOCK_INTRODUCTION, "$dim"))]
    if stopped is not None:
        rows.append(_row("Resume", stopped_mock_summary(stopped, now), "", RESUME_MOCK))
    for name, format in PRESETS.items():
        rows.append(_row(format.title, format_summary(format), PURPOSES[name], name))
    rows.append(_row(CUSTOM_TITLE, CUSTOM_SUMMARY, "", CUSTOM_MOCK))
    return rows


def topic_rows(bank: Bank) -> list[Block]:
    """Return a row for each topic, with its number of questions."""
    return [
        Block(
            line(topic.label),
            right=line(plural(len(bank.ids_by_topic.get(topic.id, ())), "question"), "$dim"),
            item=topic.id,
        )
        for topic in bank.topic_by_id.values()
    ]


def _row(title: str, summary: str, purpose: str, item: str) -> Block:
    pieces: Iterable[str | tuple[str, str]] = (summary, (f"\n{purpose}" if purpose else "", "$dim"))
    return Block(join(*pieces), lead=join((f"{title:<{NAME_WIDTH}}", "bold")), item=item, gap=1)
