"""The labelled stories; labelled/README.md explains their fields."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from tpm_tui.core.stories.story import Story
from tpm_tui.storage.yaml_files.document import load_yaml

_FOLDER = Path(__file__).parent / "labelled"

JUDGED_KINDS = frozenset({"behavioural", "hybrid"})
ANY_STORY = frozenset({"rehearsal-on-the-clock", "mock-with-debrief"})
"""Questions that can be answered with any story."""

StorySet = Literal["tuning", "held-out", "check", "fresh"]
STORY_SETS: tuple[StorySet, ...] = get_args(StorySet)
COMPLETE_SETS: tuple[StorySet, ...] = ("tuning", "held-out")
"""The sets whose stories all have figures and tags, and all serve a question."""


class StoryCase(Struct, frozen=True, forbid_unknown_fields=True):
    """A story with the ids of the questions that it serves."""

    number: int
    set: StorySet
    candidate: str
    story: Story
    serves: frozenset[str]
    maybe: frozenset[str]
    """Ids on which interviewers may differ."""

    @property
    def undecided(self) -> frozenset[str]:
        """The ids that count neither way."""
        return self.maybe | ANY_STORY


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    stories: tuple[StoryCase, ...]


def story_cases(story_set: StorySet) -> tuple[StoryCase, ...]:
    """Return the stories of one set, in the order of their numbers."""
    loaded = load_yaml(_FOLDER / f"{story_set.replace('-', '_')}.yaml", _File)
    assert loaded.value is not None, loaded.problems
    return loaded.value.stories
