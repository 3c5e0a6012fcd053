"""The shipped study sets are valid and name existing questions."""

from __future__ import annotations

import pytest

from tests.bank.items import BANK, TOPICS, questions
from tpm_tui.core.bank.study_set import StudySet
from tpm_tui.storage.bank.study_sets import load_study_sets

pytestmark = pytest.mark.content

LOADED = load_study_sets([BANK])
NAMES = {str(item.number) for item in questions()} | {item.id for item in questions()}

each_set = pytest.mark.parametrize("study_set", LOADED.sets.values(), ids=lambda study_set: study_set.id)


def test_study_sets_are_valid() -> None:
    assert LOADED.sets
    assert LOADED.problems == ()


@each_set
def test_each_question_of_a_set_exists(study_set: StudySet) -> None:
    missing = [name for name in study_set.questions if name not in NAMES]
    assert not missing, f"no such question: {missing}"


@each_set
def test_set_names_each_question_once(study_set: StudySet) -> None:
    assert len(set(study_set.questions)) == len(study_set.questions)


def test_explain_drill_set_is_the_whole_topic_in_order() -> None:
    drill = [item.id for item in questions() if item.number in TOPICS["explain-drill"]]
    assert list(LOADED.sets["explain-drill"].questions) == drill
