"""Test cases for plans: random settings with caps, days off, and several dates with their own topics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import TODAY, answer, card_of, days
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.agenda import Agenda, build_agenda
from tpm_tui.core.plan.budget import AnswerTimes, Caps, StudyTime
from tpm_tui.core.plan.daily import plan_day
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.pace import measure_retention
from tpm_tui.core.plan.settings import PlanSettings

TOPICS = ("delivery", "people", "data")

limits = st.none() | st.integers(0, 6)
caps = st.builds(Caps, max_new=limits, max_reviews=limits)
near = st.integers(-3, 20).map(lambda days: TODAY + timedelta(days=days))
days_off = st.builds(
    DaysOff,
    weekdays=st.frozensets(st.integers(0, 6), max_size=4),
    dates=st.frozensets(near, max_size=4),
)
topics = st.none() | st.frozensets(st.sampled_from(TOPICS), min_size=1)
deadlines = st.lists(st.builds(Deadline, day=near, topics=topics), max_size=3).map(tuple)
no_deadlines: st.SearchStrategy[tuple[Deadline, ...]] = st.just(())
study_times = st.builds(
    StudyTime,
    minutes=st.integers(1, 30),
    times=st.builds(AnswerTimes, new=st.integers(60, 400), repeated=st.integers(60, 400)),
)
by_answers: st.SearchStrategy[StudyTime | None] = st.none()
by_answers_or_time = st.none() | study_times
all_untriaged: st.SearchStrategy[bool | None] = st.none()
some_triaged = st.sampled_from([None, False, True])


@dataclass(frozen=True)
class Case:
    """Everything that a plan depends on: questions, cards, day and settings."""

    questions: Mapping[str, str]
    cards: Cards
    today: date
    plan_settings: PlanSettings

    @property
    def agenda(self) -> Agenda:
        return build_agenda(self.questions, self.cards, self.today, self.plan_settings)

    @property
    def eligible(self) -> dict[str, Schedule]:
        """The schedules at the start of the day of all questions that may be asked."""
        own = {question: card_of(self.cards, question) for question in self.questions}
        return {
            question: card.schedule_before(self.today)
            for question, card in own.items()
            if not card.suspended and card.buried != self.today
        }

    @property
    def plan(self) -> list[str]:
        retention = measure_retention(self.cards, self.today)
        return plan_day(self.questions, self.eligible, self.today, self.plan_settings, retention)

    @property
    def new_a_day(self) -> int:
        """Most new questions per day."""
        return apply_cap(self.plan_settings.budget, self.plan_settings.caps.max_new)

    @property
    def reviews_a_day(self) -> int:
        return apply_cap(self.plan_settings.budget, self.plan_settings.caps.max_reviews)

    def is_seen(self, question: str) -> bool:
        return card_of(self.cards, question).schedule.seen

    def study_days(self, start: date, end: date) -> int:
        """Count study days one by one."""
        span = (start + timedelta(days=k) for k in range(max(0, (end - start).days)))
        off = self.plan_settings.off
        return sum(day not in off.dates and day.weekday() not in off.weekdays for day in span)

    def after_answer(self, question: str, grade: Grade, id: str = "new") -> Case:
        cards = answer(self.cards, question, grade, self.today, self.plan_settings.rules, id)
        return Case(self.questions, cards, self.today, self.plan_settings)

    def after_practice(self, grade: Grade = Grade.GOOD) -> Case:
        """Return the next day, after completing the rest of today's plan."""
        case = self
        for question in self.agenda.queue:
            case = case.after_answer(question, grade, f"{self.today}-{question}")
        return Case(case.questions, case.cards, self.today + timedelta(days=1), case.plan_settings)


def apply_cap(budget: int, cap: int | None) -> int:
    return budget if cap is None else min(budget, cap)


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    caps: st.SearchStrategy[Caps] = caps,
    off: st.SearchStrategy[DaysOff] = days_off,
    deadlines: st.SearchStrategy[tuple[Deadline, ...]] = no_deadlines,
    horizon: st.SearchStrategy[int | None] | None = None,
    flags: bool = True,
    answers: bool = True,
    max_size: int = 16,
    times: st.SearchStrategy[StudyTime | None] = by_answers,
    known: st.SearchStrategy[bool | None] = all_untriaged,
) -> Case:
    """Draw a day of practice with plan settings; there is only one date unless deadlines are drawn.

    The plan is by answers and no question was triaged, unless `times` or `known` are drawn.

    In half of the cases some or all questions are new, as caps and pace concern new questions.
    """
    day = draw(days(flags=flags, answers=answers, horizon=horizon, max_size=max_size))
    questions = {question: draw(st.sampled_from(TOPICS)) for question in day.order}
    fresh = day.order[: draw(st.integers(0, len(day.order)))] if draw(st.booleans()) else ()
    cards = {question: card for question, card in day.cards.items() if question not in fresh}
    if known is not all_untriaged:
        cards = {q: replace(card_of(cards, q), known=draw(known)) for q in questions}
    plan_settings = PlanSettings(
        budget=day.budget,
        time=draw(times),
        interview=day.interview,
        deadlines=draw(deadlines),
        rules=day.rules,
        caps=draw(caps),
        off=draw(off),
    )
    return Case(questions, cards, day.today, plan_settings)
