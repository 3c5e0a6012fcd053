"""The words that texts are compared by."""

import pytest

from tpm_tui.core.text.stems import content_stems, content_words
from tpm_tui.storage.bank.stemmer import english_stemmer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("We are the ones", []),
        ("Told Finance, twice!", ["told", "finance", "twice"]),
        ("the team's burn-down (k8s) at 3.5%", ["team", "burn", "down", "k8s", "3", "5"]),
        ("I\u2019ve seen it; they didn't, it isn\u2019t", ["seen"]),
        ("snake_case Ölpreis", ["snake", "case", "ölpreis"]),
    ],
)
def test_words_that_carry_a_subject(text: str, words: list[str]) -> None:
    assert content_words(text) == words


def test_endings_do_not_tell_words_apart() -> None:
    stem = english_stemmer()
    assert content_stems("escalated dependencies", stem) == content_stems("escalates a dependency", stem)
    assert content_stems("plan", stem) != content_stems("plane", stem)
    assert english_stemmer() is stem
