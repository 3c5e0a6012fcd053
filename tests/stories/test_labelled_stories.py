"""The labelled stories are valid."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bank.items import questions
from tests.stories.labelled_cases import (
    ANY_STORY,
    COMPLETE_SETS,
    JUDGED_KINDS,
    STORY_SETS,
    StorySet,
    story_cases,
)
from tpm_tui.core.stories.story import STORY_PARTS

pytestmark = pytest.mark.content

STORIES_IN_A_SET = 12
STORIES_OF_A_CANDIDATE: dict[StorySet, int] = {"tuning": 6, "held-out": 6, "check": 2, "fresh": 2}
MIN_SERVED = 15
"""Different questions that the stories of a set serve."""
WORDS = range(80, 251)

each_set = pytest.mark.parametrize("story_set", STORY_SETS)
each_complete_set = pytest.mark.parametrize("story_set", COMPLETE_SETS)


@each_set
def test_labels_are_questions_that_are_judged(story_set: StorySet) -> None:
    judged = {question.id for question in questions() if question.kind in JUDGED_KINDS}
    assert judged >= ANY_STORY
    wrong = [
        (case.number, label)
        for case in story_cases(story_set)
        for label in case.serves | case.maybe
        if label not in judged
    ]
    assert wrong == []


@each_complete_set
def test_every_story_serves_a_question(story_set: StorySet) -> None:
    cases = story_cases(story_set)
    assert [case.number for case in cases if not case.serves or case.serves & case.undecided] == []
    assert len({served for case in cases for served in case.serves}) >= MIN_SERVED


@each_complete_set
def test_stories_are_complete(story_set: StorySet) -> None:
    for case in story_cases(story_set):
        assert tuple(case.story.parts) == STORY_PARTS, case.number
        assert len(case.story.text.split()) in WORDS, case.number
        assert case.story.figures, case.number
        assert case.story.tags, case.number


@each_set
def test_stories_are_in_the_file_of_their_set(story_set: StorySet) -> None:
    cases = story_cases(story_set)
    assert {case.set for case in cases} == {story_set}
    assert len(cases) == (14 if story_set == "fresh" else STORIES_IN_A_SET)
    assert set(Counter(case.candidate for case in cases).values()) == {STORIES_OF_A_CANDIDATE[story_set]}


def test_story_numbers_and_ids_are_unique() -> None:
    cases = [case for story_set in STORY_SETS for case in story_cases(story_set)]
    assert len({case.number for case in cases}) == len({case.story.id for case in cases}) == len(cases)
