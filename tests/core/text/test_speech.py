"""Word counts, speaking times and their display."""

import pytest

from tpm_tui.core.text.speech import count_words, format_clock, spoken_seconds


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("  \n", 0), ("one", 1), ("two\twords\n", 2), ("I - we", 3)]
)
def test_count_words_splits_at_white_space(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (140, 60), (142, 61), (350, 150)])
def test_speaking_rate_is_140_words_per_minute(words: int, seconds: int) -> None:
    assert spoken_seconds(words) == seconds


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, "0:00"), (59.9, "0:59"), (61, "1:01"), (3_600, "60:00"), (-5, "0:00")]
)
def test_clock_format_is_minutes_and_seconds(seconds: float, expected: str) -> None:
    assert format_clock(seconds) == expected
