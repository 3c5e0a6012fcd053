"""The recall drill in lines: a card, any line shows its answer, then 1 (missed) or 3 (made)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from tpm_tui.cli.plain.prompt import run_plain_loop
from tpm_tui.core.session.recall import RecallCard
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.practice.recall import RecallSession
from tpm_tui.practice.workspace import Workspace


def run_recall_plain(workspace: Workspace, cards: Sequence[RecallCard]) -> int:
    """Ask until every card was made, the input ends, or `q`; returns the exit code."""
    recalling = RecallSession(workspace, cards)

    def nothing_more() -> None:
        """Each card is durable once it is answered."""

    try:
        return run_plain_loop(lambda: _run(recalling), nothing_more, nothing_more, nothing_more)
    finally:
        workspace.store.close()


def _run(recalling: RecallSession) -> None:
    print("enter shows the answer, then 3 made, 1 missed, q ends", flush=True)
    while (card := recalling.drill.card) is not None:
        print(f"\n{clean_line(card.ask)}", flush=True)
        line = sys.stdin.readline()
        if not line or line.strip() == "q":
            break
        recalling.show()
        print(f"  {clean_line(card.answer)}", flush=True)
        said = _made()
        if said is None:
            break
        recalling.answer(said)
        print(f"recalled {card.question}: {'made' if said else 'missed'}", flush=True)
    print(recalling.summary, flush=True)


def _made() -> bool | None:
    """Whether the card was made; None where the drill is to end."""
    for line in sys.stdin:
        match line.strip():
            case "1" | "3" as key:
                return key == "3"
            case "q":
                return None
            case _:
                print("3 made, 1 missed, q ends", flush=True)
    return None
