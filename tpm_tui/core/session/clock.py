"""The clock of an answer: it starts with the first typed character, or when the learner begins to speak.

It is paused while nobody answers.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

IDLE_LIMIT = timedelta(minutes=3)
"""How long the clock runs after the last key: a night with an open answer must not count."""

SPEAKING_LIMIT = timedelta(minutes=20)
"""The same while the answer is spoken, when no key is pressed."""


class AnswerClock(Struct, frozen=True):
    """The running period of an answer."""

    since: datetime | None = None
    """When the period began; None while the clock is stopped."""
    last_key: datetime | None = None
    """When the last key of the period was pressed."""
    hidden: bool = False
    """Whether the question cannot be seen, because of a dialog for example."""
    interrupted: bool = False
    """Whether the clock was running when the question was hidden, and continues after that."""
    limit: timedelta = IDLE_LIMIT
    """How long the period runs without a key."""

    def seconds(self, now: datetime) -> float:
        """Return the seconds of the period. They do not grow once `limit` has passed without a key.

        If the system clock was set back to before the period, it counts as 0 seconds.
        """
        if self.since is None or self.last_key is None:
            return 0.0
        return max(0.0, (min(now, self.last_key + self.limit) - self.since).total_seconds())

    def is_idle(self, now: datetime) -> bool:
        """Whether the clock is paused because no key was pressed for `limit`."""
        return self.last_key is not None and now >= self.last_key + self.limit

    def is_paused(self, now: datetime) -> bool:
        """Whether the clock was started and is paused."""
        return self.interrupted or (self.since is not None and self.is_idle(now))

    def start(self, now: datetime, earliest: datetime | None = None) -> AnswerClock:
        """Start a period with a key.

        Args:
            now: when the key arrived.
            earliest: where only whole lines arrive, when the typing of this one may have begun.
        """
        since = now if earliest is None else max(min(earliest, now), now - IDLE_LIMIT)
        return AnswerClock(since, now, limit=self.limit)

    def start_speaking(self, now: datetime) -> AnswerClock:
        """Start a period of an answer that is spoken, without keys."""
        if self.hidden:
            return AnswerClock(hidden=True, interrupted=True, limit=SPEAKING_LIMIT)
        return AnswerClock(now, now, limit=SPEAKING_LIMIT)

    def press_key(self, now: datetime) -> AnswerClock:
        """Continue the period: a key was pressed."""
        return replace(self, last_key=now) if self.since is not None else self

    def stop(self) -> AnswerClock:
        """End the period."""
        return AnswerClock(hidden=self.hidden)

    def hide(self, now: datetime) -> AnswerClock:
        """End the period, because the question is hidden; it continues with `show`."""
        running = self.since is not None and not self.is_idle(now)
        return AnswerClock(hidden=True, interrupted=running, limit=self.limit)

    def show(self, now: datetime) -> AnswerClock:
        """Continue if the clock was running when the question was hidden."""
        return AnswerClock(now, now, limit=self.limit) if self.interrupted else AnswerClock()
