"""`tpm-tui due --short`, for shell prompts: works without click, which would take a quarter of the time."""

from __future__ import annotations

from tpm_tui.practice.workspace import Workspace


def print_short_due(workspace: Workspace) -> None:
    """Print how many due and new questions are left in today's plan; nothing if none are left."""
    agenda = workspace.agenda(load_bank=False)
    if agenda.queue:
        print(f"{agenda.due} {agenda.new}")
