"""A story of the learner."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.question import Id, Line, Prose

Title = Annotated[str, Meta(min_length=1, max_length=200)]
Tag = Annotated[str, Meta(min_length=1, max_length=60)]
ZonedTime = Annotated[
    datetime,
    Meta(tz=True, description="a time with its zone", examples=["2026-11-22T09:00:00+01:00"]),
]

STORY_PARTS = ("context", "action", "result", "learning")
"""The fields that make up the text of a story, in the order of an answer."""


class Story(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the learner did once, in parts, for answers to several questions."""

    id: Id
    title: Title
    context: Prose = ""
    action: Prose = ""
    result: Prose = ""
    learning: Prose = ""
    figures: tuple[Line, ...] = ()
    """Numbers to remember, each with what it measures."""
    tags: tuple[Tag, ...] = ()
    updated: ZonedTime | None = None
    """When the story was last changed, with its time zone; a merge keeps the newest."""

    @property
    def parts(self) -> dict[str, str]:
        """The text of each part that is filled in, by field name."""
        return {part: text for part in STORY_PARTS if (text := getattr(self, part))}

    @property
    def text(self) -> str:
        """The whole story as text, one paragraph per part."""
        return "\n\n".join(self.parts.values())
