"""Matching of stories with questions, measured with labelled stories.

The rule was chosen with the tuning set only, and measured twice with the held-out set. With one better
fitting question allowed for a single point, its precision there was 0.73. With none allowed, the rule that
has the highest precision on the tuning set, it is 1.00. So the held-out set was used for a choice too.

The check set is independent: its stories were written before the questions were read, and judged before the
rule was run. The rule was measured with it once, and not changed afterward: precision is 0.40 (0.36 if the
pairs on which interviewers may differ count as wrong) and recall 0.21. It does not reach 0.75.
"""

from __future__ import annotations

import time
from functools import cache

import pytest
from msgspec import Struct

from tests.stories.labelled_cases import StorySet, story_cases
from tpm_tui.core.stories.matrix import StoryFit, fit_story, questions_for_stories
from tpm_tui.core.stories.story import Story
from tpm_tui.core.stories.wording_fit import WordingFit
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.bank.stemmer import english_stemmer

pytestmark = pytest.mark.content


class MatchingFigures(Struct, frozen=True):
    """The quality of the matching; pairs on which interviewers may differ are left out."""

    right: int
    """Pairs of a story and a question that it serves, by rule and label."""
    wrong: int
    """Pairs that only the rule finds."""
    missed: int
    """Pairs that only the labels have."""

    @property
    def precision(self) -> float:
        """The share of the pairs found that are right."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of the labelled pairs that are found."""
        return self.right / (self.right + self.missed)


@cache
def matcher() -> PointMatcher:
    return PointMatcher(Workspace.find({}, banks=[shipped_bank()]))


@cache
def wordings() -> WordingFit:
    return WordingFit(matcher().workspace.bank.questions, english_stemmer())


def fits_of(story: Story) -> tuple[StoryFit, ...]:
    return fit_story(story, questions_for_stories(matcher().workspace.bank.questions), matcher(), wordings())


@cache
def measure(story_set: StorySet) -> MatchingFigures:
    right = wrong = missed = 0
    for case in story_cases(story_set):
        found = {fit.question for fit in fits_of(case.story) if fit.serves} - case.undecided
        right += len(found & case.serves)
        wrong += len(found - case.serves)
        missed += len(case.serves - found)
    return MatchingFigures(right, wrong, missed)


@pytest.mark.parametrize(
    ("story_set", "precision", "recall"), [("tuning", 0.95, 0.6), ("held-out", 0.9, 0.4)]
)
def test_matching_is_precise(story_set: StorySet, precision: float, recall: float) -> None:
    figures = measure(story_set)
    assert figures.precision >= precision, figures
    assert figures.recall >= recall, figures


def test_matching_of_the_check_set_gets_no_worse() -> None:
    figures = measure("check")
    assert figures.precision >= 0.4, figures
    assert figures.recall >= 0.2, figures


@pytest.mark.parametrize("story_set", ["tuning", "held-out"])
def test_each_point_quotes_the_story_word_for_word(story_set: StorySet) -> None:
    for case in story_cases(story_set):
        words = " ".join(case.story.text.split())
        for fit in fits_of(case.story):
            assert fit.hits
            for hit in fit.hits:
                assert " ".join(hit.sentence.split()) in words


@pytest.mark.bench
def test_matrix_of_ten_stories_takes_under_two_seconds() -> None:
    stories = [case.story for case in story_cases("tuning")][:10]
    fresh = PointMatcher(matcher().workspace)
    questions = questions_for_stories(fresh.workspace.bank.questions)
    before = time.process_time()
    for story in stories:
        fit_story(story, questions, fresh, wordings())
    assert time.process_time() - before < 2
