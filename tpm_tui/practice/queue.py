"""Question queues for what the learner chose on the command line or in the topics screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from tpm_tui.core.plan.agenda import list_extra_practice, list_weakest
from tpm_tui.exchange.messages import ALL_SEEN_ANSWERED_TODAY, NOTHING_SEEN
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.session.recall import RecallCard


def planned_queue(workspace: Workspace, questions: Collection[str]) -> list[str]:
    """Return the questions that are in today's plan; if none is, extra practice among them."""
    planned = [question for question in workspace.agenda().queue if question in questions]
    if planned:
        return planned
    order = [question for question in workspace.bank.order if question in questions]
    return list_extra_practice(order, workspace.store.cards, workspace.today(), workspace.rules)


def weak_point_queue(workspace: Workspace, questions: Collection[str]) -> list[str]:
    """Return the questions that have weak key points, the weakest first, without suspended ones."""
    from tpm_tui.core.session.drill import find_weak_points, questions_with_points

    points = find_weak_points(workspace.store.entries(), workspace.bank)
    return questions_with_points(points, unsuspended(workspace, questions))


def recall_queue(workspace: Workspace, questions: Collection[str], limit: int) -> list[RecallCard]:
    """Return at most `limit` recall cards of some questions, without suspended ones."""
    from tpm_tui.core.session.recall import select_recall_cards

    asked = frozenset(unsuspended(workspace, questions))
    return select_recall_cards(workspace.bank, workspace.store.entries(), asked)[:limit]


def unsuspended(workspace: Workspace, questions: Collection[str]) -> list[str]:
    """Return the questions that are not suspended, in the bank's order."""
    cards, wanted = workspace.store.cards, set(questions)
    return [q for q in workspace.bank.order if q in wanted and not (q in cards and cards[q].suspended)]


def topic_queue(workspace: Workspace, topic: str) -> list[str]:
    """Return `planned_queue` of a topic's questions, or of all questions if the id is empty."""
    bank = workspace.bank
    return planned_queue(workspace, bank.ids_by_topic.get(topic, ()) if topic else bank.order)


def box_queue(workspace: Workspace, box: int) -> list[str]:
    """Return `planned_queue` of the questions in a box; 0 is the box of new questions.

    A box beyond the last one counts as the last, as in `count_boxes`.
    """
    cards, last = workspace.store.cards, workspace.rules.boxes
    boxes = {q: min(cards[q].box, last) if q in cards else 0 for q in workspace.bank.order}
    return planned_queue(workspace, [question for question, each in boxes.items() if each == box])


def new_questions(workspace: Workspace) -> list[str]:
    """Return the new questions, in the author's order."""
    return [question for question in _extra_practice(workspace) if not _is_seen(workspace, question)]


def longest_unanswered(workspace: Workspace) -> list[str]:
    """Return the seen questions that were not answered today, the least recently answered first."""
    return [question for question in _extra_practice(workspace) if _is_seen(workspace, question)]


def explain_nothing_to_repeat(workspace: Workspace) -> str:
    """Return why `longest_unanswered` is empty."""
    seen = any(card.schedule.seen for card in workspace.store.cards.values())
    return ALL_SEEN_ANSWERED_TODAY if seen else NOTHING_SEEN


def weakest_seen(workspace: Workspace) -> list[str]:
    """Return the seen questions with the worst results, the worst first."""
    return list_weakest(workspace.bank.order, workspace.store.cards)


def limit_to_minutes(workspace: Workspace, queue: Sequence[str], minutes: float) -> list[str]:
    """Return as much of a queue as fits into the minutes by the learner's times; at least one question."""
    left, times = minutes * 60, workspace.answer_times()
    chosen: list[str] = []
    for question in queue:
        left -= times.repeated if _is_seen(workspace, question) else times.new
        if left < 0 and chosen:
            break
        chosen.append(question)
    return chosen


def _extra_practice(workspace: Workspace) -> list[str]:
    return list_extra_practice(
        workspace.bank.order, workspace.store.cards, workspace.today(), workspace.rules
    )


def _is_seen(workspace: Workspace, question: str) -> bool:
    card = workspace.store.cards.get(question)
    return card is not None and card.schedule.seen
