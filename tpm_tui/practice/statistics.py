"""Statistics of all practice, for the screen Progress and the command `stats`."""

from __future__ import annotations

from tpm_tui.core.reports.stats import Statistics, compute_statistics
from tpm_tui.practice.workspace import Workspace


def load_statistics(workspace: Workspace) -> Statistics:
    """Return the statistics as of today. May be called in a thread.

    Raises:
        DataFolderError: the progress cannot be read.
    """
    store = workspace.store
    return compute_statistics(
        store.entries(), store.cards, workspace.bank, workspace.today(), workspace.plan_settings
    )
