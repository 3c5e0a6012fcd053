"""Which questions a sitting asks, from what the learner chose on the command line or in the topics."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tpm_tui.core.agenda import extra_practice
from tpm_tui.practice.workspace import Workspace


def queue_within(workspace: Workspace, questions: Collection[str]) -> list[str]:
    """What today's plan holds of some questions; where it holds none, extra practice among them."""
    planned = [question for question in workspace.agenda().queue if question in questions]
    if planned:
        return planned
    order = [question for question in workspace.bank.order if question in questions]
    return extra_practice(order, workspace.store.cards, workspace.today(), workspace.rules)


def within_minutes(workspace: Workspace, queue: Sequence[str], minutes: float) -> list[str]:
    """As much of a queue as its target times fit into so many minutes; at least one question."""
    left = minutes * 60
    kept: list[str] = []
    for name in queue:
        left -= workspace.bank.by_id[name].time_target.answer_seconds
        if left < 0 and kept:
            break
        kept.append(name)
    return kept
