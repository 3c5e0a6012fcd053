"""The story of the current answer of a mock interview."""

from __future__ import annotations

from collections.abc import Mapping

from tpm_tui.core.bank.question import Question
from tpm_tui.practice.point_matcher import PointMatcher
from tpm_tui.ui.screens.mock.view import MockView


class MockStory:
    """Chooses the story of the current answer for `StoryCommands`."""

    def __init__(self, view: MockView) -> None:
        self._view = view
        self._session = view.mock_session
        self._point_matcher = PointMatcher(view.mock_session.workspace)

    @property
    def question(self) -> Question | None:
        """The current question."""
        return self._session.question

    @property
    def story(self) -> str:
        """Id of the story of the answer; empty if there is none."""
        return self._session.answer.story

    @property
    def used(self) -> Mapping[str, int]:
        """The number of the other answer in which a story was used, by the story's id."""
        mock = self._session.mock
        return {
            answer.story: number
            for number, answer in enumerate(mock.answers, 1)
            if answer.story and number != mock.place + 1
        }

    def count_points(self, text: str) -> int:
        """Return how many key points of the question are recognised in a text."""
        hits = self._point_matcher.find_hits(self._session.question, text)
        return len({hit.point for hit in hits if hit.sure})

    def use_story(self, story: str) -> None:
        """Set the story of the answer, and show it."""
        self._session.mock = self._session.mock.use_story(story)
        self._view.show_story()

    def page_on(self) -> None:
        """Show the next part of the story."""
        self._view.story.page_on()
