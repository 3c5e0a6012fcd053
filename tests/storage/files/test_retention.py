"""Thinning backups: the last two days whole, then days, weeks and months; never all, never the newest."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.storage.files.retention import RECENT, RetentionPolicy, expired_backups

NOW = datetime(2026, 11, 22, 20, 0)
keeps = st.builds(
    RetentionPolicy, daily=st.integers(0, 5), weekly=st.integers(0, 5), monthly=st.integers(0, 5)
)
moments = st.lists(
    st.integers(-5 * 24 * 60, 900 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    max_size=80,
)


@given(moments, keeps)
def test_everything_of_the_last_two_days_stays_and_of_the_future(
    made: list[datetime], keep: RetentionPolicy
) -> None:
    assert all(NOW - moment > RECENT for moment in expired_backups(made, NOW, keep))


@given(moments, keeps)
def test_of_what_is_older_no_more_stays_than_was_asked_for(
    made: list[datetime], keep: RetentionPolicy
) -> None:
    stays = {moment for moment in made if NOW - moment > RECENT} - expired_backups(made, NOW, keep)
    assert len(stays) <= max(1, keep.daily + keep.weekly + keep.monthly)


@given(moments, keeps)
def test_the_newest_always_stays(made: list[datetime], keep: RetentionPolicy) -> None:
    assert not made or max(made) not in expired_backups(made, NOW, keep)


@given(moments, keeps)
def test_thinning_again_lets_nothing_more_go(made: list[datetime], keep: RetentionPolicy) -> None:
    stays = set(made) - expired_backups(made, NOW, keep)
    assert expired_backups(stays, NOW, keep) == set()


@given(moments, keeps)
def test_order_and_repetition_do_not_matter(made: list[datetime], keep: RetentionPolicy) -> None:
    assert (
        expired_backups([*reversed(made), *made], NOW, keep) == expired_backups(made, NOW, keep) <= set(made)
    )


@given(moments)
def test_what_goes_has_a_newer_one_of_its_day_week_or_month_or_is_very_old(made: list[datetime]) -> None:
    stays = sorted(set(made) - expired_backups(made, NOW, RetentionPolicy()))
    for moment in expired_backups(made, NOW, RetentionPolicy()):
        newer = [other for other in stays if other > moment]
        near = newer and newer[0] - moment < timedelta(days=31)
        assert near or len([other for other in stays if NOW - other > RECENT]) == 31


def test_a_year_of_practice_leaves_two_days_twelve_days_ten_weeks_and_nine_months() -> None:
    """Practice every evening and every morning, thinned after each backup."""
    kept: set[datetime] = set()
    for day in range(500):
        for hour in (8, 20):
            now = datetime(2026, 1, 1, hour) + timedelta(days=day)
            kept = (kept | {now}) - expired_backups(kept | {now}, now, RetentionPolicy())
    older = sorted(moment for moment in kept if now - moment > RECENT)
    assert len(kept) - len(older) == 5
    assert len(older) == 12 + 10 + 9
    ages = [(now - moment).days for moment in reversed(older)]
    assert ages[11] == 14
    assert 10 * 7 <= ages[21] - ages[11] + 7 <= 11 * 7
    assert all(28 - 7 <= two - one <= 31 + 7 for one, two in pairwise(ages[22:]))
    assert ages[-1] > 330


def test_practice_once_a_month_keeps_every_backup_of_two_years() -> None:
    made = [datetime(2024 + month // 12, month % 12 + 1, 5) for month in range(24)]
    assert expired_backups(made, datetime(2026, 1, 1), RetentionPolicy()) == set()


def test_keeping_none_keeps_the_last_two_days() -> None:
    made = [NOW - timedelta(hours=hours) for hours in (1, 47, 49, 900)]
    assert expired_backups(made, NOW, RetentionPolicy(0, 0, 0)) == set(made[2:])


def test_the_first_and_the_last_day_of_the_calendar_are_no_trouble() -> None:
    assert expired_backups([datetime.min, datetime.max], NOW, RetentionPolicy()) == set()
    assert expired_backups([datetime.min, datetime.max], datetime.max, RetentionPolicy(0, 0, 0)) == {
        datetime.min
    }
