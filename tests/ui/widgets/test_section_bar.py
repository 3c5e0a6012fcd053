"""The bar of sections: all titles if they fit, else those around the current one."""

from __future__ import annotations

import pytest

from tpm_tui.ui.render.glyphs import ASCII
from tpm_tui.ui.widgets.reveal.section_bar import bar_text

TITLES = ("Points", "Model", "Short", "Whiteboard", "Weak signs", "Follow-ups", "Facts", "History")


def bar(current: int, width: int) -> str:
    return bar_text(TITLES, current, width, ASCII).plain


def test_all_titles_fit_into_76_columns() -> None:
    assert bar(1, 76) == " Points |Model  Short  Whiteboard  Weak signs  Follow-ups  Facts  History"


def test_narrow_bar_shows_what_is_left_out() -> None:
    assert bar(0, 30) == "|Points  Model  Short >"
    assert bar(4, 30) == "< |Weak signs  Follow-ups >"
    assert bar(7, 30) == "<  Follow-ups  Facts |History"


@pytest.mark.parametrize("width", range(16, 90, 3))
@pytest.mark.parametrize("current", range(len(TITLES)))
def test_current_title_is_always_shown_and_fits(current: int, width: int) -> None:
    row = bar(current, width)
    assert f"{ASCII.cursor}{TITLES[current]}" in row
    assert len(row) <= width
