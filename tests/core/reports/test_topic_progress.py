"""The figures of a topic."""

from __future__ import annotations

from datetime import date, timedelta

from tpm_tui.core.cards.card import Card, apply_grade
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.reports.topic_progress import TopicProgress, compute_topic_progress

TODAY = date(2026, 11, 22)


def met(question: str, grade: Grade, days_ago: int) -> Card:
    return apply_grade(Card(question), grade, TODAY - timedelta(days=days_ago), "r", Rules())


def progress(*cards: Card, questions: tuple[str, ...]) -> TopicProgress:
    known = {card.question: card for card in cards}
    agenda = build_agenda(dict.fromkeys(questions, "t"), known, TODAY, PlanSettings())
    return compute_topic_progress(questions, known, agenda)


def test_new_topic_has_no_last_day() -> None:
    assert progress(questions=("a", "b")) == TopicProgress(questions=2, new=2)


def test_topic_without_questions_has_no_average() -> None:
    assert progress(questions=()) == TopicProgress(questions=0)


def test_figures_of_a_practised_topic() -> None:
    cards = met("a", Grade.EASY, 1), met("b", Grade.AGAIN, 5)
    found = progress(*cards, questions=("a", "b", "c"))
    assert found == TopicProgress(
        questions=3, due=1, new=1, met=2, average_box=4 / 3, last=TODAY - timedelta(days=1)
    )
    assert found.planned == 2
