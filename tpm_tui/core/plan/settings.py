"""The plan settings: everything a plan depends on, apart from questions, progress and day."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.plan.budget import Caps, DayRoom, StudyTime
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline, Questions, find_target_dates


class PlanSettings(Struct, frozen=True):
    """The settings from which a plan is computed."""

    budget: int = 10
    """Answers per day, at least 1; if `time` is set, only about so many."""
    time: StudyTime | None = None
    """The time per day, if the day is planned by minutes and not by the number of answers."""
    interview: date | None = None
    """The target date for all topics."""
    deadlines: tuple[Deadline, ...] = ()
    """Further target dates; the nearest one that covers a question's topic applies."""
    rules: Rules = Rules()
    caps: Caps = Caps()
    off: DaysOff = DaysOff()

    @property
    def room(self) -> DayRoom:
        """The room of a day, in seconds if `time` is set, else in answers."""
        return self.time.room if self.time else DayRoom(self.budget)

    @property
    def new_a_day(self) -> int:
        """Most new questions per day."""
        return _limit(self.room.new_beside(reviews=0), self.caps.max_new)

    @property
    def reviews_a_day(self) -> int:
        """Most reviews per day."""
        return _limit(self.room.reviews_beside(new=0), self.caps.max_reviews)

    @property
    def all_deadlines(self) -> tuple[Deadline, ...]:
        """The further target dates and the interview, past ones included."""
        return (*self.deadlines, Deadline(self.interview)) if self.interview else self.deadlines

    def future_deadlines(self, today: date) -> tuple[Deadline, ...]:
        """Return all target dates that are not past, nearest first."""
        future = (deadline for deadline in self.all_deadlines if deadline.day >= today)
        return tuple(sorted(future, key=lambda deadline: deadline.day))

    def target_dates(self, questions: Questions, today: date) -> dict[str, date]:
        """Return the target date of each question; questions without a future date are left out."""
        return find_target_dates(questions, self.future_deadlines(today))

    def dates_by_topic(self, questions: Questions, today: date) -> dict[str, tuple[date, ...]]:
        """Return the target dates of each topic that are not past, nearest first."""
        future = self.future_deadlines(today)
        return {
            topic: tuple(dict.fromkeys(deadline.day for deadline in future if deadline.covers(topic)))
            for topic in dict.fromkeys(questions.values())
        }

    def interview_days(self, questions: Questions, today: date) -> frozenset[date]:
        """Return the target dates from today on that cover any of the questions' topics."""
        return frozenset(day for days in self.dates_by_topic(questions, today).values() for day in days)

    def calendar(self, questions: Questions, today: date) -> DaysOff:
        """Return the days on which nothing is studied: days off, and the interview days from today on."""
        return replace(self.off, dates=self.off.dates | self.interview_days(questions, today))


def _limit(count: int, cap: int | None) -> int:
    return count if cap is None else max(0, min(count, cap))
