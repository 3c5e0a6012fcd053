"""The place of the stories: their list, the matrix of stories and questions, and the learner's own lists."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from textual import on
from textual.content import Content
from textual.geometry import Size

from tpm_tui.core.stories.story import Story
from tpm_tui.exchange.stories.sentences import SECTION_TITLES, SHORT_SECTION_TITLES
from tpm_tui.practice.stories.overview import StoryOverview, load_story_overview
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.stories.place import (
    STORY,
    own_list_blocks,
    preview_blocks,
    story_list_blocks,
)
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.page_columns import COLUMN_EDGES, ColumnBlocks, left_column
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import line
from tpm_tui.ui.screens.places.columns_screen import ColumnsScreen
from tpm_tui.ui.screens.stories.lists import ListCommands
from tpm_tui.ui.screens.stories.stories import StoryEditing
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.reveal.section_bar import bar_text
from tpm_tui.ui.widgets.status import FooterKey

PREVIEW_FROM = 100
"""Columns of the screen from which a story is shown beside the list."""


class Section(StrEnum):
    """The sections of the place, in their order."""

    STORIES = "stories"
    MATRIX = "matrix"
    LISTS = "lists"


class StoriesScreen(ColumnsScreen):
    """The stories."""

    place = "stories"
    title_text = "Stories"
    own_scope = Scope.STORIES

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: settings, bank, stories and progress.
        """
        super().__init__(workspace)
        self.section = Section.STORIES
        self.editing = StoryEditing(self, self.show_changed)
        self.list_commands = ListCommands(self, self.editing.changes, self.show_changed)
        self._overview: StoryOverview | None = None
        self._error = ""
        """Why the history cannot be read."""

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **super().handlers(),
            "next-section": partial(self.step_section, 1),
            "previous-section": partial(self.step_section, -1),
            "story-list": partial(self.show_section, Section.STORIES),
            "story-matrix": partial(self.show_section, Section.MATRIX),
            "own-lists": partial(self.show_section, Section.LISTS),
            "story-new": self.add_row,
            "edit": self.edit_row,
            "story-remove": self.remove_row,
            "story-undo": self.editing.undo,
            "story-file": self.edit_file,
        }

    @property
    def overview(self) -> StoryOverview:
        """The stories and their use, loaded when they are needed."""
        if self._overview is None:
            self._error = ""
            try:
                self._overview = load_story_overview(self.workspace)
            except DataFolderError as error:
                from tpm_tui.storage.stories.story_file import load_stories

                self._error = str(error)
                loaded = load_stories(self.workspace.paths.data)
                self._overview = StoryOverview(loaded, {}, self.workspace.today())
        return self._overview

    @property
    def story(self) -> Story | None:
        """The story under the cursor; None if there is none."""
        cursor = self.page.cursor
        return (
            self.overview.loaded.by_id.get(cursor.removeprefix(STORY)) if cursor.startswith(STORY) else None
        )

    def step_section(self, step: int) -> None:
        """Show the next (1) or previous (-1) section."""
        sections = [*Section]
        self.show_section(sections[(sections.index(self.section) + step) % len(sections)])

    def show_section(self, section: Section) -> None:
        """Show a section from its top."""
        self.section = section
        self.page.cursor = ""
        self.show_place()
        self.page.scroll_to(y=0, animate=False, force=True)

    def show_changed(self, row: str = "") -> None:
        """Load and show everything again after a change.

        Args:
            row: the row to move the cursor to, if it exists.
        """
        self.drop_data()
        if row:
            self.page.cursor = row
        self.show_place()

    def add_row(self) -> None:
        """Write a new story, or add to the list under the cursor."""
        if self.section is Section.LISTS:
            self.list_commands.add(self.page.cursor)
        else:
            self.editing.open_form(None)

    def edit_row(self) -> None:
        """Edit the story or the text under the cursor."""
        if not self.open_own_row(self.page.cursor):
            self.editing.show_nothing_chosen()

    def remove_row(self) -> None:
        """Remove the story or the text under the cursor, after a question."""
        if self.section is Section.LISTS:
            self.list_commands.remove(self.page.cursor)
        else:
            self.editing.remove(self.story)

    def edit_file(self) -> None:
        """Open the file of the section in $EDITOR."""
        if self.section is Section.LISTS:
            self.list_commands.edit_file()
        else:
            self.editing.edit_file(self.story)

    def open_own_row(self, row: str) -> bool:
        """Edit the story or the text of a row; return whether it is one."""
        if (story := self.story) is not None:
            self.editing.open_form(story)
            return True
        return self.list_commands.open(row)

    @on(Page.Moved)
    def show_story_of_row(self) -> None:
        """Show the story under the cursor beside the list."""
        if self.section is Section.STORIES and self.size.width >= PREVIEW_FROM:
            self.show_place()

    def save_text(self) -> None:
        """Write what is typed in the form as a draft."""
        self.editing.form.save_draft()

    def save_all(self) -> None:
        """Write what is typed: a story as a draft, a text of a list into it."""
        self.save_text()
        self.list_commands.save_typed()

    def drop_data(self) -> None:
        """Load everything again when it is shown next."""
        self._overview = None

    def build_columns(self) -> ColumnBlocks:
        """Return the section, below the bar with the titles of all."""
        bar = [Block(self._bar(), wide=True, cut=True)]
        if self.section is Section.LISTS:
            loaded = self.editing.changes.load_lists()
            return ColumnBlocks(own_list_blocks(loaded.lists, loaded.problems), across=bar)
        return self._stories(self.size, bar)

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the footer, first what enter does."""
        keys = super().footer_keys()
        label = "edit" if self.story is not None else self.list_commands.label(self.page.cursor)
        open_key = [FooterKey(self.keymap.display_key(BY_ID["open"], self.scope), label)] if label else []
        return [*open_key, *keys]

    def labels(self) -> dict[str, str]:
        """Return the labels that depend on the section; "" hides a key that does nothing."""
        has_row = self.story is not None or self.list_commands.is_text(self.page.cursor)
        return {
            "next-section": "next",
            **({} if has_row else {"story-remove": ""}),
            **({"story-new": "add"} if self.section is Section.LISTS else {}),
        }

    def _bar(self) -> Content:
        width = self.size.width - COLUMN_EDGES
        titles = SECTION_TITLES if self.size.width >= NARROW else SHORT_SECTION_TITLES
        return bar_text(titles, [*Section].index(self.section), width, self.glyphs)

    def _stories(self, size: Size, bar: list[Block]) -> ColumnBlocks:
        has_preview = size.width >= PREVIEW_FROM and bool(self.overview.stories)
        width = (left_column(size) if has_preview else size.width) - COLUMN_EDGES
        left = story_list_blocks(self.overview, None, width, has_draft=self.editing.form.has_draft_of_new())
        if self._error:
            left.append(Block(line(self._error, "$lost"), gap=1))
        story = self.story or (self.overview.stories[0] if self.overview.stories else None)
        right = preview_blocks(story, self.overview) if has_preview and story is not None else []
        return ColumnBlocks(left, right, across=bar)
