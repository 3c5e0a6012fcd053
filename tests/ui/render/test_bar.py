"""Thin bars."""

from __future__ import annotations

import pytest

from tpm_tui.ui.render.bar import thin_bar
from tpm_tui.ui.render.glyphs import ASCII, UNICODE


@pytest.mark.parametrize(
    ("share", "bar"),
    [(0.0, "--------"), (0.001, "=-------"), (0.5, "====----"), (0.999, "=======-"), (1.0, "========")],
)
def test_bar_is_full_or_empty_only_at_the_ends(share: float, bar: str) -> None:
    assert thin_bar(share, 8, ASCII).plain == bar


def test_parts_of_a_bar_differ_without_colour() -> None:
    assert thin_bar(0.5, 4, UNICODE).plain == "━━──"
