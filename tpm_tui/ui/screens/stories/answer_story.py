"""Choosing the story of the current answer, and reading on in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from tpm_tui.core.bank.question import Question
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen


class StoryUser(Protocol):
    """A session in which a story can be chosen for the current answer."""

    @property
    def question(self) -> Question | None:
        """The question that is answered."""
        ...

    @property
    def story(self) -> str:
        """Id of the story of the answer; empty if there is none."""
        ...

    @property
    def used(self) -> Mapping[str, int]:
        """The number of the other answer of this interview in which a story was used, by the story's id."""
        ...

    def count_points(self, text: str) -> int:
        """Return how many key points of the question are recognised in a text."""
        ...

    def use_story(self, story: str) -> None:
        """Set the story of the answer, empty for none, and show it."""
        ...

    def page_on(self) -> None:
        """Show the next part of the story."""
        ...


class StoryCommands:
    """The commands about the story of an answer."""

    def __init__(self, screen: ActionScreen, user: StoryUser) -> None:
        """
        Args:
            screen: shows the list and the notices.
            user: the session.
        """
        self._screen = screen
        self._user = user

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"story": self.choose, "story-page": self.page_on}

    def choose(self) -> None:
        """Choose the story of the answer from the list.

        Raises:
            DataFolderError: the history cannot be read.
        """
        from tpm_tui.exchange.stories.sentences import no_stories_message
        from tpm_tui.practice.stories.overview import load_story_overview
        from tpm_tui.ui.pages.stories.picker import StoryChoices
        from tpm_tui.ui.screens.stories.picker import StoryPicker

        screen, user, question = self._screen, self._user, self._user.question
        screen.save()
        overview = load_story_overview(screen.workspace)
        if overview.loaded.errors and not overview.stories:
            screen.show_notice(str(overview.loaded.errors[0]), error=True)
            return
        if not overview.stories or question is None:
            keys = (screen.keymap.display_key(BY_ID[id], Scope.TODAY) for id in ("stories", "story-new"))
            screen.show_notice(no_stories_message(*keys))
            return
        choices = StoryChoices(
            overview,
            points={story.id: user.count_points(story.text) for story in overview.stories},
            total=len(question.key_points),
            used=user.used,
            current=user.story,
        )
        screen.ask(StoryPicker(question, choices), self._use)

    def page_on(self) -> None:
        """Show the next part of the story."""
        if self._user.story:
            self._user.page_on()
        else:
            from tpm_tui.exchange.stories.sentences import NO_STORY_MESSAGE

            self._screen.show_notice(NO_STORY_MESSAGE)

    def _use(self, story: str | None) -> None:
        if story is None or story == self._user.story:
            return
        from tpm_tui.exchange.stories.sentences import NO_STORY_MESSAGE, story_chosen_message
        from tpm_tui.practice.stories.overview import find_story

        used = self._user.used.get(story)
        self._user.use_story(story)
        self._screen.save()
        found = find_story(self._screen.workspace, story) if story else None
        key = self._screen.keymap.display_key(BY_ID["story-page"], self._screen.scope)
        notice = story_chosen_message(found.title, key, used=used) if found else NO_STORY_MESSAGE
        self._screen.show_notice(notice, error=used is not None)
