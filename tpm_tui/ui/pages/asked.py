"""Where a question was asked, in its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tpm_tui.core.cards.events import AskedQuestion
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.plan.asked import asked_place
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line


def asked_blocks(asked: Sequence[AskedQuestion], today: date) -> list[Block]:
    """Return a row for each interview in which a question was asked; empty if there is none."""
    rows = [
        Block(join(line(asked_place(each, today)), "  ", line(clean_line(each.text), "$dim")))
        for each in asked
    ]
    return [heading("interviews"), *rows] if rows else []
