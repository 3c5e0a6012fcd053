"""The quality of recognised key points with the shipped bank, measured with labelled answers."""

from __future__ import annotations

from collections import defaultdict
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

MIN_RECALL = {"held_out": 0.7, "tuning": 0.75}
"""By file name. Answers of other files need no minimum. Those of `held_out` were not used for tuning."""
MIN_PRECISION = 0.9
MAX_OFF_TOPIC_TICKED = 0.03

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


@pytest.mark.parametrize("name", MIN_RECALL)
def test_recognition_reaches_the_floors(name: str) -> None:
    (file,) = (file for file in checkout_labels() if file.stem == name)
    found = figures(file)
    assert (found.all.precision or 0) >= MIN_PRECISION, found
    assert (found.all.recall or 0) >= MIN_RECALL[name], found


def test_few_points_of_off_topic_answers_are_ticked() -> None:
    """The share is that of all files that were not used for tuning: those of one file are too few."""
    found = [figures(file) for file in checkout_labels() if file.stem in ("held_out", "off_topic")]
    off_topic = [each.figures for one in found for each in one.kinds if each.kind == "off-topic"]
    decisions = sum(each.decisions for each in off_topic)
    ticked = sum((each.ticked or 0) * each.decisions for each in off_topic)
    assert decisions >= 140
    assert ticked / decisions <= MAX_OFF_TOPIC_TICKED, found


def test_own_cues_of_one_story_tick_nothing_wrong_in_others() -> None:
    index = CoverageIndex.build(questions(), english_stemmer())
    cues = 0
    for file in checkout_labels():
        for answer in answers_in(file):
            question = BY_ID[answer.question]
            kept: defaultdict[str, list[str]] = defaultdict(list)
            for other in answers_in(file):
                if other.question == answer.question and other is not answer:
                    for point in other.covered:
                        kept[point].append(index.rank_sentences(question, other.text, point)[0][0])
            cues += sum(map(len, kept.values()))
            known = {hit.point for hit in index.match(question, answer.text) if hit.sure}
            ticked = {hit.point for hit in index.match(question, answer.text, kept) if hit.sure}
            assert known <= ticked
            assert ticked - known <= {*answer.covered, *answer.maybe}
    assert cues > 500
