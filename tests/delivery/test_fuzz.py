"""Remarks on any text: their quotes are in it word for word, and no text is too much for the rules."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.delivery.labelled_cases import CASE_SETS, delivery_cases
from tests.exchange.untrusted_texts import texts
from tpm_tui.core.bank.question import Kind
from tpm_tui.core.delivery.remark import DeliveredAnswer
from tpm_tui.core.delivery.rules import MAX_JUDGED_CHARACTERS, find_remarks
from tpm_tui.core.delivery.sentences import AnswerText
from tpm_tui.exchange.delivery.remark_text import remark_text

KINDS: tuple[Kind, ...] = ("behavioural", "technical", "hybrid")
HEADINGS = ("Context:", "Action:", "Result:", "Learning:", "- ", "1. ", "")
BREAKS = (" ", "\n", "\n\n", "\r\n", "  ", "\t")

MIXES = 600
"""Answers that are mixed from the labelled sentences."""

MAX_SECONDS = 1.0
"""Processor time for the largest answer that is judged in full."""


def check_quotes(text: str, kind: Kind, target: int, *, spoken: bool) -> int:
    """Check every quote of the remarks on an answer; return how many remarks there are."""
    remarks = find_remarks(DeliveredAnswer(text, kind, target, 100.0 if spoken else 0.0, spoken))
    for remark in remarks:
        assert remark.quote in text
        assert remark.quote.strip() or not AnswerText(text).sentences
        assert remark_text(remark, spoken=spoken)
    return len(remarks)


def test_quotes_in_mixed_sentences_are_verbatim() -> None:
    cases = [case for case_set in CASE_SETS for case in delivery_cases(case_set)]
    sentences = [sentence.text for case in cases for sentence in AnswerText(case.text).sentences]
    rng = random.Random(13)
    found = 0
    for _ in range(MIXES):
        pieces = rng.choices(sentences, k=rng.randint(1, 40))
        text = "".join(
            (rng.choice(HEADINGS) if rng.random() < 0.1 else "")
            + (piece if rng.random() < 0.9 else piece.rstrip(".").lower().replace("'", "\u2019"))
            + rng.choice(BREAKS)
            for piece in pieces
        )
        found += check_quotes(
            text, rng.choice(KINDS), rng.choice((0, 60, 165, 300)), spoken=rng.random() < 0.2
        )
    assert found > MIXES // 2


@given(text=texts, kind=st.sampled_from(KINDS), target=st.integers(0, 600), spoken=st.booleans())
def test_quotes_in_any_text_are_verbatim(text: str, kind: Kind, target: int, spoken: bool) -> None:
    check_quotes(text, kind, target, spoken=spoken)


@given(
    st.lists(
        st.sampled_from(["I ", "we ", "um, ", "kind of ", "by 40 %", "e.g. ", ".", "\n", "cut ", "Result:"])
    )
)
def test_quotes_in_parts_of_rules_are_verbatim(pieces: list[str]) -> None:
    check_quotes("".join(pieces), "behavioural", 60, spoken=False)


PIECES = (
    *(
        "kind of ",
        "a. ",
        "\n",
        "x",
        "x-",
        "1.",
        "by 40 % ",
        "so, and, ",
        "e.g. ",
        "we, um, ",
        "I was ",
        "both a, ",
    ),
    *(" ", "that's ", "what is ", "we were ", "- ", "a percent times "),
)


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (MAX_JUDGED_CHARACTERS // len(piece))
    for kind in KINDS:
        started = time.process_time()
        check_quotes(text, kind, 60, spoken=False)
        assert time.process_time() - started < MAX_SECONDS
