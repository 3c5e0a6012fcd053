"""Remarks on the delivery of an answer: when each rule applies, and what it quotes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tpm_tui.core.bank.question import Kind
from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.rules import MAX_JUDGED_CHARACTERS, find_remarks

LONG_SENTENCE = "I asked every team " + "and then the next team " * 10 + "for the date that they could keep."


def remarks_on(
    text: str, kind: Kind = "behavioural", target: int = 0, *, spoken: bool = False, seconds: float = 0
) -> dict[Rule, Remark]:
    answer = DeliveredAnswer(text, kind, target, seconds, spoken)
    return {remark.rule: remark for remark in find_remarks(answer)}


def test_typed_answer_is_too_long_at_the_learners_own_pace() -> None:
    text = "I called the two teams. " * 60
    answer = DeliveredAnswer(text, "technical", 120, words_per_minute=140)
    assert not find_remarks(answer)
    (remark,) = find_remarks(replace(answer, words_per_minute=100))
    assert (remark.rule, remark.value, remark.limit) == (Rule.LENGTH, 180, 120)


def test_long_answer_is_quoted_where_the_target_is_reached() -> None:
    text = "".join(f"Step {number} took me a day. " for number in range(100))
    assert remarks_on(text, target=60)[Rule.LENGTH].quote == "Step 23 took me a day."


def test_short_answer_is_quoted_at_its_end() -> None:
    assert remarks_on("I waited. Then it was over.", target=60)[Rule.LENGTH].quote == "Then it was over."


def test_spoken_answer_is_judged_by_its_time() -> None:
    text = "I waited for a while. Then it was over."
    assert not remarks_on(text, target=60, spoken=True, seconds=60)
    assert remarks_on(text, target=60, spoken=True, seconds=120)[Rule.LENGTH].value == 120


def test_spoken_answer_without_transcript_has_the_time_only() -> None:
    (remark,) = find_remarks(DeliveredAnswer("", "behavioural", 60, 200, spoken=True))
    assert (remark.rule, remark.quote) == (Rule.LENGTH, "")


def test_nothing_is_remarked_on_no_answer() -> None:
    assert not remarks_on("", target=180)
    assert not remarks_on("Context:\n\nAction:\n\nResult:\n\nLearning:\n", target=180)


def test_very_long_text_has_the_length_only() -> None:
    text = "Um, basically we kind of did it. " * (MAX_JUDGED_CHARACTERS // 30)
    assert list(remarks_on(text, target=60)) == [Rule.LENGTH]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a. " * 333_000, "\n" * 1_000_000, "kind of " * 125_000])
def test_text_of_a_megabyte_is_judged_at_once(text: str) -> None:
    assert {Rule.LENGTH} >= set(remarks_on(text, target=60))
