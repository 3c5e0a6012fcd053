"""Two models of a learner's memory, hidden from every scheduler but the oracle.

`PowerMemory` forgets along a power curve, as FSRS-6 does; `HalfLifeMemory` along an exponential one, as
half-life regression does (Settles & Meeder, ACL 2016). In both each question is hard and sticks in its own
way, and the k-th answer to a question meets the same luck whatever scheduler asked for it.
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
    """What a learner knows of questions 0, 1, ... on days 0, 1, ..."""

    first: ClassVar[Chances]
    """Strength that the first answer leaves, by grade, for a middling question."""

    def __init__(self, questions: int, seed: int) -> None:
        luck = Random(seed)
        self.hardness = [min(1.0, max(0.0, luck.gauss(0.5, 0.22))) for _ in range(questions)]
        """0 is the easiest, 1 the hardest."""
        self.affinity = [exp(luck.gauss(0.0, 0.4)) for _ in range(questions)]
        """What else makes one question stick longer than another; 1 is middling."""
        self.strength = [0.0] * questions
        """In days; 0 is a question not met."""
        self.last = [0] * questions
        self._luck = [Random(luck.getrandbits(64)) for _ in range(questions)]

    def answer(self, question: int, day: int) -> Grade:
        """Let the learner answer, read the model answer and grade honestly."""
        chances = self.chances(question, day)
        (grade,) = self._luck[question].choices(GRADES, chances)
        self.strength[question] = self.after(question, day, grade)
        self.last[question] = day
        return grade

    def recall(self, question: int, day: int) -> float:
        """Probability of a good answer on a day; 0 for a question not met."""
        strength = self.strength[question]
        return self.curve(day - self.last[question], strength) if strength else 0.0

    def gain(self, question: int, day: int, date: int) -> float:
        """How much an answer today raises the recall on the date: what is expected, luck being unknown."""
        raised = sum(
            chance * self.curve(date - day, self.after(question, day, grade))
            for grade, chance in zip(GRADES, self.chances(question, day), strict=True)
        )
        return raised - self.recall(question, date)

    def chances(self, question: int, day: int) -> Chances:
        """Probability of each grade today: four in five good answers are `good`, the rest go by hardness."""
        hardness = self.hardness[question]
        known = self.recall(question, day) if self.strength[question] else 0.75 - 0.5 * hardness
        return 1 - known, 0.2 * hardness * known, 0.8 * known, 0.2 * (1 - hardness) * known

    def curve(self, days: int, strength: float) -> float:
        """Probability of a good answer so many days after the last one."""
        raise NotImplementedError

    def after(self, question: int, day: int, grade: Grade) -> float:
        """The strength that an answer leaves."""
        raise NotImplementedError

    def _after_first(self, question: int, grade: Grade) -> float:
        return self.first[grade - 1] * self.affinity[question] * exp(0.5 - self.hardness[question])


class PowerMemory(Memory):
    """Nine in ten are known after `strength` days, and the tail is long.

    The formulas are those of FSRS-6 with round figures of our own; its default decay is 0.15.
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
    """Half is forgotten after `strength` days, and half of the rest after as many again: there is no tail."""

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
