"""Triage: new questions that the learner knows are introduced last."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.plan.plan_cases import Case, cases, deadlines, some_triaged
from tests.core.strategies import TODAY, grades, one_topic
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.triage import order_of_introduction, untriaged
from tpm_tui.core.plan.agenda import QuestionStatus, build_agenda, list_extra_practice
from tpm_tui.core.plan.ahead.preview import preview_days
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.forecast import compute_forecasts
from tpm_tui.core.plan.settings import PlanSettings


def triaged_cases(max_size: int = 16) -> st.SearchStrategy[Case]:
    return cases(deadlines=deadlines, max_size=max_size, known=some_triaged)


def replace_cards(case: Case, cards: dict[str, Card]) -> Case:
    return Case(case.questions, cards, case.today, case.plan_settings)


def known(*questions: str) -> dict[str, Card]:
    return {question: Card(question, known=True) for question in questions}


def test_known_questions_come_last_in_stable_order() -> None:
    assert order_of_introduction("abcde", known("d", "b")) == ["a", "c", "e", "b", "d"]


def test_known_questions_are_introduced_last() -> None:
    settings = PlanSettings(budget=3)
    agenda = build_agenda(one_topic("abcde"), known("a", "c"), TODAY, settings)
    assert agenda.queue == ("b", "d", "e")
    assert agenda.status["a"] is QuestionStatus.WAITING
    days = preview_days(one_topic("abcde"), known("a", "c"), TODAY, 2, settings)
    assert [day.new for day in days] == [("b", "d", "e"), ("a", "c")]
    assert list_extra_practice("abcde", known("a", "c"), TODAY, settings.rules) == ["b", "d", "e", "a", "c"]


def test_known_questions_of_a_nearer_date_precede_later_dates() -> None:
    nearer = Deadline(TODAY + timedelta(days=3), frozenset({"phone"}))
    settings = PlanSettings(budget=4, deadlines=(nearer, Deadline(TODAY + timedelta(days=9))))
    topics = {"a": "phone", "b": "onsite", "c": "phone", "d": "onsite"}
    assert build_agenda(topics, known("a", "b"), TODAY, settings).queue == ("c", "a", "d", "b")


@given(triaged_cases())
def test_triage_changes_only_the_order_of_new_questions(case: Case) -> None:
    without = replace_cards(case, {q: replace(card, known=None) for q, card in case.cards.items()})
    agenda, plain = case.agenda, without.agenda
    assert (agenda.due, agenda.new, agenda.next_due) == (plain.due, plain.new, plain.next_due)
    seen = [question for question in agenda.queue if case.is_seen(question)]
    assert seen == [question for question in plain.queue if case.is_seen(question)]


@given(triaged_cases(max_size=6))
def test_triage_does_not_change_the_forecast(case: Case) -> None:
    without = replace_cards(case, {q: replace(card, known=None) for q, card in case.cards.items()})
    forecasts = [
        compute_forecasts(each.questions, each.cards, each.today, each.plan_settings)
        for each in (case, without)
    ]
    assert forecasts[0][0].will_see == forecasts[1][0].will_see


@given(triaged_cases(), st.data())
def test_rest_of_plan_is_same_after_any_planned_answer(case: Case, data: st.DataObject) -> None:
    queue = case.agenda.queue
    if queue:
        question = data.draw(st.sampled_from(queue))
        after = case.after_answer(question, data.draw(grades)).agenda.queue
        assert after == tuple(other for other in queue if other != question)


def test_untriaged_are_new_active_and_undecided() -> None:
    cards = {
        "b": Card("b", known=False),
        "c": Card("c", known=True),
        "d": Card("d", suspended=True),
        "e": Card("e", starred=True),
    }
    assert untriaged("abcde", cards) == ["a", "e"]
