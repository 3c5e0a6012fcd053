"""The pane of a mock interview's debrief: an answer, its model answer and its ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import Judgement
from tpm_tui.core.mock.rubric import Dimension, dimensions
from tpm_tui.exchange.question_sections import Section
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.mock.debrief import (
    DIMENSION,
    FIGURE,
    LEVEL,
    NOTE,
    POINT,
    answer_blocks,
    assessment_blocks,
    item_name,
)
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, layout
from tpm_tui.ui.render.sizes import NARROW, WIDE
from tpm_tui.ui.screens.mock.footer import LEVEL_CHOICES, RATE
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.page import BlocksOf, Page

WIDEST, MARGIN, FRAME = 160, 4, 3
"""Most columns of two pages, columns of each without text, rows outside the pages;
mock.tcss has the same numbers."""


class DebriefPane(Horizontal):
    """The debrief of one answer, or the page that follows the debrief."""

    @dataclass
    class Judged(Message):
        """The rating of the answer was changed."""

        judgement: Judgement

    @dataclass
    class NoteRequested(Message):
        """A note is to be edited."""

        name: str

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="pages")
        self._glyphs = glyphs
        self._beside = Page(id="beside", mark=glyphs.cursor)
        self._beside.can_focus = False
        self.page = Page(id="debrief", mark=glyphs.cursor, follows_cursor=True)
        self._judgement = Judgement()
        """The rating that is shown."""
        self._dimensions: tuple[Dimension, ...] = ()
        """The dimensions of the answer's rubric."""

    def compose(self) -> ComposeResult:
        """Create the pages of the answer and of its assessment."""
        yield self._beside
        yield self.page

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        marks = {id: partial(self.rate, mark) for mark, id in enumerate(RATE, 1)}
        return {"tick": self.tick, "mock-note": self.request_note, **marks}

    def show_answer(
        self,
        mock: Mock,
        question: Question,
        topic: str,
        sections: Sequence[Section],
        story: str = "",
        *,
        keep_scroll: bool,
    ) -> None:
        """Show the debrief of the current answer.

        Args:
            mock: the interview in its debrief.
            question: the question of the answer.
            topic: label of its topic; empty if the question was removed from the bank.
            sections: what is shown of the question; empty if it was removed.
            story: title of the story that was used; empty if none is noted.
            keep_scroll: keep cursor and scroll position.
        """
        place = f"answer {mock.place + 1} of {len(mock.answers)}"
        title = f" {self._glyphs.dot} ".join(part for part in (place, topic, question.kind) if part)
        answer = answer_blocks(mock.answer, question, title, self._glyphs, story)
        narrow = self.screen.size.width < NARROW
        self._judgement, self._dimensions = mock.answer.judgement, dimensions(question.kind)
        beside = self._fits_beside(answer)
        if beside:
            self._beside.show([replace(block, item="") for block in answer])

        def blocks(width: int) -> list[Block]:
            cursor = self.page.cursor
            assessment = assessment_blocks(
                mock.answer, question, sections, narrow, self._glyphs, cursor=cursor, width=width
            )
            return assessment if beside else [*answer, *assessment]

        self._show(blocks, beside=beside, keep_scroll=keep_scroll)

    def show_page(self, blocks: list[Block], *, keep_scroll: bool) -> None:
        """Show a page that follows the debrief.

        Args:
            blocks: the page.
            keep_scroll: keep cursor and scroll position.
        """
        self._show(blocks, beside=False, keep_scroll=keep_scroll)

    def tick(self) -> Message:
        """Tick or untick the key point or the figure under the cursor."""
        point = item_name(self.page.cursor, POINT)
        if point is not None:
            return self.Judged(self._judgement.tick(point))
        if self.page.cursor == FIGURE:
            return self.Judged(self._judgement.toggle_figure())
        return NoticeRequested("space ticks key points and the figure; 1 to 4 rate, enter edits a note.")

    def rate(self, mark: int) -> Message:
        """Rate the row under the cursor; if it has no rating, move to the next one to rate."""
        name = item_name(self.page.cursor, DIMENSION)
        if name is not None:
            return self.Judged(self._judgement.rate(Dimension(name), mark))
        if self.page.cursor != LEVEL:
            unrated = [each for each in self._dimensions if each not in self._judgement.marks]
            self.page.move_to(DIMENSION + (*unrated, *self._dimensions)[0].value)
            return NoticeRequested("Rate the row under the cursor by the descriptions of its marks.")
        if mark > len(LEVEL_CHOICES):
            return NoticeRequested("Level heard: press 1 for core, 2 for senior, 3 for staff.")
        return self.Judged(self._judgement.toggle_level(LEVEL_CHOICES[mark - 1]))

    def request_note(self) -> Message:
        """Ask for the note under the cursor to be edited."""
        name = item_name(self.page.cursor, NOTE)
        if name is None:
            return NoticeRequested("enter edits the notes at the end of the page; G goes there.")
        return self.NoteRequested(name)

    def _show(self, blocks: list[Block] | BlocksOf, *, beside: bool, keep_scroll: bool) -> None:
        if not keep_scroll:
            self.page.cursor = ""  # a new page starts at its top, wherever its first item is
        self.set_class(beside, "-beside")
        self.page.show(blocks, keep_scroll=keep_scroll)

    def _fits_beside(self, answer: list[Block]) -> bool:
        """Return whether the whole answer fits beside its model answer; a longer one goes above it."""
        size = self.screen.size
        columns = min(size.width, WIDEST) // 2 - MARGIN
        return size.width >= WIDE and len(layout(answer, columns)) <= size.height - FRAME
