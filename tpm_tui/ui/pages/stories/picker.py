"""The list of stories to choose from while answering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tpm_tui.core.search.folding import fold_text
from tpm_tui.core.stories.story import Story
from tpm_tui.exchange.stories.sentences import NO_STORY, usage_text
from tpm_tui.practice.stories.overview import StoryOverview
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line

NONE = ":none"
"""The item of the row without a story; no id has a colon."""


class StoryChoices(Struct, frozen=True):
    """What can be chosen for an answer."""

    overview: StoryOverview
    points: Mapping[str, int]
    """How many key points of the question are recognised in each story, by its id."""
    total: int
    """Number of key points of the question."""
    used: Mapping[str, int] = {}
    """The number of the answer of this interview in which a story was used already, by its id."""
    current: str = ""
    """Id of the story that is noted now; empty if none is."""

    @property
    def ranked(self) -> list[Story]:
        """The stories: first those that make most points, then those used least."""
        usage = self.overview.usage

        def rank(story: Story) -> tuple[int, int, str]:
            used = usage.get(story.id)
            return -self.points.get(story.id, 0), used.count if used else 0, story.title

        return sorted(self.overview.stories, key=rank)


def matching_stories(stories: Sequence[Story], words: str) -> list[Story]:
    """Return the stories with all of some words, in title, tags, figures or text."""
    wanted = fold_text(words).split()
    return [
        story
        for story in stories
        if all(
            word in fold_text("\n".join((story.title, *story.tags, *story.figures, story.text)))
            for word in wanted
        )
    ]


def choice_blocks(choices: StoryChoices, words: str) -> list[Block]:
    """Return a row for each story that has some words; first that without a story, if one is noted."""
    blocks = [] if not choices.current or words else [Block(line(NO_STORY), item=NONE)]
    return blocks + [_row(story, choices) for story in matching_stories(choices.ranked, words)]


def _row(story: Story, choices: StoryChoices) -> Block:
    made, total = choices.points.get(story.id, 0), choices.total
    right = join((f"{made} of {total}" if total else "", "$made" if made else "$dim"))
    below = [usage_text(choices.overview.usage.get(story.id), choices.overview.today), *story.tags]
    used = choices.used.get(story.id)
    warning = (f"used in answer {used}, ", "$due") if used else ""
    return Block(
        line(story.title, "bold" if story.id == choices.current else ""),
        item=story.id,
        right=right,
        cut=True,
        wide=True,
        below=join("  ", warning, (", ".join(below), "$dim")),
    )
