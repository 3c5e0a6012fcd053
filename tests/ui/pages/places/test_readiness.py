"""The table of topics."""

from __future__ import annotations

import pytest

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.plan.readiness import TopicReadiness
from tpm_tui.ui.pages.places.readiness import topic_table
from tpm_tui.ui.render.glyphs import ASCII
from tpm_tui.ui.render.layout import layout

BANK = Bank((Topic("delivery", "Program delivery"), Topic("ops", "Operations")))
TOPICS = (
    TopicReadiness("ops", questions=10, ready=1, met=6, missed=2),
    TopicReadiness("delivery", questions=5, ready=4, met=5),
)


def rows(width: int) -> list[str]:
    return [row.content.plain.rstrip() for row in layout(topic_table(TOPICS, BANK, width, 0, ASCII), width)]


def test_table_has_met_sticks_and_missed() -> None:
    assert rows(60) == [
        "TOPICS, WEAKEST FIRST        met  sticks  missed",
        " Operations       =~~~~---  6/10       1       2",
        " Program delivery ======~~   5/5       4",
    ]


def test_narrow_table_has_only_what_sticks() -> None:
    assert rows(36) == [
        "TOPICS, WEAKEST FIRST       sticks",
        " Operations       =~~~~---       1",
        " Program delivery ======~~       4",
    ]


@pytest.mark.parametrize("width", [36, 48, 58, 76])
def test_no_row_is_wider_than_the_column(width: int) -> None:
    assert max(len(row) for row in rows(width)) <= width


def test_table_without_topics_is_empty() -> None:
    assert topic_table((), BANK, 60, 0, ASCII) == []
