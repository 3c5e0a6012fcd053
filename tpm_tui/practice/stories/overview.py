"""The stories with their use in answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tpm_tui.core.stories.story import Story
from tpm_tui.core.stories.uses import StoryUsage, usage_by_story
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.story_file import LoadedStories, load_stories


class StoryOverview(Struct, frozen=True):
    """All stories, and how often each was used."""

    loaded: LoadedStories
    usage: Mapping[str, StoryUsage]
    """By story id; only of those that were used."""
    today: date

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories in the order of the file."""
        return self.loaded.stories


def load_story_overview(workspace: Workspace) -> StoryOverview:
    """Return the stories and their use.

    Raises:
        DataFolderError: the history cannot be read.
    """
    loaded = load_stories(workspace.paths.data, workspace.paths.cache)
    return StoryOverview(loaded, usage_by_story(workspace.store.story_uses()), workspace.today())


def find_story(workspace: Workspace, story: str) -> Story | None:
    """Return a story by its id; None if it is no longer in the file."""
    return load_stories(workspace.paths.data, workspace.paths.cache).by_id.get(story)
