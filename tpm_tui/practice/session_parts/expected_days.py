"""When the plan asks the current question again, for each grade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import interval_after
from tpm_tui.core.cards.replay import Cards
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.practice.session_parts.host import CurrentCardHost

if TYPE_CHECKING:
    from tpm_tui.core.plan.ahead.expectation import Expectation

MANY_QUESTIONS = 500
"""Up to so many questions, the days are computed in a few milliseconds."""

_State = tuple[str, date, int, PlanSettings]


class ExpectedDays:
    """The expectations for the current question, computed when first used, and again after changes."""

    def __init__(self, practice_session: CurrentCardHost) -> None:
        self._practice_session = practice_session
        self._state: _State | None = None
        self._cards: Cards | None = None
        self._known: Mapping[Grade, Expectation] = {}

    def is_slow(self) -> bool:
        """Return whether `by_grade` takes longer than a key press may."""
        many = len(self._practice_session.workspace.bank.questions) > MANY_QUESTIONS
        return many and not self._are_known(self._current_state())

    def by_grade(self) -> Mapping[Grade, Expectation]:
        """Return what is expected after each grade; empty in a drill, and for a suspended question."""
        own = self._practice_session
        if own.is_drill or own.card.suspended or own.question is None:
            return {}
        state = self._current_state()
        if not self._are_known(state):
            self._known, self._state, self._cards = self._compute(), state, own.workspace.store.cards
        return self._known

    def _current_state(self) -> _State:
        own = self._practice_session
        return own.session.current, own.day, len(own.workspace.bank.questions), own.workspace.plan_settings

    def _are_known(self, state: _State) -> bool:
        return state == self._state and self._cards is self._practice_session.workspace.store.cards

    def _compute(self) -> dict[Grade, Expectation]:
        from tpm_tui.core.plan.ahead.expectation import Expectation
        from tpm_tui.core.plan.ahead.expected_day import compute_expected_days

        own = self._practice_session
        workspace, question, today = own.workspace, own.question, own.day
        settings = workspace.plan_settings
        assert question is not None
        questions, cards = workspace.bank.topic_by_question, workspace.store.cards
        has_date = bool(settings.dates_by_topic(questions, today)[question.topic])
        days = compute_expected_days(questions, cards, question.id, today, settings)
        return {
            grade: Expectation(today, days_after(today, self._interval(grade)), day, has_date)
            for grade, day in days.items()
        }

    def _interval(self, grade: Grade) -> int:
        """Return the days until the question is due again with that grade."""
        own = self._practice_session
        if own.card.answered_on(own.day):
            return own.workspace.rules.interval(own.card.box)
        return interval_after(own.card.schedule, grade, own.day, own.workspace.rules)
