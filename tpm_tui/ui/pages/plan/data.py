"""The data of the page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.interviews import PastInterview
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.plan_report import PlanReport
from tpm_tui.core.reports.next_days import NextDay
from tpm_tui.ui.render.glyphs import Glyphs


class PlanPage(Struct, frozen=True, kw_only=True):
    """What the page shows."""

    report: PlanReport
    next_days: Sequence[NextDay]
    """The next days, today first."""
    dates: Sequence[Deadline]
    """The target dates that are not past, nearest first."""
    past: Sequence[PastInterview] = ()
    """The past interviews, oldest first."""
    bank: Bank
    cards: Cards
    glyphs: Glyphs
    blocks: bool
    """Whether charts may have other characters than ASCII."""
