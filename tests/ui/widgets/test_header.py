"""The header names the nearest date and says that there are more, as far as there is room."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.widgets.status import TIMER_COLUMNS, Counts, NearestDate, header_text

PHONE = NearestDate(date(2026, 11, 25), 3, "phone screen", 2)
SCREEN = Counts(due=3, new=5, waiting=36, date=PHONE)
PHONE_TODAY = replace(PHONE, days_left=0)
TODAY = Counts(due=0, new=0, warm_up=6, date=PHONE_TODAY)


@pytest.mark.parametrize(
    ("counts", "width", "text"),
    [
        (SCREEN, 120, "tpm-tui  3 due  5 new  36 wait   phone screen in 3 days · Wed 25 Nov, 2 more"),
        (SCREEN, 88, "tpm-tui  3 due  5 new  36 wait   phone screen in 3 days · Wed 25 Nov +2"),
        (SCREEN, 80, "tpm-tui  3 due  5 new  36 wait   phone screen in 3 days +2"),
        (SCREEN, 60, "tpm-tui  3 due  5 new  36 wait  in 3 days +2"),
        (SCREEN, 42, "3 due  5 new  in 3 days +2"),
        (SCREEN, 40, "3 due  5 new  in 3 days"),
        (
            replace(SCREEN, date=replace(PHONE, title="a" * 90)),
            80,
            "tpm-tui  3 due  5 new  36 wait  in 3 days +2",
        ),
        (
            replace(SCREEN, date=replace(PHONE, title="", more=0, days_left=1)),
            80,
            "tpm-tui  3 due  5 new  36 wait   interview in 1 day · Wed 25 Nov",
        ),
        (replace(SCREEN, date=None), 80, "tpm-tui  3 due  5 new  36 wait"),
        (
            replace(SCREEN, date=replace(PHONE, title="[b]on\nsite", more=0), waiting=0),
            80,
            "tpm-tui  3 due  5 new   [b]on site in 3 days · Wed 25 Nov",
        ),
        (TODAY, 80, "tpm-tui  6 warm-up  phone screen today, 2 more"),
        (TODAY, 40, "6 warm-up  today +2"),
        (replace(TODAY, date=replace(PHONE_TODAY, title="", more=0)), 44, "6 warm-up  interview today"),
    ],
)
def test_header_names_the_nearest_date(counts: Counts, width: int, text: str) -> None:
    assert header_text(counts, width, UNICODE).plain == text


@given(st.integers(50, 200), st.text(max_size=60), st.integers(0, 5), st.integers(0, 400))
def test_header_leaves_room_for_the_timer(width: int, title: str, more: int, days: int) -> None:
    counts = Counts(due=3, new=5, date=NearestDate(PHONE.day, days, title, more))
    assert cell_len(header_text(counts, width, UNICODE).plain) <= width - TIMER_COLUMNS
