"""Going through the new questions in plain mode: which of them the learner knows already."""

from __future__ import annotations

from tpm_tui.cli.plain.prompt import Console
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.messages import NOTHING_TO_TRIAGE, NOTHING_TO_UNDO_IN_TRIAGE, triage_message
from tpm_tui.practice.triage import TriagePass
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError

TRIAGE_HELP = "k I know it, n to learn, u undo, q stop"


def run_triage(workspace: Workspace, console: Console) -> None:
    """Print the new questions one by one and read a decision on each.

    Raises:
        InputEnded: the input has ended; what was decided is saved.
    """
    triage = TriagePass(workspace)
    current = triage.questions[0] if triage.questions else None
    if current is None:
        console.echo(NOTHING_TO_TRIAGE)
        return
    console.echo(TRIAGE_HELP)
    while current is not None:
        console.print_paragraph(clean_line(workspace.bank.by_id[current].prompt))
        choice = console.read_line().strip().lower()
        try:
            match choice:
                case "k" | "n":
                    current = triage.decide(current, choice == "k")
                case "u":
                    undone = triage.undo()
                    current = undone or current
                    if undone is None:
                        console.echo(NOTHING_TO_UNDO_IN_TRIAGE)
                case "q":
                    break
                case _:
                    console.echo(TRIAGE_HELP)
        except WriteError as error:
            console.print_error(error)
    console.echo(triage_message(triage.known, len(triage.decisions)))
