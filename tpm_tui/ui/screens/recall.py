"""The recall drill: a card, any key shows its answer, one key says whether it was made."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.events import Key
from textual.screen import ModalScreen

from tpm_tui.practice.recall import RecallSession
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey, KeyBar, footer_text

END_KEYS = ("escape", "q")
ANSWERS = {"1": False, "3": True}


class RecallScreen(ModalScreen[str]):
    """Gives what came of the drill, in words."""

    def __init__(self, recalling: RecallSession) -> None:
        super().__init__()
        self.recalling = recalling
        self.fault = ""

    def compose(self) -> ComposeResult:
        """The card and its keys."""
        yield Page(id="reading")
        yield KeyBar(id="keys", markup=False)

    def on_mount(self) -> None:
        """The first card."""
        self._show()

    def on_resize(self) -> None:
        """Set the footer for the width."""
        self._show_keys()

    def on_key(self, event: Key) -> None:
        """Show the answer, or take the card as made or missed."""
        event.stop()
        event.prevent_default()
        drill = self.recalling.drill
        if event.key in END_KEYS or drill.card is None:
            self.dismiss(self.recalling.summary)
            return
        if not drill.shown:
            self.recalling.show()
        elif event.key in ANSWERS:
            try:
                self.recalling.answer(ANSWERS[event.key])
                self.fault = ""
            except WriteError as fault:
                self.fault = str(fault)
        self._show()
        self._show_keys()

    def _show(self) -> None:
        drill = self.recalling.drill
        title = join(("Recall", "bold"), (f"  {len(drill.waiting)} left, {self.recalling.summary}", "$dim"))
        blocks = [Block(title)]
        card = drill.card
        if card is None:
            blocks += [heading("done"), Block(line("Every card was made."))]
        else:
            question = self.recalling.workspace.bank.by_id.get(card.question)
            blocks += [heading(question.label if question else card.question)]
            blocks += paragraphs(plain(card.ask, "bold"), gap=0)
            if drill.shown:
                blocks += paragraphs(plain(card.answer))
        if self.fault:
            blocks.append(Block(line(self.fault, "bold $lost"), gap=1))
        self.query_one(Page).show(blocks)

    def _show_keys(self) -> None:
        drill = self.recalling.drill
        if drill.card is None:
            keys = [FooterKey("any key", "close")]
        elif drill.shown:
            keys = [FooterKey("3", "made"), FooterKey("1", "missed"), FooterKey("q", "end")]
        else:
            keys = [FooterKey("any key", "show the answer"), FooterKey("q", "end")]
        self.query_one(KeyBar).update(footer_text(keys, self.size.width - 2))
