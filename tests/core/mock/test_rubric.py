"""The rubric: dimensions by kind, and the overall mark with its caps."""

from __future__ import annotations

from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import Kind
from tpm_tui.core.mock.rubric import ANCHORS, MARKS, Dimension, dimensions, overall_mark

KINDS: tuple[Kind, ...] = ("behavioural", "technical", "hybrid")

kinds = st.sampled_from(KINDS)
marks = st.dictionaries(st.sampled_from(Dimension), st.integers(1, 4))


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("behavioural", {Dimension.DEPTH}),
        ("technical", {Dimension.OWNERSHIP}),
        ("hybrid", set()),
    ],
)
def test_kinds_have_own_dimensions(kind: Kind, missing: set[Dimension]) -> None:
    assert set(Dimension) - set(dimensions(kind)) == missing


def test_anchors_are_unique() -> None:
    anchors = [anchor for dimension in Dimension for anchor in ANCHORS[dimension]]
    assert len(anchors) == len(set(anchors)) == len(Dimension) * len(MARKS)


@pytest.mark.parametrize(
    ("given_marks", "must_missing", "figure", "mark", "capped"),
    [
        ((3, 3, 3, 3, 3), False, True, 3, (False, False)),
        ((4, 4, 4, 4, 4), False, True, 4, (False, False)),
        ((4, 4, 4, 4, 4), False, False, 3, (False, True)),
        ((4, 4, 4, 4, 4), True, True, 2, (True, False)),
        ((4, 4, 4, 4, 4), True, False, 2, (True, False)),
        ((3, 3, 3, 3, 3), False, False, 3, (False, False)),
        ((2, 2, 2, 2, 2), True, False, 2, (False, False)),
        ((1, 1, 1, 4, 4), True, True, 1, (False, False)),
        ((1, 2, 3, 4, 4), False, True, 3, (False, False)),
        ((2, 3), False, True, 2, (False, False)),
    ],
)
def test_overall_mark_is_capped_median(
    given_marks: tuple[int, ...], must_missing: bool, figure: bool, mark: int, capped: tuple[bool, bool]
) -> None:
    rated = dict(zip(dimensions("behavioural"), given_marks, strict=False))
    result = overall_mark("behavioural", rated, must_missing=must_missing, figure=figure)
    assert result is not None
    assert (result.mark, (result.must_missing, result.no_figure)) == (mark, capped)
    assert (result.rated, result.applicable) == (len(given_marks), 5)


def test_overall_mark_is_none_without_marks() -> None:
    assert overall_mark("hybrid", {}, must_missing=False, figure=True) is None
    assert overall_mark("technical", {Dimension.OWNERSHIP: 4}, must_missing=False, figure=True) is None


@given(kinds, marks, st.booleans(), st.booleans())
def test_overall_mark_is_at_most_cap_and_median(
    kind: Kind, rated: dict[Dimension, int], must_missing: bool, figure: bool
) -> None:
    result = overall_mark(kind, rated, must_missing=must_missing, figure=figure)
    asked = [rated[dimension] for dimension in dimensions(kind) if dimension in rated]
    assert (result is None) == (not asked)
    if result is not None:
        assert 1 <= result.mark <= result.median == median_low(asked)
        assert result.mark <= 2 or not must_missing
        assert result.mark <= 3 or figure
        assert (result.mark < result.median) == (result.must_missing or result.no_figure)


@given(kinds, marks, st.booleans(), st.booleans(), st.sampled_from(Dimension))
def test_better_mark_never_lowers_overall_mark(
    kind: Kind, rated: dict[Dimension, int], must_missing: bool, figure: bool, dimension: Dimension
) -> None:
    before = overall_mark(kind, rated, must_missing=must_missing, figure=figure)
    if before is None or dimension not in rated:
        return
    better = {**rated, dimension: min(4, rated[dimension] + 1)}
    after = overall_mark(kind, better, must_missing=must_missing, figure=figure)
    assert after is not None
    assert after.mark >= before.mark
