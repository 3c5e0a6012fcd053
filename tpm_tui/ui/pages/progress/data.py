"""The data of the page."""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.reports.stats import Statistics
from tpm_tui.ui.render.glyphs import Glyphs


class ProgressPage(Struct, frozen=True, kw_only=True):
    """What the page shows."""

    stats: Statistics
    bank: Bank
    intervals: tuple[int, ...]
    """The interval in days of box 1, 2, ..."""
    glyphs: Glyphs
    blocks: bool
    """Whether charts may have other characters than ASCII."""
    minutes: bool = False
    """Whether the calendar shows minutes instead of answers."""
    start_key: str = ""
    """The key that starts practice."""
