"""The reveal: the own answer, the key points to tick, and the other sections of the question."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import on
from textual.containers import Container, Vertical
from textual.message import Message

from tpm_tui.exchange.reveal.section_groups import HISTORY_GROUP, POINTS_GROUP
from tpm_tui.practice.question_history import QuestionHistory
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.movement import MOVEMENTS, Movement
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.reveal.pages import RevealPages
from tpm_tui.ui.widgets.reveal.position import RevealPosition
from tpm_tui.ui.widgets.reveal.section_bar import SectionBar

if TYPE_CHECKING:
    from tpm_tui.core.reports.history.attempts import Attempt
    from tpm_tui.ui.pages.reveal import Reveal

SHOW_POINTS_FIRST = "Here are the points: {key} ticks the one under the cursor."
MAX_LABEL = 8
"""Columns of a title in the footer: with a longer one, not all keys fit into 80 columns."""
WHOLE_ANSWER_SHOWN = "All of your answer is shown."
NO_ANSWER_TO_OPEN = "There is no answer to open."


class RevealPane(Container):
    """The reveal of one answer. Its pages are never replaced; their contents change in place."""

    class PointToggled(Message):
        """The learner ticked or unticked a key point."""

        def __init__(self, point: str) -> None:
            super().__init__()
            self.point = point

    class SectionChanged(Message):
        """Another section is shown."""

    def __init__(self, glyphs: Glyphs, keymap: Keymap) -> None:
        """
        Args:
            glyphs: the marks.
            keymap: the learner's keys.
        """
        super().__init__(id="reveal")
        self._tick_key = keymap.display_key(BY_ID["tick"], Scope.REVEALED)
        self.position = RevealPosition()
        self.pages = RevealPages(glyphs, keymap)
        self._bar = SectionBar(glyphs)
        self._reveal: Reveal | None = None
        self._history = QuestionHistory()
        self._attempts: tuple[Attempt, ...] = ()

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **{id: partial(self._run_movement, id) for id in MOVEMENTS},
            "tick": self.toggle,
            "older": partial(self.show_attempt, 1),
            "newer": partial(self.show_attempt, -1),
            "next-section": partial(self.go_by, 1),
            "previous-section": partial(self.go_by, -1),
            "fold-answer": self.toggle_own_answer,
        }

    @property
    def active_page(self) -> Page:
        """The page that the movement keys scroll."""
        if self.position.is_open:
            return self.pages.own
        return self.pages.points if self.position.group == POINTS_GROUP else self.pages.section

    @property
    def action_labels(self) -> dict[str, str]:
        """What some actions do at the moment, by their ids, for the footer."""
        if not self.position.groups:
            return {}
        title = self.position.neighbour(1).title
        labels = {"next-section": title if len(title) <= MAX_LABEL else "next"}
        return labels | {"accept": "read", "compare": "compare"} if self.is_history_shown else labels

    @property
    def is_history_shown(self) -> bool:
        """Whether the list of older attempts is the current section."""
        return self.position.group == HISTORY_GROUP

    @property
    def reveal(self) -> Reveal | None:
        """What is shown; None before the first reveal."""
        return self._reveal

    @property
    def attempts(self) -> Sequence[Attempt]:
        """The older attempts, oldest first."""
        return self._attempts

    @property
    def shown_attempt(self) -> Attempt | None:
        """The older attempt that is shown, or under the cursor of their list; None for the current answer."""
        if self.is_history_shown and self.pages.section.cursor:
            return self._attempts[int(self.pages.section.cursor) - 1]
        return self._attempts[-self.position.back] if self.position.back else None

    def load_history(self, history: QuestionHistory, attempts: Sequence[Attempt]) -> None:
        """Set the older attempts, the note and the weak points of the question to reveal.

        Args:
            history: the history.
            attempts: its attempts, with the current names of their points.
        """
        self._history, self._attempts = history, tuple(attempts)
        self.position.back = 0

    def set_note(self, note: str) -> None:
        """Set the learner's note on the question."""
        self._history = replace(self._history, note=note)

    def set_columns(self, columns: int, *, compact: bool) -> None:
        """Set how many columns there are, 1 to 3, and whether there is room for one pane only."""
        before = self.pages.columns, self.pages.is_compact
        self.pages.columns, self.pages.is_compact = columns, compact
        if before != (columns, compact):
            self._show_pages(keep_scroll=True)

    def show_reveal(self, reveal: Reveal, *, keep_scroll: bool) -> None:
        """Show the pages, completed by the history.

        Args:
            reveal: the data.
            keep_scroll: keep section, cursor and scroll position; else the cursor goes to the first weak
                point.
        """
        if self._reveal is None:
            pages = self.pages  # not created before the first reveal, so that the app starts faster
            parts = Container(pages.points, pages.section, id="parts")
            self.mount(pages.own, Vertical(self._bar, parts, id="sections"))
            self.call_after_refresh(self._focus_new_page)
        history = self._history
        self._reveal = replace(reveal, weak=history.weak, note=history.note, attempts=self._attempts)
        if not keep_scroll:
            self.position.group, self.position.is_open = POINTS_GROUP, False
            names = reveal.point_names
            self.pages.points.cursor = next((name for name in names if name in history.weak), (*names, "")[0])
        self.position.set_groups(self._reveal.groups)
        self._show_pages(keep_scroll=keep_scroll)

    def go_by(self, step: int) -> SectionChanged:
        """Go to the next section (1) or the previous one (-1)."""
        return self.go_to(self.position.neighbour(step).id)

    def go_to(self, group: str) -> SectionChanged:
        """Go to a section; the own answer is folded."""
        self.position.group, self.position.is_open = group, False
        self._show_pages(keep_scroll=False)
        self.focus_page()
        return self.SectionChanged()

    @property
    def focus_target(self) -> Page | None:
        """The page to focus; None before it is mounted: it would delay the keys that follow."""
        return self.active_page if self.active_page.is_mounted else None

    def focus_page(self) -> None:
        """Focus the page that the movement keys scroll."""
        self.screen.set_focus(self.focus_target, scroll_visible=False)

    def _focus_new_page(self) -> None:
        """Focus a page that was not mounted at the reveal, if it is still shown."""
        if self.display and self.screen.focused is None:
            self.focus_page()

    def toggle(self) -> Message | None:
        """Tick or untick the key point under the cursor; from another section, show the points first."""
        if self.active_page is not self.pages.points:
            self.go_to(POINTS_GROUP)
            return NoticeRequested(SHOW_POINTS_FIRST.format(key=self._tick_key))
        return self.PointToggled(self.pages.points.cursor) if self.pages.points.cursor else None

    def toggle_own_answer(self) -> NoticeRequested | None:
        """Open the own answer, or fold it; beside the sections, scroll it if it is too long."""
        if self.pages.is_own_answer_whole and not self.position.is_open:
            return NoticeRequested(WHOLE_ANSWER_SHOWN)
        if self._reveal is not None and self.pages.would_be_blank(self._reveal, self.position):
            return NoticeRequested(NO_ANSWER_TO_OPEN)
        self.position.is_open = not self.position.is_open
        self._show_pages(keep_scroll=True)
        self.focus_page()
        return None

    def show_attempt(self, step: int) -> NoticeRequested | None:
        """Show the next older attempt (1) or the next newer one (-1) in place of the answer."""
        position = self.position
        refusal = position.step_back(len(self._attempts)) if step > 0 else position.step_forward()
        if refusal:
            return NoticeRequested(refusal)
        self._show_pages(keep_scroll=True)
        self.pages.own.scroll_to(y=0, animate=False, force=True)
        return None

    @on(Page.Moved)
    def highlight(self) -> None:
        """Highlight the sentence of the model answer for the key point under the cursor."""
        if self._reveal is not None and self.pages.points.cursor != self.pages.highlighted:
            self.pages.highlight(self._reveal, self.position)

    def _run_movement(self, action: str) -> None:
        Movement(self.active_page).handlers()[action]()
        self.highlight()  # in the same update of the screen as the cursor

    def _show_pages(self, *, keep_scroll: bool) -> None:
        if self._reveal is None:
            return
        position, pages = self.position, self.pages
        shown = pages.shown_group(position)
        self.set_class(pages.columns == 1 and position.is_open, "-open")
        self.set_class(pages.columns > 1, "-beside")
        self.set_class(pages.columns > 2, "-three")
        self.set_class(position.group == POINTS_GROUP, "-points")
        self.set_class(shown is not None, "-section")
        self.set_class(pages.columns > 1 and position.current.is_verbatim, "-whole")
        self._bar.show([each.title for each in position.groups], position.index)
        pages.show(self._reveal, position, keep_scroll=keep_scroll)
