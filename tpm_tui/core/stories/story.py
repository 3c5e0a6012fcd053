"""A story of the learner."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

STORY_PARTS = ("context", "action", "result", "learning")
"""The fields that make up the text of a story, in the order of an answer."""


class Story(Struct, frozen=True, kw_only=True):
    """What the learner did once, in parts, for answers to several questions."""

    id: str
    title: str
    context: str = ""
    action: str = ""
    result: str = ""
    learning: str = ""
    figures: tuple[str, ...] = ()
    """Numbers to remember, each with what it measures."""
    tags: tuple[str, ...] = ()
    updated: datetime | None = None
    """When the story was last changed, with its time zone; a merge keeps the newest."""

    @property
    def parts(self) -> dict[str, str]:
        """The text of each part that is filled in, by field name."""
        return {part: text for part in STORY_PARTS if (text := getattr(self, part))}

    @property
    def text(self) -> str:
        """The whole story as text, one paragraph per part."""
        return "\n\n".join(self.parts.values())
