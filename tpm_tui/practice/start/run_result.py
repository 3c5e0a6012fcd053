"""What was done in this run of the program, for the line on the shell after it."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.core.reports.session_results import count_points
from tpm_tui.exchange.today.sentences import run_result
from tpm_tui.practice.workspace import Workspace


def describe_run(workspace: Workspace) -> str:
    """Return what was answered and where the newest report is, on one line; empty if nothing was done."""
    reviews = workspace.store.own_reviews()
    counts = [count_points(review, workspace.bank) for review in reviews]
    points = sum(count for _, count in counts)
    share = sum(made for made, _ in counts) / points if points else None
    report = workspace.last_report
    return run_result(len(reviews), share, _short_path(report) if report else "")


def _short_path(path: Path) -> str:
    """Return a path with `~` in place of the home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
