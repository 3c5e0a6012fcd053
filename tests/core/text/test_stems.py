"""Content words and their stems."""

import pytest

from tpm_tui.core.text.stems import content_stems, content_words
from tpm_tui.storage.bank.stemmer import english_stemmer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("We are the ones", []),
        ("Asked Finance, twice!", ["asked", "finance", "twice"]),
        ("the team's burn-down (k8s) at 3.5%", ["team", "burn", "down", "k8s", "3", "5"]),
        ("I\u2019ve seen it; they didn't, it isn\u2019t", ["seen"]),
        ("snake_case Ölpreis", ["snake", "case", "ölpreis"]),
    ],
)
def test_content_words_exclude_function_words(text: str, words: list[str]) -> None:
    assert content_words(text) == words


def test_stems_ignore_word_endings() -> None:
    stem = english_stemmer()
    assert content_stems("escalated dependencies", stem) == content_stems("escalates a dependency", stem)
    assert content_stems("plan", stem) != content_stems("plane", stem)
    assert english_stemmer() is stem
