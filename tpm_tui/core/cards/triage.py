"""Triage: new questions that the learner knows already are introduced last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tpm_tui.core.cards.card import Card


def order_of_introduction(questions: Iterable[str], cards: Mapping[str, Card]) -> list[str]:
    """Return the questions with those that the learner knew before the first answer at the end.

    Otherwise their order is kept. Whether a question was answered since makes no difference here, as only the
    order of new questions counts: so the plan of a day is the same after each of its answers.
    """
    last = {question for question, card in cards.items() if card.known is True}
    order = list(questions)
    return sorted(order, key=last.__contains__) if last else order


def untriaged(questions: Iterable[str], cards: Mapping[str, Card]) -> list[str]:
    """Return the new questions about which the learner has not said whether they know them.

    Suspended questions are left out.
    """
    unknown = Card("")
    return [question for question in questions if _is_open(cards.get(question, unknown))]


def _is_open(card: Card) -> bool:
    return card.known is None and not card.schedule.seen and not card.suspended
