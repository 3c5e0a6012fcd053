"""Backups of two days are kept, then daily, weekly and monthly ones; the newest is always kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.storage.files.retention import RECENT, RetentionPolicy, expired_backups

NOW = datetime(2026, 11, 22, 20, 0)
policies = st.builds(
    RetentionPolicy, daily=st.integers(0, 5), weekly=st.integers(0, 5), monthly=st.integers(0, 5)
)
moments = st.lists(
    st.integers(-5 * 24 * 60, 900 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    max_size=80,
)


@given(moments, policies)
def test_recent_and_future_backups_are_kept(made: list[datetime], keep: RetentionPolicy) -> None:
    assert all(NOW - moment > RECENT for moment in expired_backups(made, NOW, keep))


@given(moments, policies)
def test_older_backups_do_not_exceed_the_policy(made: list[datetime], keep: RetentionPolicy) -> None:
    remaining = {moment for moment in made if NOW - moment > RECENT} - expired_backups(made, NOW, keep)
    assert len(remaining) <= max(1, keep.daily + keep.weekly + keep.monthly)


@given(moments, policies)
def test_newest_backup_is_always_kept(made: list[datetime], keep: RetentionPolicy) -> None:
    assert not made or max(made) not in expired_backups(made, NOW, keep)


@given(moments, policies)
def test_second_removal_removes_nothing(made: list[datetime], keep: RetentionPolicy) -> None:
    remaining = set(made) - expired_backups(made, NOW, keep)
    assert expired_backups(remaining, NOW, keep) == set()


@given(moments, policies)
def test_order_and_duplicates_do_not_matter(made: list[datetime], keep: RetentionPolicy) -> None:
    assert (
        expired_backups([*reversed(made), *made], NOW, keep) == expired_backups(made, NOW, keep) <= set(made)
    )


@given(moments)
def test_removed_backup_has_a_newer_one_or_is_very_old(made: list[datetime]) -> None:
    remaining = sorted(set(made) - expired_backups(made, NOW, RetentionPolicy()))
    for moment in expired_backups(made, NOW, RetentionPolicy()):
        newer = [other for other in remaining if other > moment]
        near = newer and newer[0] - moment < timedelta(days=31)
        assert near or len([other for other in remaining if NOW - other > RECENT]) == 31


def test_default_policy_keeps_days_weeks_and_months() -> None:
    """Two backups per day; expired ones are removed after each."""
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


def test_monthly_backups_of_two_years_are_all_kept() -> None:
    made = [datetime(2024 + month // 12, month % 12 + 1, 5) for month in range(24)]
    assert expired_backups(made, datetime(2026, 1, 1), RetentionPolicy()) == set()


def test_zero_policy_keeps_the_last_two_days() -> None:
    made = [NOW - timedelta(hours=hours) for hours in (1, 47, 49, 900)]
    assert expired_backups(made, NOW, RetentionPolicy(0, 0, 0)) == set(made[2:])


def test_first_and_last_date_are_handled() -> None:
    assert expired_backups([datetime.min, datetime.max], NOW, RetentionPolicy()) == set()
    assert expired_backups([datetime.min, datetime.max], datetime.max, RetentionPolicy(0, 0, 0)) == {
        datetime.min
    }
