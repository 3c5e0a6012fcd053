"""The remarks on an answer as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.delivery.remark import Remark
from tpm_tui.exchange.delivery.remark_text import remark_text
from tpm_tui.exchange.markdown_escape import inline


def remark_blocks(remarks: Sequence[Remark], *, spoken: bool) -> list[str]:
    """Return a title and a list with each remark and its quote; empty without remarks."""
    if not remarks:
        return []
    rows = [row for remark in remarks for row in _rows(remark, spoken=spoken)]
    return ["Delivery:", "\n".join(rows)]


def _rows(remark: Remark, *, spoken: bool) -> list[str]:
    row = f"- {inline(remark_text(remark, spoken=spoken))}"
    return [row, f"  - {inline(f'“{remark.quote}”')}"] if remark.quote else [row]
