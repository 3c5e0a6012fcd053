"""The matrix of stories and questions, computed from the stories file, the bank and the history."""

from __future__ import annotations

from tpm_tui.core.stories.matrix import (
    StoryFit,
    StoryMatrix,
    build_matrix,
    fit_story,
    is_answered_by_one_story,
    questions_for_stories,
)
from tpm_tui.core.stories.story import Story
from tpm_tui.core.stories.wording_fit import WordingFit
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.story_file import LoadedStories, load_stories


class StoryMatcher:
    """Computes the matrix; stories that have not changed are matched only once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._matcher = PointMatcher(workspace)
        self._wordings: WordingFit | None = None
        self._fits: dict[Story, tuple[StoryFit, ...]] = {}

    def load_stories(self) -> LoadedStories:
        """Return the stories of the learner and the problems of their file."""
        return load_stories(self._workspace.paths.data, self._workspace.paths.cache)

    def matrix(self, loaded: LoadedStories | None = None) -> StoryMatrix:
        """Return the matrix; 10 stories and the shipped bank take about half a second.

        Args:
            loaded: the stories, if they are loaded already.

        Raises:
            DataFolderError: the history cannot be read.
        """
        stories = (loaded or self.load_stories()).stories
        compared = questions_for_stories(self._workspace.bank.questions)
        shown = [question for question in compared if is_answered_by_one_story(question)]
        known = self._fits
        self._fits = {
            story: known[story]
            if story in known
            else fit_story(story, compared, self._matcher, self._wording_fit())
            for story in stories
        }
        ids = {question.id for question in shown}
        fits = {
            story.id: [fit for fit in found if fit.question in ids] for story, found in self._fits.items()
        }
        return build_matrix(stories, shown, fits, self._workspace.store.story_uses() if stories else ())

    def _wording_fit(self) -> WordingFit:
        if self._wordings is None:
            from tpm_tui.storage.bank.stemmer import english_stemmer

            self._wordings = WordingFit(self._workspace.bank.questions, english_stemmer())
        return self._wordings


def load_matrix(workspace: Workspace) -> StoryMatrix:
    """Return the matrix of stories and questions, computed once.

    Raises:
        DataFolderError: the history cannot be read.
    """
    return StoryMatcher(workspace).matrix()
