"""The pages of the reveal, and what each of them shows in the columns that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content

from tpm_tui.exchange.reveal.section_groups import HISTORY_GROUP, MODEL_GROUP, POINTS_GROUP, SectionGroup
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, layout
from tpm_tui.ui.render.text import join
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.reveal.position import RevealPosition
from tpm_tui.ui.widgets.reveal.section_page import SectionPage

if TYPE_CHECKING:
    from tpm_tui.ui.pages.reveal import Reveal

ROOM_FOR_CUE, ROOM_FOR_DETAILS = 4, 7
"""Rows for what belongs to the point under the cursor, if the model answer is below the points; more of them
if there are details."""


class RevealPages:
    """The own answer, the key points, and a page for any other section.

    One column has the folded answer above one section. With two, the whole answer is at the left, and below
    the points is the model answer; with three, the points are always shown, and a section beside them.
    """

    def __init__(self, glyphs: Glyphs, keymap: Keymap) -> None:
        """
        Args:
            glyphs: the marks.
            keymap: the learner's keys.
        """
        self._glyphs = glyphs
        self._fold_key = keymap.display_key(BY_ID["fold-answer"], Scope.REVEALED)
        self.own = Page(id="own", mark=" ")
        self.points = Page(id="points", mark=glyphs.cursor, follows_cursor=True)
        self.section = SectionPage(id="section", mark=glyphs.cursor)
        self.columns = 1
        """How many columns there are, 1 to 3."""
        self.is_compact = False
        """Whether there is room for one pane only."""
        self.highlighted = ""
        """The key point whose sentence is highlighted in the model answer."""

    def shown_group(self, position: RevealPosition) -> SectionGroup | None:
        """Return what the page below or beside the points shows: the current section, or the model answer."""
        if position.group != POINTS_GROUP:
            return position.current
        return position.find(MODEL_GROUP) if self.columns > 1 else None

    @property
    def is_own_answer_whole(self) -> bool:
        """Whether the whole answer is visible beside the sections."""
        return self.columns > 1 and self.own.virtual_size.height <= self.own.size.height

    def would_be_blank(self, reveal: Reveal, position: RevealPosition) -> bool:
        """Whether the own answer, if it was opened, would be blank; a small screen has the question there."""
        own = reveal.own_answer(position.back)
        is_blank = not (own.shown_text.strip() or own.is_spoken)
        return is_blank and not position.is_open and not self.is_compact

    def show(self, reveal: Reveal, position: RevealPosition, *, keep_scroll: bool) -> None:
        """Show all pages.

        Args:
            reveal: the data.
            position: what is shown of it.
            keep_scroll: keep the scroll positions.
        """
        self._show_own(reveal, position)
        self._show_points(reveal, position, keep_scroll=keep_scroll)
        self.show_section(reveal, position, keep_scroll=keep_scroll)

    def show_section(self, reveal: Reveal, position: RevealPosition, *, keep_scroll: bool) -> None:
        """Show the page beside the points, if there is one; see `show`."""
        from tpm_tui.ui.pages.reveal import group_page
        from tpm_tui.ui.pages.sections import HIGHLIGHTED

        self.highlighted = self.points.cursor
        group, page = self._section_group(reveal, position), self.section
        if group is None:
            return
        is_list = group.id == HISTORY_GROUP
        page.set_class(is_list, "-list")
        cursor = None if keep_scroll else str(len(reveal.attempts)) if is_list else HIGHLIGHTED
        page.show(group_page(reveal, group, self.highlighted, self._glyphs), cursor, keep_scroll=keep_scroll)

    def highlight(self, reveal: Reveal, position: RevealPosition) -> None:
        """Highlight the sentence of the model answer for the point under the cursor, once that has moved."""
        from tpm_tui.ui.pages.reveal import group_page
        from tpm_tui.ui.pages.sections import HIGHLIGHTED

        group = self._section_group(reveal, position)
        is_excerpt = self.columns == 2 and bool(reveal.quote_of(self.points.cursor))
        if group is None or not (is_excerpt or self.columns > 2):
            self.show_section(reveal, position, keep_scroll=False)
            return
        self.highlighted = self.points.cursor
        blocks = group_page(reveal, group, self.highlighted, self._glyphs)
        self.section.show_passage(blocks, HIGHLIGHTED)

    def _section_group(self, reveal: Reveal, position: RevealPosition) -> SectionGroup | None:
        """Return `shown_group`; beside or below the points, only as much of it as belongs to them."""
        from tpm_tui.ui.pages.reveal import model_excerpt

        group = self.shown_group(position)
        if group is None or position.group != POINTS_GROUP:
            return group
        if self.columns == 2:
            return model_excerpt(reveal, group, self.points.cursor)
        return replace(group, sections=group.sections[-1:])

    def _show_own(self, reveal: Reveal, position: RevealPosition) -> None:
        from tpm_tui.ui.pages.own_answer import FOLDED_ROWS, folded_blocks, open_blocks

        own, glyphs, page = reveal.own_answer(position.back), self._glyphs, self.own
        is_whole = position.is_open or self.columns > 1
        rows = 0 if self.is_compact else FOLDED_ROWS
        prompt = reveal.prompt if self.is_compact else ""
        page.styles.height = "1fr" if is_whole else 1 + rows + (1 if rows and own.shown else 0)

        def blocks(width: int) -> list[Block]:
            hint = self._hint(position)
            if not is_whole:
                return folded_blocks(own, glyphs, width, rows, hint)
            if self.columns > 1:
                plain = open_blocks(own, glyphs, width, Content(""), prompt)
                if len(layout(plain, width)) <= page.size.height:
                    return plain
            return open_blocks(own, glyphs, width, hint, prompt)

        page.show(blocks, keep_scroll=is_whole)

    def _show_points(self, reveal: Reveal, position: RevealPosition, *, keep_scroll: bool) -> None:
        from tpm_tui.ui.pages.reveal import SUMMARY_ROWS, points_page

        page, glyphs = self.points, self._glyphs
        has_model_below = self.columns == 2 and self.shown_group(position) is not None
        room = ROOM_FOR_DETAILS if reveal.point_details else ROOM_FOR_CUE
        rows = len(reveal.point_names) + SUMMARY_ROWS + room
        page.styles.height = rows if has_model_below else "1fr"
        page.show(
            lambda width: points_page(reveal, glyphs, page.cursor, width, page.size.height),
            page.cursor,
            keep_scroll=keep_scroll,
        )

    def _hint(self, position: RevealPosition) -> Content:
        """Return what the key of the own answer does."""
        if self.columns > 1:
            word = "back" if position.is_open else "scrolls"
        else:
            word = "folds" if position.is_open else "opens"
        return join((self._fold_key, "bold $accent"), (f" {word}", "$dim"))
