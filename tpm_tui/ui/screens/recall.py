"""The recall drill: show a card, show its answer on any key, grade it with one key; then a summary."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from tpm_tui.practice.recall import RecallSession
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.pages.places.recall import card_blocks, progress_text, recall_end_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import line
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.page import GUTTER, Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text

END_KEYS = ("escape", "q")
CLOSE_KEYS = (*END_KEYS, "enter", "space")
"""Keys that close the summary."""
ANSWER_KEYS = {"1": False, "n": False, "3": True, "y": True}
AGAIN_KEY = "a"
UNDO_KEY = "u"
CARD_WIDTH, FRAME_ROWS = 64, 3
"""Most columns of a card, and rows around it; dialog.tcss has the same width."""
CARD_MARGIN = 4
"""Columns beside a card in a narrow terminal."""


class RecallScreen(Dialog[str]):
    """Runs a recall drill; its result is the summary, such as `2 made, 1 missed`."""

    def __init__(self, recall_session: RecallSession, glyphs: Glyphs) -> None:
        """
        Args:
            recall_session: the drill; every answer is saved at once.
            glyphs: the marks.
        """
        super().__init__()
        self.recall_session = recall_session
        self.error = ""
        """Why the last answer could not be saved; empty if it was."""
        self._glyphs = glyphs
        self._progress = Static(id="top", markup=False)

    def compose(self) -> ComposeResult:
        """Create the progress, the card's page and the footer."""
        yield self._progress
        with Vertical(id="card"):
            yield Page(id="reading")
        yield KeyBar(id="keys", markup=False)

    def on_resize(self) -> None:
        """Fit everything to the size."""
        self._show()

    def on_key(self, event: Key) -> None:
        """Show the answer, record the card as made or missed, undo that, or ask the missed cards again."""
        if event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        drill = self.recall_session.drill
        if event.key in (CLOSE_KEYS if drill.card is None else END_KEYS):
            self.dismiss(self.recall_session.summary)
            return
        if event.key == UNDO_KEY and self.recall_session.can_undo:
            self._write(self.recall_session.undo)
        elif drill.card is None:
            if event.key == AGAIN_KEY and drill.missed_cards:
                self.recall_session.ask_missed()
        elif not drill.shown:
            self.recall_session.show()
        elif event.key in ANSWER_KEYS:
            self._write(partial(self.recall_session.record, ANSWER_KEYS[event.key]))
        self._show()

    def _write(self, change: Callable[[], None]) -> None:
        """Do what is written to disk; keep the error if it was not written."""
        try:
            change()
            self.error = ""
        except WriteError as error:
            self.error = str(error)

    def _show(self) -> None:
        drill, size = self.recall_session.drill, self.size
        self._progress.update(progress_text(drill, size.width, self._glyphs))
        width, height = min(CARD_WIDTH, size.width) - CARD_MARGIN - GUTTER, size.height - FRAME_ROWS
        by_id = self.recall_session.workspace.bank.by_id
        labels = {
            card.question: by_id[card.question].label
            for card in (*drill.waiting[:1], *drill.missed_cards)
            if card.question in by_id
        }
        if drill.card is None:
            blocks = recall_end_blocks(drill, labels, AGAIN_KEY, width, height)
        else:
            label = labels.get(drill.card.question, drill.card.question)
            blocks = card_blocks(drill.card, label, shown=drill.shown, width=width, height=height)
        if self.error:
            blocks.append(Block(line(self.error, "bold $lost"), gap=1))
        self.query_one(Page).show(blocks)
        self._show_keys()

    def _show_keys(self) -> None:
        drill = self.recall_session.drill
        if drill.card is None:
            again = [FooterKey(AGAIN_KEY, "again the missed")] if drill.missed_cards else []
            keys = [*again, FooterKey("q", "close")]
        elif drill.shown:
            keys = [FooterKey("y", "made"), FooterKey("n", "missed"), FooterKey("q", "end")]
        else:
            keys = [FooterKey("any key", "show the answer"), FooterKey("q", "end")]
        if self.recall_session.can_undo:
            keys.append(FooterKey(UNDO_KEY, "undo"))
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))
