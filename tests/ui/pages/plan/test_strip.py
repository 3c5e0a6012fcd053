"""The strip of days."""

from __future__ import annotations

from datetime import date, timedelta

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.next_days import NextDay
from tpm_tui.ui.pages.plan.data import PlanPage
from tpm_tui.ui.pages.plan.strip import strip_blocks
from tpm_tui.ui.render.glyphs import ASCII
from tpm_tui.ui.render.layout import layout

TODAY = date(2026, 11, 29)  # a Sunday
BANK = Bank(())


def strip(*days: NextDay, width: int, dates: tuple[Deadline, ...] = (), figures: bool = True) -> list[str]:
    """Return the rows of the strip without the heading."""
    page = PlanPage(
        report=build_plan_report({}, {}, TODAY, PlanSettings()),
        next_days=days,
        dates=dates,
        bank=BANK,
        cards={},
        glyphs=ASCII,
        blocks=False,
    )
    rows = layout(strip_blocks(page, width, 0, figures=figures), width)
    return [row.content.plain.rstrip() for row in rows[1:]]


def day(place: int, reviews: int = 0, new: int = 0, *, off: bool = False, interview: bool = False) -> NextDay:
    return NextDay(TODAY + timedelta(days=place), reviews, new, off=off, interview=interview)


def test_strip_has_answers_days_off_and_the_interview() -> None:
    days = (day(0, 3, 5), day(1, 2, 2), day(2, off=True), day(3, 4, interview=True), day(4, 1))
    assert strip(*days, width=40, dates=(Deadline(days[3].day),)) == [
        "     Su  Mo  Tu  We  Th",
        "     ##  ==  .   !   ,,",
        " due  3   2  off  4   1",
        " new  5   2  off  0   0",
        "     today       interview 2 Dec",
    ]


def test_days_that_do_not_fit_are_left_out() -> None:
    rows = strip(*(day(place, 1) for place in range(30)), width=26, figures=False)
    assert rows == ["     Su  Mo  Tu  We  Th", "     ##  ##  ##  ##  ##", "     today"]


def test_date_after_the_strip_is_named_at_its_end() -> None:
    dates = (Deadline(TODAY + timedelta(days=45)),)
    rows = strip(*(day(place, 1) for place in range(30)), width=60, dates=dates)
    assert rows[-1].startswith("     today")
    assert rows[-1].endswith("interview in 45 days ->")
    assert len(rows[-1]) == 60


def test_narrow_strip_names_the_date_instead_of_today() -> None:
    dates = (Deadline(TODAY + timedelta(days=45)),)
    rows = strip(*(day(place, 1) for place in range(30)), width=32, dates=dates)
    assert rows[-1].strip() == "interview in 45 days ->"


def test_label_at_the_end_is_moved_to_the_left() -> None:
    days = tuple(day(place, 1, interview=place == 7) for place in range(8))
    rows = strip(*days, width=37, dates=(Deadline(days[7].day, name="phone screen"),))
    assert rows[-1].endswith(" phone screen 6 Dec")
    assert len(rows[-1]) <= 37


def test_interview_today_takes_the_place_of_today() -> None:
    rows = strip(day(0, 3, interview=True), day(1), width=40, dates=(Deadline(TODAY),))
    assert rows[-1] == "     interview 29 Nov"
