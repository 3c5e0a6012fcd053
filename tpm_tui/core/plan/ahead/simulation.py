"""Simulation of the days ahead, assuming that every plan is completed and every answer is good.

It plans the same questions as `tpm_tui.core.plan.daily.plan_day`, day after day. Within one box the question
with the oldest answer is the stalest, so a day only looks at the front of each box, whatever the size of the
bank.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from datetime import date
from heapq import heapify, heappop, heappush
from math import lcm

from msgspec import Struct

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Schedule, is_due, schedule_after
from tpm_tui.core.cards.spaced import RECENT_SPACED, is_spaced
from tpm_tui.core.plan.daily import WARM_UP, lap_days, study_days_left
from tpm_tui.core.plan.deadline import Questions
from tpm_tui.core.plan.pace import Retention, new_quota
from tpm_tui.core.plan.settings import PlanSettings

_Key = tuple[int, int, int, str]
"""Sort key of a question in a day: the order in which the plan takes it."""
_Dates = tuple[date, ...]
"""All target dates of a topic, nearest first."""
_Box = tuple[_Dates, int]
"""The questions with the same dates in one box."""
_Fronts = list[tuple[_Key, _Box | None]]
"""The next question of each box, with its box; None for one outside of the boxes."""


class SimulatedDay(Struct, frozen=True):
    """The plan of one simulated day."""

    day: date
    reviews: tuple[str, ...] = ()
    """Question ids to be answered again."""
    new: tuple[str, ...] = ()
    """Ids of new questions."""
    off: bool = False
    """Whether it is a day off."""

    @property
    def answers(self) -> int:
        """Number of answers planned for the day."""
        return len(self.reviews) + len(self.new)


class Simulation:
    """The state of all questions at the start of a day, and the plans of that day and those after it."""

    def __init__(
        self,
        questions: Questions,
        schedules: Mapping[str, Schedule],
        start: date,
        settings: PlanSettings,
        outcomes: Iterable[bool] = (),
        observed: str = "",
    ) -> None:
        """
        Args:
            questions: topic by question id, in the order of the bank.
            schedules: schedule of every question that is not suspended, at the start of the first day, in the
                order in which new questions are introduced.
            start: the first day to simulate.
            settings: the plan settings.
            outcomes: whether the newest spaced answers were good, oldest first.
            observed: a seen question that is never asked; `is_planned` says whether it would have been.
        """
        self.day = start
        self._settings = settings
        self._unit = lcm(*settings.rules.intervals)
        self._interviews = settings.interview_days(questions, start)
        self._outcomes = deque(outcomes, maxlen=RECENT_SPACED)
        self._schedules = dict(schedules)
        dates = settings.dates_by_topic(questions, start)
        self._dates = {question: dates[questions[question]] for question in schedules}
        self._seen: Counter[_Dates] = Counter()
        self._new: defaultdict[_Dates, deque[tuple[int, str]]] = defaultdict(deque)
        self._boxes: defaultdict[_Box, list[tuple[int, str]]] = defaultdict(list)
        self._ahead: set[str] = set()
        """Questions whose last answer is dated after the day, which no box can have in order."""
        for place, (question, schedule) in enumerate(schedules.items()):
            if not schedule.seen:
                self._new[self._dates[question]].append((place, question))
                continue
            self._seen[self._dates[question]] += 1
            if question != observed:
                self._add(question)
        for box in self._boxes.values():
            heapify(box)
        self._limit = 0
        self._last: _Key | None = None
        self._laps: set[date] = set()

    def step(self) -> SimulatedDay:
        """Plan the day, answer its questions, and go on to the next day."""
        today = self.day
        for question in [q for q in self._ahead if self._last_day(q) <= today]:
            self._ahead.discard(question)
            heappush(self._boxes[self._box(question)], self._entry(question))
        if today in self._settings.off:
            self._limit, planned = 0, SimulatedDay(today, off=True)
        else:
            planned = self._plan()
        for question in (*planned.reviews, *planned.new):
            self._answer(question)
        self.day = days_after(today, 1)
        return planned

    def is_planned(self, question: str, schedule: Schedule, day: date) -> bool:
        """Return whether the observed question would have been in the plan of the day simulated last.

        Args:
            question: its id.
            schedule: its schedule at the start of the day.
            day: that day.
        """
        if self._limit <= 0:
            return False
        key = self._key(question, schedule, day)
        return key is not None and (self._last is None or key < self._last)

    def _plan(self) -> SimulatedDay:
        """Plan the reviews and new questions of a study day or an interview day."""
        today, settings = self.day, self._settings
        if today in self._interviews:
            reviews = self._take(min(WARM_UP, settings.reviews_a_day))
            return SimulatedDay(today, reviews)
        left = study_days_left(self._interviews, today, settings.off)
        seen = _by_target(self._seen, today)
        self._laps = {
            day
            for day, count in seen.items()
            if day and count and left[day] <= lap_days(count, settings.reviews_a_day)
        }
        new = _by_target({dates: len(questions) for dates, questions in self._new.items()}, today)
        retention = Retention(len(self._outcomes), sum(self._outcomes))
        quota = new_quota(new, left, settings.new_a_day, retention)
        reviews = self._take(min(settings.reviews_a_day, settings.room.reviews_beside(quota)))
        beside = settings.room.new_beside(len(reviews))
        return SimulatedDay(today, reviews, self._take_new(min(settings.new_a_day, beside)))

    def _take(self, limit: int) -> tuple[str, ...]:
        """Take the first questions in the order of the plan out of their boxes."""
        self._limit = limit
        fronts: _Fronts = []
        for question in self._ahead:
            if key := self._key(question, self._schedules[question], self.day):
                fronts.append((key, None))
        for box in self._boxes:
            self._push_front(fronts, box)
        heapify(fronts)
        taken: list[str] = []
        self._last = None
        while fronts and len(taken) < limit:
            key, box_taken = heappop(fronts)
            taken.append(key[-1])
            if box_taken is None:
                self._ahead.discard(key[-1])
            else:
                heappop(self._boxes[box_taken])
                before = len(fronts)
                self._push_front(fronts, box_taken)
                if len(fronts) > before:
                    heappush(fronts, fronts.pop())
            if len(taken) == limit:
                self._last = key
        return tuple(taken)

    def _push_front(self, fronts: _Fronts, box: _Box) -> None:
        """Append the first question of a box, if the day may ask it."""
        if entries := self._boxes[box]:
            question = entries[0][1]
            if key := self._key(question, self._schedules[question], self.day):
                fronts.append((key, box))

    def _take_new(self, limit: int) -> tuple[str, ...]:
        """Take new questions by target date, then in the order in which they are introduced."""
        taken: list[str] = []
        groups = [(_target(dates, self.day) or date.max, group) for dates, group in self._new.items()]
        while len(taken) < limit:
            fronts = [(day, group[0], number) for number, (day, group) in enumerate(groups) if group]
            if not fronts:
                break
            number = min(fronts)[2]
            taken.append(groups[number][1].popleft()[1])
        return tuple(taken)

    def _key(self, question: str, schedule: Schedule, day: date) -> _Key | None:
        """Return the sort key of a seen question; None if the day does not ask it."""
        target = _target(self._dates[question], day)
        assert schedule.last is not None
        elapsed = max(0, day.toordinal() - schedule.last.toordinal())
        if day in self._interviews:
            return (-schedule.box, -elapsed, 0, question) if target == day else None
        lap = target in self._laps
        if not lap and not is_due(schedule, day, self._settings.rules):
            return None
        staleness = elapsed * (self._unit // self._settings.rules.interval(schedule.box))
        order = target.toordinal() if lap and target else date.max.toordinal()
        return order, -staleness, schedule.box, question

    def _answer(self, question: str) -> None:
        before = self._schedules[question]
        if not before.seen:
            self._seen[self._dates[question]] += 1
        elif is_spaced(before, self.day):
            self._outcomes.append(True)
        self._schedules[question] = schedule_after(before, Grade.GOOD, self.day, "", self._settings.rules)
        if not self._add(question):
            return
        box = self._boxes[self._box(question)]
        heappush(box, box.pop())

    def _add(self, question: str) -> bool:
        """Append a seen question to its box; return False if its last answer is dated after the day."""
        if self._last_day(question) > self.day:
            self._ahead.add(question)
            return False
        self._boxes[self._box(question)].append(self._entry(question))
        return True

    def _box(self, question: str) -> _Box:
        return self._dates[question], self._schedules[question].box

    def _entry(self, question: str) -> tuple[int, str]:
        return self._last_day(question).toordinal(), question

    def _last_day(self, question: str) -> date:
        last = self._schedules[question].last
        assert last is not None, "only seen questions are in a box"
        return last


def _target(dates: _Dates, day: date) -> date | None:
    """Return the nearest date that is not past."""
    return next((each for each in dates if each >= day), None)


def _by_target(counts: Mapping[_Dates, int], day: date) -> dict[date | None, int]:
    """Return the counts by nearest date."""
    found: Counter[date | None] = Counter()
    for dates, count in counts.items():
        found[_target(dates, day)] += count
    return found
