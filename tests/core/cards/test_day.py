"""The study day: rollover, daylight saving, unusual time zones, limits of the calendar."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.cards.day import days_after, days_before, days_between, in_zone, study_day

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("2026-11-22T03:59:59", date(2026, 11, 21)),
        ("2026-11-22T04:00:00", date(2026, 11, 22)),
        ("2026-11-22T23:59:59", date(2026, 11, 22)),
        ("2026-11-23T00:00:00", date(2026, 11, 22)),
        ("2026-03-01T01:00:00", date(2026, 2, 28)),
        ("2027-01-01T03:00:00", date(2026, 12, 31)),
    ],
)
def test_day_starts_at_four(clock: str, expected: date) -> None:
    assert study_day(datetime.fromisoformat(clock).replace(tzinfo=BERLIN), BERLIN) == expected


@pytest.mark.parametrize(("hour", "expected"), [(0, date(2026, 11, 22)), (1, date(2026, 11, 21))])
def test_rollover_hour_is_configurable(hour: int, expected: date) -> None:
    assert study_day(datetime(2026, 11, 22, 0, 30, tzinfo=UTC), UTC, hour) == expected


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        # Daylight saving starts, 02:00 becomes 03:00: 04:00 is only three hours after midnight.
        ("2026-03-29T01:59:00+00:00", date(2026, 3, 28)),
        ("2026-03-29T02:00:00+00:00", date(2026, 3, 29)),
        # Daylight saving ends, 03:00 becomes 02:00: 04:00 is five hours after midnight.
        ("2026-10-25T02:59:00+00:00", date(2026, 10, 24)),
        ("2026-10-25T03:00:00+00:00", date(2026, 10, 25)),
    ],
)
def test_day_starts_at_four_when_daylight_saving_changes(instant: str, expected: date) -> None:
    assert study_day(datetime.fromisoformat(instant), BERLIN) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (ZoneInfo("Asia/Kathmandu"), date(2026, 11, 22)),  # +05:45, wall clock 04:15
        (ZoneInfo("Asia/Kolkata"), date(2026, 11, 21)),  # +05:30, wall clock 03:59
        (ZoneInfo("Pacific/Kiritimati"), date(2026, 11, 22)),  # +14:00
        (ZoneInfo("Pacific/Pago_Pago"), date(2026, 11, 21)),  # -11:00
        (timezone(timedelta(hours=-23, minutes=-59)), date(2026, 11, 20)),
    ],
)
def test_zone_decides_the_day(zone: tzinfo, expected: date) -> None:
    assert study_day(datetime(2026, 11, 21, 22, 29, tzinfo=UTC), zone) == expected


def test_half_hour_daylight_saving_keeps_day() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")  # On 2026-04-05 from 02:00 back to 01:30.
    before = datetime(2026, 4, 4, 14, 59, tzinfo=UTC)
    assert (
        study_day(before, lord_howe)
        == study_day(before + timedelta(minutes=30), lord_howe)
        == date(2026, 4, 4)
    )


class UnknownOffset(tzinfo):
    """A time zone without an offset, which makes a datetime naive."""

    def utcoffset(self, dt: datetime | None) -> None:
        return None

    def dst(self, dt: datetime | None) -> None:
        return None

    def tzname(self, dt: datetime | None) -> str:
        return "unknown"


@pytest.mark.parametrize("zone", [None, UnknownOffset()])
def test_time_without_zone_is_rejected(zone: tzinfo | None) -> None:
    with pytest.raises(ValueError, match="time zone"):
        study_day(datetime(2026, 11, 22, tzinfo=zone), UTC)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(1, 1, 1, 0, 0, tzinfo=UTC), date.min),
        (datetime(1, 1, 1, 3, 59, tzinfo=UTC), date.min),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), date.max),
    ],
)
@pytest.mark.parametrize("zone", [UTC, *map(ZoneInfo, ZONES)], ids=str)
def test_study_day_at_limits_of_calendar(now: datetime, expected: date, zone: tzinfo) -> None:
    assert abs(study_day(now, zone) - expected) <= timedelta(days=1)


@given(
    st.datetimes(datetime(1970, 1, 3), datetime(2099, 12, 30), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
    st.integers(0, 23),
)
def test_study_day_is_wall_clock_date_or_day_before(now: datetime, zone: str, hour: int) -> None:
    wall = now.astimezone(ZoneInfo(zone))
    expected = wall.date() if wall.hour >= hour else wall.date() - timedelta(days=1)
    assert study_day(now, ZoneInfo(zone), hour) == expected


@given(st.datetimes(timezones=st.timezones()), st.timezones(), st.integers(0, 23))
def test_every_instant_has_study_day(now: datetime, zone: tzinfo, hour: int) -> None:
    assert isinstance(study_day(now, zone, hour), date)


@given(st.dates(), st.dates())
def test_days_between_is_never_negative(one: date, other: date) -> None:
    assert days_between(one, other) == max(0, (other - one).days)


@given(st.dates(), st.integers(0, 10_000_000))
def test_days_after_is_limited_to_last_day(day: date, days: int) -> None:
    later = days_after(day, days)
    assert later == date.max or (later - day).days == days


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_in_zone_at_limits_of_calendar(at: datetime) -> None:
    for hours in (-12, 0, 14):
        zone = timezone(timedelta(hours=hours))
        assert abs(in_zone(at, zone).replace(tzinfo=None) - at.replace(tzinfo=None)) <= timedelta(hours=14)
    assert in_zone(at, None) == at


def test_days_before_is_limited_to_first_day() -> None:
    assert days_before(date(2026, 11, 22), 30) == date(2026, 10, 23)
    assert days_before(date(1, 1, 5), 30) == date.min
