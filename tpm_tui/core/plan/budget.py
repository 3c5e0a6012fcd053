"""The daily budget: how many new questions and reviews fit into a day, by number or by time."""

from __future__ import annotations

from msgspec import Struct


class Caps(Struct, frozen=True):
    """Daily limits for new questions and reviews, within the budget; None means no limit."""

    max_new: int | None = None
    """Most new questions per day; 0 introduces none."""
    max_reviews: int | None = None
    """Most reviews per day."""


class DayRoom(Struct, frozen=True):
    """The room of a day, in answers or in seconds, and what each answer takes of it."""

    total: int
    per_new: int = 1
    """What the answer to a new question takes, at least 1."""
    per_repeat: int = 1
    """What a repeated answer takes, at least 1."""

    def new_beside(self, reviews: int) -> int:
        """Return how many new questions fit beside some reviews."""
        return max(0, self.total - reviews * self.per_repeat) // self.per_new

    def reviews_beside(self, new: int) -> int:
        """Return how many reviews fit beside some new questions."""
        return max(0, self.total - new * self.per_new) // self.per_repeat

    def fits(self, new: int, reviews: int) -> bool:
        """Return whether these answers fit into the day."""
        return new * self.per_new + reviews * self.per_repeat <= self.total


class AnswerTimes(Struct, frozen=True):
    """How long an answer takes, in seconds. The defaults are used before the learner's own are known."""

    new: int = 240
    """The first answer to a question."""
    repeated: int = 120
    """A further answer to it."""


class StudyTime(Struct, frozen=True):
    """The time to study per day, and what fits into it."""

    minutes: int
    times: AnswerTimes = AnswerTimes()

    @property
    def room(self) -> DayRoom:
        """The room of a day in seconds; one answer of either kind always fits."""
        times = self.times
        return DayRoom(max(60 * self.minutes, times.new, times.repeated), times.new, times.repeated)

    @property
    def answers(self) -> int:
        """About how many answers fit into a day if half of them are new; at least 1."""
        return max(1, 2 * self.room.total // (self.times.new + self.times.repeated))
