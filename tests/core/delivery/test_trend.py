"""The delivery over the attempts at a question."""

from __future__ import annotations

from tpm_tui.core.delivery.trend import TREND_ATTEMPTS, compute_trend

VAGUE = "So basically we kind of did it, and I guess I was fine with all of that."


def test_figures_are_those_of_each_answer() -> None:
    first, second = compute_trend([VAGUE, "", "I did it. My team was fine."])
    assert (first.words, first.hedges, first.we) == (17, 17.6, 0.5)
    assert (second.words, second.hedges, second.we) == (7, 0, 0)


def test_headings_are_not_counted() -> None:
    (figures,) = compute_trend(["Context:\nIt was late.\n\nAction:\nNo choice."])
    assert (figures.words, figures.we) == (5, None)


def test_trend_is_of_the_newest_attempts() -> None:
    answers = ["word " * count for count in range(1, 9)]
    assert [each.words for each in compute_trend(answers)] == list(range(9 - TREND_ATTEMPTS, 9))
