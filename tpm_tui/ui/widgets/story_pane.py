"""The story that is used in the answer, beside or above the editor."""

from __future__ import annotations

from tpm_tui.core.stories.story import Story
from tpm_tui.ui.pages.stories.story import story_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import line
from tpm_tui.ui.widgets.page import Page


class StoryPane(Page, can_focus=False):
    """A story to read while typing: it never has the focus."""

    def __init__(self) -> None:
        super().__init__(id="story")
        self.shown = ("", False)
        """Id of the story, and whether it has blank rows between its parts."""

    def show_story(self, id: str, story: Story | None, missing: str, *, is_roomy: bool) -> None:
        """Show a story.

        Args:
            id: its id.
            story: the story; None if there is none with that id.
            missing: what is shown then.
            is_roomy: whether there are blank rows between its parts.
        """
        self.shown = (id, is_roomy)
        blocks = (
            story_blocks(story, is_roomy=is_roomy) if story is not None else [Block(line(missing, "$dim"))]
        )
        self.show(blocks)

    def page_on(self) -> None:
        """Show the next part; at the end, the beginning again."""
        if self.scroll_offset.y >= self.max_scroll_y:
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
        else:
            self.page_by(1)
