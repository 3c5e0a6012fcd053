"""The place of the stories: their list, the matrix of stories and questions, and the learner's own lists."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from textual import on
from textual.content import Content

from tpm_tui.core.stories.story import Story
from tpm_tui.exchange.stories.sentences import (
    EDIT_BEST,
    MATRIX_LOADING,
    NO_STORY_NEAR,
    SECTION_TITLES,
    SHORT_SECTION_TITLES,
)
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.stories.matrix import MatrixPage, fit_blocks, matrix_blocks, serves_by_story
from tpm_tui.ui.pages.stories.place import STORY, own_list_blocks, preview_blocks, story_list_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.page_columns import COLUMN_EDGES, ColumnBlocks, left_column
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import line
from tpm_tui.ui.screens.places.columns_screen import ColumnsScreen
from tpm_tui.ui.screens.stories.data import StoryData
from tpm_tui.ui.screens.stories.lists import ListCommands
from tpm_tui.ui.screens.stories.stories import StoryEditing
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.reveal.section_bar import bar_text
from tpm_tui.ui.widgets.status import FooterKey

PREVIEW_FROM = 100
"""Columns of the screen from which a story is shown beside the list."""


class StorySection(StrEnum):
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
        self.section = StorySection.STORIES
        self.editing = StoryEditing(self, self.show_changed)
        self.list_commands = ListCommands(self, self.editing.changes, self.show_changed)
        self._data = StoryData(self, self.show_place, self.editing.form.has_draft_of_new)

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **super().handlers(),
            "next-section": partial(self.step_section, 1),
            "previous-section": partial(self.step_section, -1),
            "story-list": partial(self.show_section, StorySection.STORIES),
            "story-matrix": partial(self.show_section, StorySection.MATRIX),
            "own-lists": partial(self.show_section, StorySection.LISTS),
            "story-new": self.add_row,
            "edit": self.edit_row,
            "story-remove": self.remove_row,
            "story-undo": self.editing.undo,
            "story-file": self.edit_file,
        }

    @property
    def story(self) -> Story | None:
        """The story under the cursor, or the best one for the question under it; None if there is none."""
        cursor, stories = self.page.cursor, self._data.overview.loaded.by_id
        if cursor.startswith(STORY):
            return stories.get(cursor.removeprefix(STORY))
        page = self._matrix_page
        row = page.row_of(cursor) if page is not None else None
        return stories.get(row.best.story) if row is not None and row.best is not None else None

    @property
    def has_matrix(self) -> bool:
        """Whether the matrix is computed."""
        return self._data.matrix is not None

    def step_section(self, step: int) -> None:
        """Show the next (1) or previous (-1) section."""
        sections = [*StorySection]
        self.show_section(sections[(sections.index(self.section) + step) % len(sections)])

    def show_section(self, section: StorySection) -> None:
        """Show a section from its top."""
        self.section = section
        self.page.cursor = ""
        if self.is_mounted:  # otherwise it is shown when the place is
            self.show_place()
            self.page.scroll_to(y=0, animate=False, force=True)

    def show_changed(self, row: str = "") -> None:
        """Load and show everything again after a change.

        Args:
            row: the row to move the cursor to; the cursor stays in the matrix, which has other rows.
        """
        self.drop_data()
        if row and self.section is not StorySection.MATRIX:
            self.page.cursor = row
        self.show_place()

    def add_row(self) -> None:
        """Write a new story, or add to the list under the cursor."""
        if self.section is StorySection.LISTS:
            self.list_commands.add(self.page.cursor)
        else:
            self.editing.open_form(None)

    def edit_row(self) -> None:
        """Edit the story or the text under the cursor, or the best story for the question there."""
        if self.story is not None:
            self.editing.open_form(self.story)
        elif self._matrix_page is not None and self.page.cursor:
            self.show_notice(NO_STORY_NEAR)
        elif not self.list_commands.open(self.page.cursor):
            self.editing.show_nothing_chosen()

    def remove_row(self) -> None:
        """Remove the story or the text under the cursor, after a question."""
        if self.section is StorySection.LISTS:
            self.list_commands.remove(self.page.cursor)
        else:
            self.editing.remove(self.story if self.page.cursor.startswith(STORY) else None)

    def edit_file(self) -> None:
        """Open the file of the section in $EDITOR."""
        if self.section is StorySection.LISTS:
            self.list_commands.edit_file()
        else:
            self.editing.edit_file(self.story)

    def open_own_row(self, row: str) -> bool:
        """Edit the story or the text of a row; return whether it is one."""
        if row.startswith(STORY):
            self.edit_row()
            return True
        return self.list_commands.open(row)

    @on(Page.Moved)
    def show_story_of_row(self) -> None:
        """Show what belongs to the row under the cursor beside the list."""
        if self.section is not StorySection.LISTS and self.size.width >= PREVIEW_FROM:
            self.show_place()

    def save_text(self) -> None:
        """Write what is typed in the form, or for a list, as a draft."""
        self.editing.form.save_draft()
        self.list_commands.text.save_draft()

    def save_all(self) -> None:
        """Write what is typed: a story as a draft, a text of a list into it."""
        self.save_text()
        self.list_commands.text.save()

    def drop_data(self) -> None:
        """Load everything again when it is shown next."""
        self._data.drop()

    def build_columns(self) -> ColumnBlocks:
        """Return the section, below the bar with the titles of all."""
        bar = [Block(self._bar(), wide=True, cut=True)]
        if self.section is StorySection.LISTS:
            loaded = self.editing.changes.load_lists()
            return ColumnBlocks(own_list_blocks(loaded.lists, loaded.problems), across=bar)
        self._data.load_matrix()
        has_preview = self.size.width >= PREVIEW_FROM and bool(self._data.overview.stories)
        width = (left_column(self.size) if has_preview else self.size.width) - COLUMN_EDGES
        left = self._list(width) if self.section is StorySection.STORIES else self._matrix()
        if self._data.error:
            left.append(Block(line(self._data.error, "$lost"), gap=1))
        return ColumnBlocks(left, self._preview(left) if has_preview else [], across=bar)

    def footer_keys(self) -> list[FooterKey]:
        """Return the keys of the footer, first what enter does."""
        cursor, keys = self.page.cursor, super().footer_keys()
        label = "edit" if cursor.startswith(STORY) else self.list_commands.label(cursor)
        if label:
            return [self._footer_key(BY_ID["open"], label), *keys]
        if self.story is not None:
            return [*keys[:1], self._footer_key(BY_ID["edit"], EDIT_BEST), *keys[1:]]
        return keys

    def labels(self) -> dict[str, str]:
        """Return the labels that depend on the section; "" hides a key that does nothing."""
        cursor = self.page.cursor
        has_row = cursor.startswith(STORY) or self.list_commands.is_text(cursor)
        return {
            "next-section": "next",
            **({} if has_row else {"story-remove": ""}),
            **({"story-new": "add"} if self.section is StorySection.LISTS else {}),
        }

    @property
    def _matrix_page(self) -> MatrixPage | None:
        """What the matrix shows; None in another section, and while it is computed."""
        matrix = self._data.matrix
        if matrix is None or self.section is not StorySection.MATRIX:
            return None
        stories, is_alone = self._data.overview.loaded.by_id, self.size.width < PREVIEW_FROM
        return MatrixPage(matrix, stories, self.workspace.bank, self.glyphs, is_alone)

    def _bar(self) -> Content:
        width = self.size.width - COLUMN_EDGES
        titles = SECTION_TITLES if self.size.width >= NARROW else SHORT_SECTION_TITLES
        return bar_text(titles, [*StorySection].index(self.section), width, self.glyphs)

    def _list(self, width: int) -> list[Block]:
        matrix = self._data.matrix
        serves = serves_by_story(matrix) if matrix is not None else None
        return story_list_blocks(self._data.overview, serves, width, has_draft=self._data.has_draft)

    def _matrix(self) -> list[Block]:
        page = self._matrix_page
        return [Block(line(MATRIX_LOADING, "$dim"))] if page is None else matrix_blocks(page)

    def _preview(self, left: list[Block]) -> list[Block]:
        """Return what is beside the list: the story under the cursor, or how stories serve the question."""
        items = [block.item for block in left if block.item]
        cursor = self.page.cursor if self.page.cursor in items else next(iter(items), "")
        overview, page = self._data.overview, self._matrix_page
        if page is not None and (row := page.row_of(cursor)) is not None:
            return fit_blocks(row, page)
        story = overview.loaded.by_id.get(cursor.removeprefix(STORY))
        if story is None:
            return []
        rows = self._data.matrix.stories if self._data.matrix is not None else ()
        return preview_blocks(story, overview, next((row for row in rows if row.story == story.id), None))
