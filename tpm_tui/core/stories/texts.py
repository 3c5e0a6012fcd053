"""A story as it is typed: every field as one text."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from tpm_tui.core.stories.story import Story


class StoryTexts(Struct, frozen=True, kw_only=True):
    """The texts of the form in which a story is edited."""

    title: str = ""
    context: str = ""
    action: str = ""
    result: str = ""
    learning: str = ""
    figures: str = ""
    """One on each line."""
    tags: str = ""
    """Separated by commas."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(getattr(self, name).strip() for name in self.__struct_fields__)


def texts_of(story: Story) -> StoryTexts:
    """Return the texts of a story."""
    return StoryTexts(
        title=story.title,
        context=story.context,
        action=story.action,
        result=story.result,
        learning=story.learning,
        figures="\n".join(story.figures),
        tags=", ".join(story.tags),
    )


def story_of(texts: StoryTexts, id: str, updated: datetime) -> Story:
    """Return the story with some texts; empty figures and tags are left out.

    Args:
        texts: what was typed.
        id: the id of the story.
        updated: when it was changed.
    """
    return Story(
        id=id,
        title=texts.title.strip(),
        context=texts.context.strip(),
        action=texts.action.strip(),
        result=texts.result.strip(),
        learning=texts.learning.strip(),
        figures=tuple(line.strip() for line in texts.figures.splitlines() if line.strip()),
        tags=tuple(tag.strip() for tag in texts.tags.split(",") if tag.strip()),
        updated=updated,
    )
