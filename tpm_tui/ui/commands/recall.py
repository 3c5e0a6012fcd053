"""Opening a recall drill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tpm_tui.exchange.messages import NO_RECALL_CARDS, recall_message
from tpm_tui.ui.screens.action_screen import ActionScreen

if TYPE_CHECKING:
    from tpm_tui.core.session.recall import RecallCard


def open_recall(screen: ActionScreen, cards: Sequence[RecallCard] | None = None) -> None:
    """Start a recall drill on top of a screen.

    Args:
        screen: shows the result as a notice.
        cards: the cards; by default those of the whole bank.
    """
    from tpm_tui.practice.queue import recall_queue
    from tpm_tui.practice.recall import DEFAULT_CARDS, RecallSession
    from tpm_tui.ui.screens.recall import RecallScreen

    workspace = screen.workspace
    chosen = recall_queue(workspace, workspace.bank.order, DEFAULT_CARDS) if cards is None else cards
    if not chosen:
        screen.show_notice(NO_RECALL_CARDS)
        return
    drill = RecallScreen(RecallSession(workspace, chosen, repeats=False), screen.glyphs)
    screen.ask(drill, lambda summary: screen.show_notice(recall_message(summary or "")))
