"""The sums of a whiteboard are found, computed and compared with the result that is shown."""

from __future__ import annotations

import pytest

from tests.bank.gates.sums import find_sums, sum_problems


@pytest.mark.parametrize(
    "text",
    [
        "50,000 per second x 0.2 s = 10,000 in flight",
        "10 million streams x 4 Mbit/s = 40 Tbit/s",
        "0.999^5 = 99.5%",
        "1 - 0.99^100 = 63%",
        "1,000 / 3 = 333",
        "1,000 / 3 = about 340",
        "Total: 40 + 25 + 15 = 80 ms, against 100",
        "(40 ms + 20 ms) x 2 (round trips) = 120 ms",
        "$3.5 million / 12 = $290,000 a month",
        "30/120 x 100 = 25%",
        "1,200 requests/s / 150 per pod = 8 pods",
        "30 x 24 x 60 = 43,200",
        "20k + 5k = 25k",
    ],
)
def test_right_sum_is_accepted(text: str) -> None:
    assert len(list(find_sums(text))) == 1
    assert list(sum_problems(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "12 x 4 = 50",
        "5 x 7 = 36",
        "| a | 5 x 7 = 36 |",
        "4 regions x 12 = 49 regions",
        "0.999^5 = 99.9%",
        "1,000 / 3 = 340",
        "1,000 / 3 = about 400",
        "(4 + 5) x 3 = 19",
        "2 x 3 = 6 x 5 = 24",
        "20k + 5k = 27k",
    ],
)
def test_wrong_sum_is_reported(text: str) -> None:
    assert len(list(sum_problems(text))) == 1


@pytest.mark.parametrize(
    "text",
    ["8-10 nodes x 2 = 20", "N x 2 = 4", "RTO = 15 minutes", "2 / 0 = 3", "a | 5 | 6", "12 x 4", "= 5", ""],
)
def test_text_that_is_no_sum_is_left_out(text: str) -> None:
    assert list(find_sums(text)) == []
