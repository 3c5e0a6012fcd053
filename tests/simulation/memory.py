"""Four models of a learner's memory, visible to the oracles only.

`PowerMemory` forgets along a power curve, like FSRS-6; `TraceMemory` by the decay of single answers, like
ACT-R (Pavlik & Anderson, Cognitive Science 2005); `HalfLifeMemory` along an exponential curve, like half-life
regression (Settles & Meeder, ACL 2016), and `FastMemory` twice as fast. In all of them, every question has
its own difficulty and stability, and answer k to a question uses the same random draw for every scheduler.
"""

from __future__ import annotations

from math import exp, log
from random import Random
from typing import ClassVar

from tpm_tui.core.cards.grade import Grade

GRADES = tuple(Grade)
Chances = tuple[float, float, float, float]
"""Probability of each grade."""


class Memory:
    """A learner's memory of questions 0, 1, ... on days 0, 1, ..."""

    name: ClassVar[str]
    first: ClassVar[Chances]
    """Strength after the first answer, by grade, for a question of average difficulty."""

    def __init__(self, questions: int, seed: int) -> None:
        random = Random(seed)
        self.hardness = [min(1.0, max(0.0, random.gauss(0.5, 0.22))) for _ in range(questions)]
        """0 is the easiest, 1 the hardest."""
        self.affinity = [exp(random.gauss(0.0, 0.4)) for _ in range(questions)]
        """Factor of the strength of each question that does not depend on difficulty; 1 is average."""
        self.strength = [0.0] * questions
        """Strength in days, where the model has one; 0 for a new question."""
        self.last = [0] * questions
        self._random = [Random(random.getrandbits(64)) for _ in range(questions)]

    def is_new(self, question: int) -> bool:
        """Return whether a question was never answered."""
        return not self.strength[question]

    def answer(self, question: int, day: int) -> Grade:
        """Simulate an answer, update the memory and return the grade."""
        chances = self.chances(question, day)
        (grade,) = self._random[question].choices(GRADES, chances)
        self.strength[question] = self.after(question, day, grade)
        self.last[question] = day
        return grade

    def recall(self, question: int, day: int) -> float:
        """Return the probability of a good answer on a day; 0 for a new question."""
        strength = self.strength[question]
        return self.curve(day - self.last[question], strength) if strength else 0.0

    def gain(self, question: int, day: int, date: int) -> float:
        """Return the expected increase of the recall on `date` from an answer on `day`."""
        expected = sum(
            chance * self.curve(date - day, self.after(question, day, grade))
            for grade, chance in zip(GRADES, self.chances(question, day), strict=True)
        )
        return expected - self.recall(question, date)

    def chances(self, question: int, day: int) -> Chances:
        """Return the probability of each grade; known answers are `good` in 80 %, else hardness decides."""
        hardness = self.hardness[question]
        known = 0.75 - 0.5 * hardness if self.is_new(question) else self.recall(question, day)
        return 1 - known, 0.2 * hardness * known, 0.8 * known, 0.2 * (1 - hardness) * known

    def curve(self, days: int, strength: float) -> float:
        """Return the probability of a good answer `days` after the last one."""
        raise NotImplementedError

    def after(self, question: int, day: int, grade: Grade) -> float:
        """Return the strength after an answer."""
        raise NotImplementedError

    def _after_first(self, question: int, grade: Grade) -> float:
        return self.first[grade - 1] * self.affinity[question] * exp(0.5 - self.hardness[question])


