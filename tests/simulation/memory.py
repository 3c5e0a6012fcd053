"""Two models of a learner's memory, visible to the oracle only.

`PowerMemory` forgets along a power curve, like FSRS-6; `HalfLifeMemory` along an exponential curve, like
half-life regression (Settles & Meeder, ACL 2016). In both, every question has its own difficulty and
stability, and answer k to a question uses the same random draw for every scheduler.
"""

from __future__ import annotations

from math import exp
from random import Random
from typing import ClassVar

from tpm_tui.core.cards.grade import Grade

GRADES = tuple(Grade)
Chances = tuple[float, float, float, float]
"""Probability of each grade."""


class Memory:
    """A learner's memory of questions 0, 1, ... on days 0, 1, ..."""

    first: ClassVar[Chances]
    """Strength after the first answer, by grade, for a question of average difficulty."""

    def __init__(self, questions: int, seed: int) -> None:
        random = Random(seed)
        self.hardness = [min(1.0, max(0.0, random.gauss(0.5, 0.22))) for _ in range(questions)]
        """0 is the easiest, 1 the hardest."""
        self.affinity = [exp(random.gauss(0.0, 0.4)) for _ in range(questions)]
        """Factor of the strength of each question that does not depend on difficulty; 1 is average."""
        self.strength = [0.0] * questions
        """Strength in days; 0 for a new question."""
        self.last = [0] * questions
        self._random = [Random(random.getrandbits(64)) for _ in range(questions)]

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
        known = self.recall(question, day) if self.strength[question] else 0.75 - 0.5 * hardness
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
