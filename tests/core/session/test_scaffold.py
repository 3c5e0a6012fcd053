"""Scaffolds: headings to type below, which are no answer themselves."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import Kind
from tpm_tui.core.session.answer_parts import outline_for
from tpm_tui.core.session.scaffold import (
    answer_text,
    count_answer_words,
    scaffold_text,
    without_headings,
    words_by_part,
)
from tpm_tui.core.text.speech import count_words

KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.mark.parametrize("kind", KINDS)
def test_empty_scaffold_is_no_answer(kind: Kind) -> None:
    text = scaffold_text(kind)
    assert (count_answer_words(text), answer_text(text)) == (0, "")
    assert words_by_part(text) == dict.fromkeys(outline_for(kind), 0)


def test_story_scaffold_has_a_heading_for_each_part() -> None:
    assert scaffold_text("behavioural") == "Context:\n\nAction:\n\nResult:\n\nLearning:\n"


def test_words_are_counted_below_and_beside_headings() -> None:
    text = "First of all.\nContext: six weeks late\nand red\n\nACTION:\nI split it.\n\nLearning:\n"
    assert words_by_part(text) == {"": 3, "Context": 5, "Action": 3, "Learning": 0}
    assert count_answer_words(text) == 11
    assert answer_text(text) == text


def test_text_without_scaffold_is_unchanged() -> None:
    text = "Result: we shipped.\nThe context was: late."
    assert words_by_part(text) == {}
    assert without_headings(text) == answer_text(text) == text
    assert count_answer_words(text) == count_words(text)


@given(st.text())
def test_answer_text_is_the_text_or_nothing(text: str) -> None:
    assert answer_text(text) in (text, "")
    if answer_text(text) != text:
        assert count_answer_words(text) == 0


@given(st.sampled_from(KINDS), st.text(st.characters(categories=["L", "Zs"])))
def test_typed_words_are_counted_exactly(kind: Kind, typed: str) -> None:
    assert count_answer_words(scaffold_text(kind) + typed) == count_words(typed)
    assert sum(words_by_part(scaffold_text(kind) + typed).values()) == count_words(typed)
