"""The story of the current answer on the screen of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpm_tui.ui.render.sizes import STORY_BESIDE
from tpm_tui.ui.screens.action_screen import ActionScreen

if TYPE_CHECKING:
    from tpm_tui.ui.widgets.story_pane import StoryPane


class StoryBeside:
    """Shows a story at the right of the answer or above it; the widget is created when it is needed."""

    def __init__(self, screen: ActionScreen, container: str, below: str) -> None:
        """
        Args:
            screen: the screen of the session.
            container: selector of the widget that the story is put into.
            below: selector of the widget in it that the story is above.
        """
        self._screen = screen
        self._container = container
        self._below = below
        self._pane: StoryPane | None = None

    def show(self, story: str, *, reload: bool = False) -> None:
        """Show a story by its id; do nothing without one, or if it is shown.

        Args:
            story: the id.
            reload: whether it may have changed.
        """
        is_roomy = self._screen.size.width >= STORY_BESIDE
        if not story or (self._pane is not None and self._pane.shown == (story, is_roomy) and not reload):
            return
        from tpm_tui.exchange.stories.sentences import STORY_MISSING
        from tpm_tui.practice.stories.overview import find_story

        pane = self._existing_pane()
        found = find_story(self._screen.workspace, story)
        pane.show_story(story, found, STORY_MISSING, is_roomy=is_roomy)

    def page_on(self) -> None:
        """Show the next part of the story."""
        if self._pane is not None:
            self._pane.page_on()

    def _existing_pane(self) -> StoryPane:
        if self._pane is None:
            from tpm_tui.ui.widgets.story_pane import StoryPane

            self._pane = StoryPane()
            self._screen.query_one(self._container).mount(self._pane, before=self._below)
        return self._pane
