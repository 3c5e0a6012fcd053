"""Dates as people type them: relative to the study day, never past, and refused with examples if unclear."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tpm_tui.core.text.typed_date import (
    DATE_EXAMPLES,
    MONTHS,
    WEEKDAY_NAMES,
    TypedDateError,
    full_day,
    parse_date,
)

TODAY = date(2026, 11, 22)
"""A Sunday."""

days = st.dates(date(1900, 1, 1), date(9000, 1, 1))
"""Study days that are followed by at least a thousand years."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-22"),
        ("tomorrow", "2026-11-23"),
        ("  Tomorrow ", "2026-11-23"),
        ("day after tomorrow", "2026-11-24"),
        ("the day after tomorrow", "2026-11-24"),
        ("in 10 days", "2026-12-02"),
        ("10 days", "2026-12-02"),
        ("in 1 day", "2026-11-23"),
        ("in a week", "2026-11-29"),
        ("in 3 weeks", "2026-12-13"),
        ("in 3  WEEKS", "2026-12-13"),
        ("9 dec", "2026-12-09"),
        ("dec 9", "2026-12-09"),
        ("9 Dec.", "2026-12-09"),
        ("9. december", "2026-12-09"),
        ("9th of December", "2026-12-09"),
        ("december the 9th", "2026-12-09"),
        ("22 nov", "2026-11-22"),
        ("21 nov", "2027-11-21"),
        ("1 sept", "2027-09-01"),
        ("1 sep", "2027-09-01"),
        ("29 feb", "2028-02-29"),
        ("9 December 2027", "2027-12-09"),
        ("December 9, 2027", "2027-12-09"),
        ("Thu 9 December 2027", "2027-12-09"),
        ("Wed, 9 dec", "2026-12-09"),
        ("Thursday, 9 dec 2027", "2027-12-09"),
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("on friday", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("next friday", "2026-11-27"),
        ("sun", "2026-11-29"),
        ("thurs", "2026-11-26"),
        ("tues", "2026-11-24"),
        ("2026-12-09", "2026-12-09"),
        ("2026-12-9", "2026-12-09"),
        ("2026/12/09", "2026-12-09"),
        ("20261209", "2026-12-09"),
        ("2026-W50-3", "2026-12-09"),
    ],
)
def test_date_is_parsed(text: str, expected: str) -> None:
    assert parse_date(text, TODAY).isoformat() == expected


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ("2026-11-25", "fri", "2026-11-27"),
        ("2026-11-25", "next fri", "2026-12-04"),
        ("2026-11-27", "fri", "2026-12-04"),
        ("2026-11-27", "next fri", "2026-12-04"),
        ("2026-11-23", "next monday", "2026-11-30"),
        ("2026-12-31", "1 jan", "2027-01-01"),
        ("2096-03-01", "29 feb", "2104-02-29"),
    ],
)
def test_date_depends_on_the_study_day(today: str, text: str, expected: str) -> None:
    assert parse_date(text, date.fromisoformat(today)).isoformat() == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2025-12-03", "2025-12-03 is past"),
        ("2026-11-21", "2026-11-21 is past"),
        ("9 dec 2025", "2025-12-09 is past"),
        ("yesterday", "2026-11-21 is past"),
        ("", "the date is missing; write {}"),
        (" \t", "the date is missing; write {}"),
        ("9/12", "9/12 can mean two dates; write {}"),
        ("12.9.2027", "12.9.2027 can mean two dates; write {}"),
        ("09-12-2027", "09-12-2027 can mean two dates; write {}"),
        ("30 feb", "February has no day 30; write {}"),
        ("29 feb 2027", "February 2027 has no day 29; write {}"),
        ("2027-02-29", "February 2027 has no day 29; write {}"),
        ("0 dec", "December has no day 0; write {}"),
        ("2026-13-01", "invalid date '2026-13-01'; write {}"),
        ("Thu 9 dec", "2026-12-09 is a Wednesday; write {}"),
        ("next week", "invalid date 'next week'; write {}"),
        ("december", "invalid date 'december'; write {}"),
        ("dec 2027", "invalid date 'dec 2027'; write {}"),
        ("9", "invalid date '9'; write {}"),
        ("soon", "invalid date 'soon'; write {}"),
        ("sunny", "invalid date 'sunny'; write {}"),
        ("m", "invalid date 'm'; write {}"),
        ("t", "invalid date 't'; write {}"),
        ("ju 9", "invalid date 'ju 9'; write {}"),
        ("9 dec 27", "invalid date '9 dec 27'; write {}"),
        ("in days", "invalid date 'in days'; write {}"),
        ("in 99999 days", "invalid date 'in 99999 days'; write {}"),
        ("in -3 days", "invalid date 'in -3 days'; write {}"),
        ("۹ dec", "invalid date '۹ dec'; write {}"),
        ("fri or sat", "invalid date 'fri or sat'; write {}"),
    ],
)
def test_unclear_and_past_dates_are_refused(text: str, error: str) -> None:
    with pytest.raises(TypedDateError) as raised:
        parse_date(text, TODAY)
    assert str(raised.value) == error.format(DATE_EXAMPLES)


