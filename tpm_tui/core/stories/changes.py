"""Changes of stories and lists, as they are undone."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.core.stories.story import Story


class StoryChange(Struct, frozen=True):
    """A story was added, changed or removed."""

    before: Story | None
    """None if it was added."""
    after: Story | None
    """None if it was removed."""

    @property
    def title(self) -> str:
        """The title of the story."""
        story = self.after or self.before
        return story.title if story else ""


class ListChange(Struct, frozen=True):
    """The lists were changed."""

    before: OwnLists
    after: OwnLists


OwnTextChange: TypeAlias = StoryChange | ListChange
