"""The quality of recognised key points with the shipped bank, measured with labelled answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bank.items import questions
from tpm_tui.core.bank.coverage import CoverageIndex
from tpm_tui.core.bank.coverage_figures import (
    CoverageFigures,
    LabelledAnswer,
    measure_coverage,
    unknown_points,
)
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.bank.labelled_answers import checkout_labels, load_labelled_answers
from tpm_tui.storage.bank.stemmer import english_stemmer

pytestmark = pytest.mark.content

HELD_OUT = "held_out.yaml"
"""Answers to questions that were not used for tuning."""

BY_ID = {question.id: question for question in questions()}

each_file = pytest.mark.parametrize("file", checkout_labels(), ids=lambda file: file.stem)


def answers_in(file: Path) -> tuple[LabelledAnswer, ...]:
    loaded = load_labelled_answers(file)
    assert loaded.value is not None, loaded.problems
    return loaded.value.answers


def figures(file: Path) -> CoverageFigures:
    index = CoverageIndex.build(questions(), english_stemmer())

    def find_ticks(question: Question, text: str) -> frozenset[str]:
        return frozenset(hit.point for hit in index.match(question, text) if hit.sure)

    return measure_coverage(answers_in(file), BY_ID, find_ticks)


@each_file
def test_labels_are_key_points_of_their_question(file: Path) -> None:
    wrong = [
        (answer.question, unknown)
        for answer in answers_in(file)
        if (unknown := unknown_points(answer, BY_ID[answer.question]))
    ]
    assert not wrong


@each_file
def test_no_label_is_both_covered_and_maybe(file: Path) -> None:
    assert not [answer.question for answer in answers_in(file) if set(answer.covered) & set(answer.maybe)]


def test_held_out_answers_reach_the_floors() -> None:
    file = next((file for file in checkout_labels() if file.name == HELD_OUT), None)
    if file is None:
        pytest.skip(f"no {HELD_OUT}")
    found = figures(file)
    assert (found.all.precision or 0) >= 0.9, found
    assert (found.all.recall or 0) >= 0.7, found
    assert (found.off_topic_ticked or 0) <= 0.03, found
