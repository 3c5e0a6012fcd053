"""How many other questions an answer fits better."""

from __future__ import annotations

import pytest

from tpm_tui.core.bank.topic_fit import TopicFit

FIT = TopicFit({"hiring": {"hire", "team"}, "latency": {"cache", "network"}, "storage": {"cache", "disk"}})


@pytest.mark.parametrize(
    ("question", "words", "better"),
    [
        ("hiring", ["hire", "team", "cache"], 0),
        ("hiring", ["cache", "network"], 2),
        ("storage", ["cache", "network"], 1),
        ("hiring", ["unknown"], 0),
        ("hiring", [], 0),
        ("another", ["cache"], 0),
    ],
)
def test_better_questions_are_counted(question: str, words: list[str], better: int) -> None:
    assert FIT.count_better(question, words) == better


def test_repeated_words_count_once() -> None:
    assert FIT.count_better("hiring", ["hire", *["cache"] * 9]) == 0
