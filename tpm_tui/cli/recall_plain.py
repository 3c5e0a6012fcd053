"""The recall drill in lines: a card, any line shows its answer, then 1 (missed) or 3 (made)."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence

from tpm_tui.core.clean import clean_line
from tpm_tui.core.recall import RecallCard
from tpm_tui.practice.recalling import Recalling
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.errors import NotSaved


def run_recall_plain(workspace: Workspace, cards: Sequence[RecallCard]) -> int:
    """Ask until every card was made, the input ends, or `q`; returns the exit code."""
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    recalling = Recalling(workspace, cards)
    try:
        return _run(recalling)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    finally:
        workspace.store.close()


def _run(recalling: Recalling) -> int:
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
        try:
            recalling.answer(said)
        except NotSaved as fault:
            print(f"tpm-tui: {fault}", file=sys.stderr)
            return 3
        print(f"recalled {card.question}: {'made' if said else 'missed'}", flush=True)
    print(recalling.summary, flush=True)
    return 0


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
