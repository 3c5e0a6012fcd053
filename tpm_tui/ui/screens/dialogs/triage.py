"""A pass over the new questions: one key each says whether the learner knows it."""

from __future__ import annotations

from functools import partial

from tpm_tui.core.bank.bank import Bank
from tpm_tui.exchange.messages import NOTHING_TO_UNDO_IN_TRIAGE
from tpm_tui.practice.triage import TriagePass
from tpm_tui.ui.keys.actions import Scope, actions_in
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.triage import triage_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.action_pager import ActionPager
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey


class TriageScreen(ActionPager):
    """The list of new questions. Each decision is on disk before the cursor moves on."""

    scope = Scope.TRIAGE
    actions = actions_in(Scope.TRIAGE)

    def __init__(self, triage_pass: TriagePass, bank: Bank, keymap: Keymap) -> None:
        """
        Args:
            triage_pass: the questions and decisions.
            bank: the texts of the questions.
            keymap: the learner's keys.
        """
        self.triage_pass = triage_pass
        self._bank = bank
        super().__init__(self._list(), keymap)
        _, know, learn, *others = self.keys
        self.keys = (know, learn, FooterKey("q", "skip rest", kept=True), *others)

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            "know": partial(self.decide, True),
            "triage-learn": partial(self.decide, False),
            "triage-undo": self.undo,
        }

    def decide(self, known: bool) -> None:
        """Decide on the question under the cursor and go to the next one; close after the last."""
        question = self.triage_pass.decide(self.query_one(Page).cursor, known)
        if question is None:
            self.dismiss()
        else:
            self._show(question)

    def undo(self) -> None:
        """Undo the last decision and go to its question."""
        question = self.triage_pass.undo()
        if question is None:
            self.show_notice(NOTHING_TO_UNDO_IN_TRIAGE)
        else:
            self._show(question)

    def _show(self, question: str) -> None:
        self.blocks = self._list()
        self.query_one(Page).show(self.blocks, question, keep_scroll=True)

    def _list(self) -> list[Block]:
        return triage_blocks(self.triage_pass.questions, self.triage_pass.decisions, self._bank)
