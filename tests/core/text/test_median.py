"""The median."""

from __future__ import annotations

import statistics

from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.text.median import median


@given(st.lists(st.integers(0, 3000) | st.floats(0, 3000), min_size=1))
def test_median_is_that_of_the_standard_library(values: list[float]) -> None:
    assert median(values) == statistics.median(values)
