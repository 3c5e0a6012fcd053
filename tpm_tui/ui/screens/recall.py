"""The recall drill: show a card, show its answer on any key, grade it with one key."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Key

from tpm_tui.practice.recall import RecallSession
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain
from tpm_tui.ui.screens.dialogs.dialog import Dialog
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text

END_KEYS = ("escape", "q")
ANSWER_KEYS = {"1": False, "3": True}


class RecallScreen(Dialog[str]):
    """Runs a recall drill; its result is the summary, such as `2 made, 1 missed`."""

    def __init__(self, recall_session: RecallSession) -> None:
        super().__init__()
        self.recall_session = recall_session
        self.error = ""
        """Why the last answer could not be saved; empty if it was."""

    def compose(self) -> ComposeResult:
        """Create the card's page and the footer."""
        yield Page(id="reading")
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the first card."""
        self._show()

    def on_resize(self) -> None:
        """Fit the footer to the width."""
        self._show_keys()

    def on_key(self, event: Key) -> None:
        """Show the answer, or record the card as made or missed."""
        if event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        drill = self.recall_session.drill
        if event.key in END_KEYS or drill.card is None:
            self.dismiss(self.recall_session.summary)
            return
        if not drill.shown:
            self.recall_session.show()
        elif event.key in ANSWER_KEYS:
            try:
                self.recall_session.record(ANSWER_KEYS[event.key])
                self.error = ""
            except WriteError as error:
                self.error = str(error)
        self._show()
        self._show_keys()

    def _show(self) -> None:
        drill = self.recall_session.drill
        status = f"  {len(drill.waiting)} left, {self.recall_session.summary}"
        blocks = [Block(join(("Recall", "bold"), (status, "$dim")))]
        card = drill.card
        if card is None:
            blocks += [heading("done"), Block(line("No cards are left."))]
        else:
            question = self.recall_session.workspace.bank.by_id.get(card.question)
            blocks += [heading(question.label if question else card.question)]
            blocks += paragraphs(plain(card.ask, "bold"), gap=0)
            if drill.shown:
                blocks += paragraphs(plain(card.answer))
        if self.error:
            blocks.append(Block(line(self.error, "bold $lost"), gap=1))
        self.query_one(Page).show(blocks)

    def _show_keys(self) -> None:
        drill = self.recall_session.drill
        if drill.card is None:
            keys = [FooterKey("any key", "close")]
        elif drill.shown:
            keys = [FooterKey("3", "made"), FooterKey("1", "missed"), FooterKey("q", "end")]
        else:
            keys = [FooterKey("any key", "show the answer"), FooterKey("q", "end")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))
