"""The pace of new questions from the learner's own answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.plan.plan_cases import Case, cases, deadlines
from tests.core.strategies import TODAY, grades
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.pace import NO_DATE_HORIZON, Retention, measure_retention, new_quota

UNKNOWN, STICKS, FADES = Retention(5, 0), Retention(6, 4), Retention(40, 26)


def in_days(**counts: int) -> dict[date | None, int]:
    """Return numbers of new questions by date: `d3=5` are five in three days."""
    return {TODAY + timedelta(days=int(name[1:])): count for name, count in counts.items()}


def quota(new: Mapping[date | None, int], new_a_day: int, retention: Retention) -> int:
    left = {day: (day - TODAY).days for day in new if day}
    return new_quota(new, left, new_a_day, retention)


@pytest.mark.parametrize(
    ("retention", "expected"),
    [(UNKNOWN, 2), (Retention(6, 3), 0), (STICKS, 4), (FADES, 0), (Retention(40, 27), 4)],
)
def test_pace_depends_on_what_sticks(retention: Retention, expected: int) -> None:
    assert quota(in_days(d10=20), 12, retention) == expected


@pytest.mark.parametrize(("new", "expected"), [(54, 0), (55, 1), (60, 6), (90, 6)])
def test_pace_is_never_less_than_needed_to_see_all(new: int, expected: int) -> None:
    assert quota(in_days(d10=new), 6, FADES) == expected


def test_without_date_new_questions_are_spread_over_a_month() -> None:
    assert [quota({None: 40}, 9, each) for each in (UNKNOWN, STICKS, FADES)] == [2, 3, 0]
    assert quota({None: 9 * NO_DATE_HORIZON}, 9, FADES) == 9


def test_each_date_has_its_own_pace() -> None:
    assert quota(in_days(d3=4, d20=8), 10, UNKNOWN) == 2 + 1
    assert quota(in_days(d3=4, d20=8), 10, STICKS) == 3 + 1
    assert quota(in_days(d3=9, d4=9), 5, FADES) == 18 - 3 * 5


quotas = st.dictionaries(
    st.none() | st.integers(1, 20).map(lambda n: TODAY + timedelta(days=n)), st.integers(0, 60)
)
retentions = st.sampled_from([UNKNOWN, STICKS, FADES])


@given(quotas, st.integers(0, 12), retentions)
def test_quota_is_never_fewer_than_must_be_today(
    new: dict[date | None, int], new_a_day: int, retention: Retention
) -> None:
    """With the quota today and all room for new questions from tomorrow on, as many are seen as possible."""
    found = quota(new, new_a_day, retention)
    assert 0 <= found <= min(sum(new.values()), new_a_day)
    total = 0
    for day, count in sorted((day, count) for day, count in new.items() if day):
        total += count
        days = (day - TODAY).days
        assert min(total, found + new_a_day * (days - 1)) == min(total, new_a_day * days)


@given(cases(deadlines=deadlines), st.data(), grades)
def test_retention_does_not_change_during_the_day(case: Case, data: st.DataObject, grade: Grade) -> None:
    before = measure_retention(case.cards, case.today)
    for question in data.draw(st.permutations(sorted(case.questions)))[:3]:
        case = case.after_answer(question, grade)
        assert measure_retention(case.cards, case.today) == before


def test_retention_counts_newest_answers_of_all_cards() -> None:
    yesterday = 2 * (TODAY.toordinal() - 1)
    older = Card("older", spaced=(yesterday - 2, yesterday + 1))
    newer = Card("newer", spaced=(yesterday - 1, yesterday + 1, yesterday + 2))
    assert measure_retention({"older": older, "newer": newer}, TODAY) == Retention(4, 3)


@pytest.mark.parametrize(
    ("retention", "end"),
    [
        (
            Retention(),
            "each study day has at least an even share of them, and more while few questions are due.",
        ),
        (Retention(40, 31), "still sticks: 31 of the last 40 did, so breadth comes first."),
        (Retention(9, 5), "still sticks: 5 of the last 9 did, so repeats come first."),
    ],
)
def test_summary_explains_the_pace(retention: Retention, end: str) -> None:
    summary = retention.summary(Deadline(TODAY))
    assert summary.startswith("New questions come as late as they still all fit, unless two thirds")
    assert summary.endswith(end)
    assert retention.summary(None).startswith(
        "New questions come as late as they still all fit in 30 study days"
    )