class PowerMemory(Memory):
    """Recall is 0.9 after `strength` days, with a long tail.

    The formulas are those of FSRS-6 with rounded parameters; its default decay is 0.15.
    """

    name = "power law (FSRS-6)"
    first = (0.3, 1.2, 2.4, 7.0)
    decay: ClassVar[float] = 0.2

    def curve(self, days: int, strength: float) -> float:
        factor = 0.9 ** (-1 / self.decay) - 1
        return float((1 + factor * days / strength) ** -self.decay)

    def after(self, question: int, day: int, grade: Grade) -> float:
        strength = self.strength[question]
        if not strength:
            return self._after_first(question, grade)
        forgotten = 1 - self.curve(day - self.last[question], strength)
        if grade is Grade.AGAIN:
            relearned = 1.5 * ((strength + 1) ** 0.26 - 1) * exp(1.6 * forgotten)
            return min(strength, max(0.1, relearned))
        ease = (0.0, 0.6, 1.0, 1.9)[grade - 1] * (10 - 9 * self.hardness[question])
        return float(strength * (1 + 6.5 * ease * strength**-0.17 * (exp(0.8 * forgotten) - 1)))


class HalfLifeMemory(Memory):
    """Recall halves every `strength` days: there is no long tail."""

    name = "exponential"
    first = (1.5, 4.0, 7.0, 14.0)

    def curve(self, days: int, strength: float) -> float:
        return float(2.0 ** (-days / strength))

    def after(self, question: int, day: int, grade: Grade) -> float:
        strength = self.strength[question]
        if not strength:
            return self._after_first(question, grade)
        if grade is Grade.AGAIN:
            return max(1.0, 0.5 * strength)
        forgotten = 1 - self.curve(day - self.last[question], strength)
        ease = (0.0, 0.6, 1.0, 1.5)[grade - 1] * (4 - 2.5 * self.hardness[question])
        return strength * (1 + ease * forgotten)


class FastMemory(HalfLifeMemory):
    """Like `HalfLifeMemory`, but the first answer is forgotten twice as fast."""

    name = "exponential, fast"
    first = (0.75, 2.0, 3.5, 7.0)


class TraceMemory(Memory):
    """Each answer leaves a trace that decays by a power of time, faster if the answer was still known.

    The decay and the noise are those published; the threshold is raised for long answers with a model answer.
    A missed answer leaves a trace too, because the model answer is read after it.
    """

    name = "traces (ACT-R)"
    SECONDS_PER_DAY = 0.025 * 86_400
    """Time between sessions counts less than within one."""
    DECAY, DECAY_GAIN, NOISE = 0.177, 0.217, 0.255
    THRESHOLD = -1.9

    def __init__(self, questions: int, seed: int) -> None:
        super().__init__(questions, seed)
        self._traces: list[list[tuple[int, float]]] = [[] for _ in range(questions)]
        """Day and decay of each answer."""

    def is_new(self, question: int) -> bool:
        return not self._traces[question]

    def answer(self, question: int, day: int) -> Grade:
        (grade,) = self._random[question].choices(GRADES, self.chances(question, day))
        self._traces[question].append(self._next_trace(question, day))
        self.last[question] = day
        return grade

    def recall(self, question: int, day: int) -> float:
        return self._chance(question, self._traces[question], day)

    def gain(self, question: int, day: int, date: int) -> float:
        after = [*self._traces[question], self._next_trace(question, day)]
        return self._chance(question, after, date) - self.recall(question, date)

    def _next_trace(self, question: int, day: int) -> tuple[int, float]:
        activity = self._activity(self._traces[question], day)
        return day, self.DECAY + self.DECAY_GAIN * activity

    def _chance(self, question: int, traces: list[tuple[int, float]], day: int) -> float:
        if not traces:
            return 0.0
        if day == traces[-1][0]:
            return 1.0
        ease = 0.5 * (log(self.affinity[question]) + 0.5 - self.hardness[question])
        margin = log(self._activity(traces, day)) + ease - self.THRESHOLD
        return 1 / (1 + exp(-margin / self.NOISE))

    def _activity(self, traces: list[tuple[int, float]], day: int) -> float:
        """Return what all traces add up to; one of the same day counts as an hour old."""
        return sum((max(day - at, 1 / 24) * self.SECONDS_PER_DAY) ** -decay for at, decay in traces)
