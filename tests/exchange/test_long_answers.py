"""An answer of megabytes, merged from another machine, takes a time in proportion to its length."""

from __future__ import annotations

import pytest

from tpm_tui.exchange import text_table
from tpm_tui.exchange.markdown_escape import block_quote, inline, table_cell
from tpm_tui.exchange.text_table import wrap

LENGTH = 500_000
"""Characters."""

SHAPES = {
    "prose": "we were four to seven weeks late, and I called the director. ",
    "lines": "we were four to seven weeks late\n",
    "indented": "  - a list of\n      - lists\n",
    "markup": "*_`[<",
    "comparisons": "<1",
    "entities": "&a",
    "headings": " #",
    "rules": "- ",
    "backslashes": "\\",
    "addresses": "www.a@",
    "wide": "日本",
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("shape", SHAPES)
def test_long_answer_is_escaped_in_proportion_to_its_length(shape: str) -> None:
    text = SHAPES[shape] * (LENGTH // len(SHAPES[shape]))
    for escape in (block_quote, inline, table_cell):
        assert len(escape(text)) >= len(" ".join(text.split()))


def test_very_long_word_is_measured_at_most_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []
    cells = text_table.cells

    def counted(text: str) -> int:
        measured.append(len(text))
        return cells(text)

    monkeypatch.setattr(text_table, "cells", counted)
    for text in ("x" * LENGTH, "漢" * 20_000):
        measured.clear()
        assert "".join(wrap(text, 76)) == text
        assert sum(measured) <= 2 * len(text)
