"""Stories for tests."""

from __future__ import annotations

from tpm_tui.core.stories.story import Story
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.save import save_story

CRANE = Story(
    id="late-boom",
    title="The boom that cracked",
    context="Eight containers an hour were due on the first of April.",
    action="I rang the quay master that morning: between four and six weeks late. Mara owns the recovery.",
    result="We opened on the third of May.",
    learning="Since then a weekly call with the foundry.",
    figures=("40,000 a day idle", "five weeks late"),
    tags=("recovery", "suppliers"),
)
BERTH = Story(
    id="one-berth",
    title="Two captains, one berth",
    action="I settled it by the rule on the wall.",
    tags=("conflict",),
)
EMPTY = Story(id="ice-year", title="The year of the ice")


def save_stories(workspace: Workspace, *stories: Story) -> None:
    """Write stories to the data folder, by default all of this module."""
    for story in stories or (CRANE, BERTH, EMPTY):
        save_story(workspace.paths.data, story)
