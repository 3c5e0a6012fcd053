"""Words, and the time they take to say."""

import pytest

from tpm_tui.core.text.speech import count_words, format_clock, spoken_seconds


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("  \n", 0), ("one", 1), ("two\twords\n", 2), ("I - we", 3)]
)
def test_words_are_divided_at_white_space(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(("words", "seconds"), [(0, 0), (140, 60), (142, 61), (350, 150)])
def test_speaking_takes_a_minute_for_140_words(words: int, seconds: int) -> None:
    assert spoken_seconds(words) == seconds


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.9, "0:59"), (61, "1:01"), (3_600, "60:00"), (-5, "0:00")]
)
def test_clock_shows_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert format_clock(seconds) == shown