def test_long_text_is_cut_in_the_error() -> None:
    with pytest.raises(TypedDateError) as raised:
        parse_date("x" * 10_000, TODAY)
    assert len(str(raised.value)) < 200


def test_day_after_the_last_of_the_calendar_is_refused() -> None:
    last = date.max
    for text in ("tomorrow", "in 3 weeks", "fri", "next fri", "1 jan", "day after tomorrow"):
        with pytest.raises(TypedDateError, match="is too far ahead"):
            parse_date(text, last)


def test_examples_are_valid() -> None:
    for example in DATE_EXAMPLES.replace(" or ", ", ").split(", "):
        assert parse_date(example, TODAY) >= TODAY


@given(days, st.integers(0, 100_000))
def test_every_iso_and_full_date_is_read_back(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert parse_date(day.isoformat(), today) == day
    assert parse_date(full_day(day), today) == day
    assert parse_date(f"{MONTHS[day.month - 1]} {day.day}, {day.year}", today) == day


@given(days, st.integers(1, 100_000))
def test_every_earlier_date_is_refused(today: date, ago: int) -> None:
    assume((today - date.min).days >= ago)
    day = today - timedelta(days=ago)
    with pytest.raises(TypedDateError, match=f"^{day} is past$"):
        parse_date(day.isoformat(), today)


@given(days, st.sampled_from(WEEKDAY_NAMES), st.booleans())
def test_weekday_is_within_seven_days(today: date, name: str, short: bool) -> None:
    day = parse_date(name[:3].lower() if short else name, today)
    assert 1 <= (day - today).days <= 7
    assert WEEKDAY_NAMES[day.weekday()] == name
    after = parse_date(f"next {name}", today)
    assert day <= after
    assert after.weekday() == day.weekday()
    assert after.isocalendar()[:2] == (today + timedelta(days=7)).isocalendar()[:2]


@given(days, st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_day_and_month_mean_the_next_such_day(today: date, named: date) -> None:
    name = MONTHS[named.month - 1]
    day = parse_date(f"{named.day} {name}", today)
    assert day == parse_date(f"{name[:3]} {named.day}", today)
    assert (day.month, day.day) == (named.month, named.day)
    assert 0 <= (day - today).days <= (366 if (named.month, named.day) != (2, 29) else 8 * 366)


@given(days, st.integers(0, 9999), st.sampled_from([("day", 1), ("week", 7)]))
def test_number_of_days_or_weeks_is_counted(today: date, count: int, unit: tuple[str, int]) -> None:
    assert parse_date(f"in {count} {unit[0]}s", today) == today + timedelta(days=count * unit[1])


WORDS = st.sampled_from(
    [
        *MONTHS,
        *WEEKDAY_NAMES,
        "in",
        "next",
        "the",
        "of",
        "3",
        "31",
        "2027",
        "weeks",
        "day",
        "a",
        "9/12",
        ",",
        ".",
    ]
)


@given(days, st.text(max_size=40) | st.lists(WORDS, max_size=5).map(" ".join))
def test_any_text_gives_a_coming_day_or_an_error(today: date, text: str) -> None:
    try:
        day = parse_date(text, today)
    except TypedDateError:
        return
    assert day >= today
