"""The recall drill in plain mode: print a card, show its answer, then read 1 (missed) or 3 (made)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tpm_tui.cli.plain.prompt import Console, run_plain_loop
from tpm_tui.core.session.missed_recall import missed_point_cards
from tpm_tui.core.session.recall import RecallCard
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.messages import recall_offer, recalled_line
from tpm_tui.practice.recall import RecallSession
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace


def run_recall_plain(workspace: Workspace, cards: Sequence[RecallCard]) -> int:
    """Ask until every card was made (answered correctly), the input ends, or `q`; return the exit code."""
    recall_session = RecallSession(workspace, cards)

    def nothing_to_save() -> None:
        """Do nothing: each card is saved when it is answered."""

    try:
        return run_plain_loop(
            lambda: _run_drill(recall_session), nothing_to_save, nothing_to_save, nothing_to_save
        )
    finally:
        workspace.store.close()


def offer_recall(practice_session: PracticeSession, console: Console) -> None:
    """After a session, offer to recall the key points that were missed in it; any line but `r` declines.

    If the input is not a terminal, the offer is printed only if there is another line, so that the output of
    scripts stays the same.

    Raises:
        InputEnded: there is no input.
    """
    workspace = practice_session.workspace
    cards = missed_point_cards(practice_session.session.reviews, workspace.bank)
    if not cards:
        return
    offer = recall_offer(len(cards))
    if sys.stdin.isatty():
        console.echo(offer)
        reply = console.read_line()
    else:
        reply = console.read_line()
        console.echo(offer)
    if reply.strip().lower() == "r":
        _run_drill(RecallSession(workspace, cards))


def _run_drill(recall_session: RecallSession) -> None:
    print("enter shows the answer, then 3 made, 1 missed, q ends", flush=True)
    while (card := recall_session.drill.card) is not None:
        print(f"\n{clean_line(card.ask)}", flush=True)
        line = sys.stdin.readline()
        if not line or line.strip() == "q":
            break
        recall_session.show()
        print(f"  {clean_line(card.answer)}", flush=True)
        made = _read_result()
        if made is None:
            break
        recall_session.record(made)
        print(recalled_line(card.question, made=made), flush=True)
    print(recall_session.summary, flush=True)


def _read_result() -> bool | None:
    """Return whether the card was made; None to end the drill."""
    for line in sys.stdin:
        match line.strip():
            case "1" | "3" as key:
                return key == "3"
            case "q":
                return None
            case _:
                print("3 made, 1 missed, q ends", flush=True)
    return None
