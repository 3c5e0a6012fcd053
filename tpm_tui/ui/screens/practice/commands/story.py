"""The story of the current answer of a practice session."""

from __future__ import annotations

from collections.abc import Mapping

from tpm_tui.core.bank.question import Question
from tpm_tui.ui.screens.practice.view import PracticeView


class PracticeStory:
    """Chooses the story of the current answer for `StoryCommands`."""

    def __init__(self, view: PracticeView) -> None:
        self._view = view
        self._session = view.practice_session

    @property
    def question(self) -> Question | None:
        """The current question."""
        return self._session.question

    @property
    def story(self) -> str:
        """Id of the story of the answer; empty if there is none."""
        return self._session.session.story

    @property
    def used(self) -> Mapping[str, int]:
        """Nothing: in practice a story may be used for every question."""
        return {}

    def count_points(self, text: str) -> int:
        """Return how many key points of the question are recognised in a text."""
        question = self._session.question
        hits = self._session.point_matcher.find_hits(question, text) if question else ()
        return len({hit.point for hit in hits if hit.sure})

    def use_story(self, story: str) -> None:
        """Set the story of the answer, and show it."""
        own, panes = self._session, self._view.panes
        own.session = own.session.use_story(story)
        panes.story.show(story, reload=True)
        panes.arrange()
        panes.refresh()

    def page_on(self) -> None:
        """Show the next part of the story."""
        self._view.panes.story.page_on()
