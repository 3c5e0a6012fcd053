"""What the place of the stories shows, loaded when it is needed; the matrix in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from tpm_tui.core.stories.matrix import StoryMatrix
from tpm_tui.practice.stories.matrix import StoryMatcher
from tpm_tui.practice.stories.overview import StoryOverview, load_story_overview
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.storage.stories.story_file import load_stories
from tpm_tui.ui.screens.action_screen import ActionScreen


class StoryData:
    """The stories, their use, and the matrix."""

    def __init__(
        self, screen: ActionScreen, show: Callable[[], None], find_draft: Callable[[], bool]
    ) -> None:
        """
        Args:
            screen: the place, which runs the thread.
            show: shows everything again; called when the matrix is computed.
            find_draft: returns whether a new story was typed and not saved.
        """
        self._screen = screen
        self._show = show
        self._workspace = screen.workspace
        self._matcher = StoryMatcher(screen.workspace)
        self._find_draft = find_draft
        self.has_draft = False
        """Whether a new story was typed and not saved."""
        self._overview: StoryOverview | None = None
        self.matrix: StoryMatrix | None = None
        """The matrix as it was computed last; None before that."""
        self._is_stale = True
        """Whether the matrix must be computed again."""
        self.error = ""
        """Why the history cannot be read."""

    @property
    def overview(self) -> StoryOverview:
        """The stories and their use."""
        if self._overview is None:
            self.has_draft = self._find_draft()
            try:
                self._overview = load_story_overview(self._workspace)
            except StorageError as error:
                self.error = str(error)
                loaded = load_stories(self._workspace.paths.data)
                self._overview = StoryOverview(loaded, {}, self._workspace.today())
        return self._overview

    def drop(self) -> None:
        """Load everything again when it is needed next."""
        self._overview, self._is_stale, self.error = None, True, ""

    def load_matrix(self) -> None:
        """Compute the matrix in a thread, if something may have changed, and show it then."""
        if self._is_stale:
            self._is_stale = False
            worker = self._compute  # not its coroutine: a worker that is replaced never starts it
            self._screen.run_worker(worker, exclusive=True, group="matrix")  # type: ignore[arg-type]

    async def _compute(self) -> None:
        screen = self._screen
        try:
            matrix = await asyncio.to_thread(self._matcher.matrix)
        except StorageError as error:
            self.error = str(error)
            return
        if screen.is_attached and screen.is_running:
            self.matrix = matrix
            self._show()
