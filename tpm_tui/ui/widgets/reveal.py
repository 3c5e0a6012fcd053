"""The reveal: key points to tick, the model answer, and the older attempts at the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.message import Message

from tpm_tui.practice.question_history import QuestionHistory
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.movement import Movement
from tpm_tui.ui.widgets.page import Page

if TYPE_CHECKING:
    from tpm_tui.ui.pages.reveal import Reveal


class RevealPane(Page):
    """The reveal of one answer, or of an older attempt at the same question."""

    class PointToggled(Message):
        """The learner ticked or unticked a key point."""

        def __init__(self, point: str) -> None:
            super().__init__()
            self.point = point

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="reveal", mark=glyphs.cursor)
        self._glyphs = glyphs
        self._reveal: Reveal | None = None
        self._history = QuestionHistory()
        self._back = 0
        """Which attempt is shown, counted back from the current answer (0)."""

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **Movement(self).handlers(),
            "tick": self.toggle,
            "older": self.show_older,
            "newer": self.show_newer,
        }

    def load_history(self, history: QuestionHistory) -> None:
        """Set the older attempts, the note and the weak points of the question to reveal."""
        self._history = history
        self._back = 0

    def set_note(self, note: str) -> None:
        """Set the learner's note on the question."""
        self._history = replace(self._history, note=note)

    def show_reveal(self, reveal: Reveal, *, keep_scroll: bool) -> None:
        """Show the page, completed by the history.

        Args:
            reveal: the page.
            keep_scroll: keep cursor and scroll position; else the cursor goes to the first weak point.
        """
        from tpm_tui.ui.pages.reveal import reveal_blocks

        self._reveal = reveal
        history, back = self._history, self._back
        page = replace(
            reveal,
            weak=history.weak,
            note=history.note,
            older=history.attempts[-back] if back else None,
            older_place=f"attempt {len(history.attempts) - back + 1} of {len(history.attempts)}",
        )
        names = reveal.point_names
        weak = [name for name in names if name in history.weak]
        first = None if keep_scroll else next(iter(weak or names), "")
        self.show(reveal_blocks(page, self._glyphs), cursor=first, keep_scroll=keep_scroll)

    def toggle(self) -> PointToggled | None:
        """Tick or untick the key point under the cursor."""
        return self.PointToggled(self.cursor) if self.cursor else None

    def show_older(self) -> NoticeRequested | None:
        """Show the next older attempt."""
        from tpm_tui.exchange.messages import FIRST_ANSWER, NO_OLDER_ANSWER

        if self._back == len(self._history.attempts):
            return NoticeRequested(NO_OLDER_ANSWER if self._history.attempts else FIRST_ANSWER)
        self._show_attempt(self._back + 1)
        return None

    def show_newer(self) -> NoticeRequested | None:
        """Show the next newer attempt."""
        from tpm_tui.exchange.messages import NO_NEWER_ANSWER

        if not self._back:
            return NoticeRequested(NO_NEWER_ANSWER)
        self._show_attempt(self._back - 1)
        return None

    def _show_attempt(self, back: int) -> None:
        self._back = back
        if self._reveal is not None:
            self.show_reveal(self._reveal, keep_scroll=False)
