"""Which questions a practice_session asks, from what the learner chose on the command line or in the topics."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from tpm_tui.core.plan.agenda import extra_practice, weakest
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.session.recall import RecallCard


def queue_within(workspace: Workspace, questions: Collection[str]) -> list[str]:
    """What today's plan holds of some questions; where it holds none, extra practice among them."""
    planned = [question for question in workspace.agenda().queue if question in questions]
    if planned:
        return planned
    order = [question for question in workspace.bank.order if question in questions]
    return extra_practice(order, workspace.store.cards, workspace.today(), workspace.rules)


def queue_of_points(workspace: Workspace, questions: Collection[str]) -> list[str]:
    """Of some questions those that hold weak key points, the weakest first; suspended ones are left out."""
    from tpm_tui.core.session.drill import questions_of, weak_points

    points = weak_points(workspace.store.entries(), workspace.bank)
    return questions_of(points, unsuspended(workspace, questions))


def recall_queue(workspace: Workspace, questions: Collection[str], limit: int) -> list[RecallCard]:
    """The recall cards of some questions, as many as a drill is to hold; of suspended ones none."""
    from tpm_tui.core.session.recall import recall_cards

    asked = frozenset(unsuspended(workspace, questions))
    return recall_cards(workspace.bank, workspace.store.entries(), asked)[:limit]


def unsuspended(workspace: Workspace, questions: Collection[str]) -> list[str]:
    """Those of some questions that are not suspended, in the bank's order."""
    cards, wanted = workspace.store.cards, set(questions)
    return [q for q in workspace.bank.order if q in wanted and not (q in cards and cards[q].suspended)]


def queue_of_topic(workspace: Workspace, topic: str) -> list[str]:
    """What today's plan holds of a topic, or of all for an empty id; else extra practice of it."""
    bank = workspace.bank
    return queue_within(workspace, [q.id for q in bank.in_topic(topic)] if topic else bank.order)


def new_questions(workspace: Workspace) -> list[str]:
    """Questions not met yet, in the author's order."""
    return [question for question in _extra(workspace) if not _met(workspace, question)]


def longest_unanswered(workspace: Workspace) -> list[str]:
    """Met questions not answered today, the one longest ago first."""
    return [question for question in _extra(workspace) if _met(workspace, question)]


def weakest_met(workspace: Workspace) -> list[str]:
    """Met questions that went worst."""
    return weakest(workspace.bank.order, workspace.store.cards)


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


def _extra(workspace: Workspace) -> list[str]:
    return extra_practice(workspace.bank.order, workspace.store.cards, workspace.today(), workspace.rules)


def _met(workspace: Workspace, question: str) -> bool:
    card = workspace.store.cards.get(question)
    return card is not None and card.schedule.met
