"""`kill -9` at random moments of a practice in the app: what the screen had told is done, once."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from tests.storage.after_kill import Deed, assert_in_order, assert_mends, deeds, drafts, written
from tests.terminal.conftest import Machine
from tests.terminal.terminal import PATIENCE, Terminal
from tpm_tui.core.text.speech import count_words

pytestmark = pytest.mark.terminal

KILLS = 13
"""Of one test, over the same files; four of them make 52."""

LOST_AT_MOST = 1.0
"""Seconds of typing."""

OFFER = re.compile(r"Resume the session of .*, \d+ words? typed")
ANSWER = re.compile(r"YOUR ANSWER  (\d+) words?(.* · saved)?")
QUESTIONS = {
    "A program you own has slipped.": ("late-program-recovery", "Late program"),
    "Two teams want opposite things.": ("two-goals", "Two goals"),
}
GRADES = {"1": "again", "2": "hard", "3": "good", "4": "easy"}

Sign = Callable[[str], bool]
"""Whether a screen shows what was waited for."""


class Learner:
    """Types, reveals and grades, and notes when the screen told what."""

    def __init__(self, terminal: Terminal, chance: random.Random, name: str, kept: dict[str, str]) -> None:
        self.terminal, self.chance, self.name = terminal, chance, name
        self.texts = kept
        """By question, what its draft began with, and what was typed since."""
        self.question = ""
        self.given: list[Deed] = []
        """Grades, the last of which may not have been told."""
        self.told = 0
        """How many were."""
        self.safe = 0
        """Characters of the present answer that must be on disk."""
        self.rested = False
        """Whether the word before the present one had its second."""
        self._lengths: dict[int, int] = {}
        """By words, of the present answer."""
        self._seen: dict[int, float] = {}
        """By words, when the screen counted them first."""
        self._sent: dict[int, float] = {}
        """By words, when the last of them was typed."""

    def practise(self, offered: bool) -> Iterator[Sign]:
        """Go through the questions; yields what is to come next."""
        if offered:
            yield lambda text: OFFER.search(text) is not None
            self.terminal.press("enter")
        yield lambda text: not OFFER.search(text) and ANSWER.search(text) is not None
        while "Session done" not in self.terminal.text():
            (prompt,) = (prompt for prompt in QUESTIONS if prompt in self.terminal.text())
            yield from self._answer(*QUESTIONS[prompt])

    def watch(self, sign: Sign, seconds: float) -> bool:
        """Read for a while; returns whether the sign came."""
        until = time.monotonic() + seconds
        while not (self._look() and sign(self.terminal.text())):
            left = until - time.monotonic()
            if left <= 0 or not self.terminal._read(left):
                return bool(self._look() and sign(self.terminal.text()))
        return True

    def _answer(self, question: str, title: str) -> Iterator[Sign]:
        text = self.texts.setdefault(question, "")
        words = count_words(text)
        self._lengths, self._seen, self._sent = {words: len(text)}, {}, {}
        self.question, self.safe = question, len(text)
        yield self._counts(words)
        assert all(word in self.terminal.text() for word in text.split()[-5:])
        for n in range(self.chance.randint(1, 3)):
            word = f"{self.name}w{n} "
            words += 1
            self.texts[question] += word
            self._lengths[words] = len(self.texts[question])
            self._sent[words] = time.monotonic()
            self.terminal.press(word)
            yield self._counts(words)
            self.rested = self.chance.random() < 0.3
            self.watch(lambda text: False, LOST_AT_MOST if self.rested else self.chance.uniform(0, 0.15))
        self.rested = False
        self.terminal.press("ctrl+j")
        yield self._reveals
        key = self.chance.choice("1234")
        self.given.append(Deed(GRADES[key], question, self.texts[question]))
        self.terminal.press(key)
        told = f"{title}: {GRADES[key]}, "
        yield lambda text: self._grades(told, text)

    def _look(self) -> bool:
        """Take note of what a whole frame tells; returns whether it is whole."""
        if self.terminal._painting():
            return False
        if match := ANSWER.search(self.terminal.text()):
            words, now = int(match[1]), time.monotonic()
            if words in self._lengths:
                self._seen.setdefault(words, now)
                if match[2]:
                    self.safe = max(self.safe, self._lengths[words])
                # Whoever took a key that came a second later had that second to save what was before.
                sent = self._sent.get(words, 0)
                late = [length for n, length in self._lengths.items() if self._came_before(n, sent)]
                self.safe = max(self.safe, *late, 0)
        return True

    def _came_before(self, words: int, sent: float) -> bool:
        return words in self._seen and sent - self._seen[words] >= LOST_AT_MOST

    def _counts(self, words: int) -> Sign:
        return lambda text: bool((match := ANSWER.search(text)) and int(match[1]) == words)

    def _reveals(self, text: str) -> bool:
        if "KEY POINTS" not in text:
            return False
        self.safe = len(self.texts[self.question])
        return True

    def _grades(self, told: str, text: str) -> bool:
        if told not in text:
            return False
        self.told = len(self.given)
        return True


def killed(terminal: Terminal, learner: Learner, offered: bool) -> None:
    """Practise up to a random moment, and kill the program there; or at the first word after a rest."""
    chance = learner.chance
    last = chance.randrange(18)
    for n, sign in enumerate(learner.practise(offered)):
        if n == last:
            learner.watch(sign, chance.choice([0, chance.uniform(0, 0.05), chance.uniform(0, 0.8)]))
            break
        assert learner.watch(sign, PATIENCE), terminal.text()
        if learner.rested and chance.random() < 0.6:
            break
    terminal.kill(signal.SIGKILL)
    assert terminal.wait() == 128 + signal.SIGKILL
    if learner.question:
        learner.watch(sign, 0)


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_at_any_moment_loses_no_grade_that_was_told_and_less_than_a_second_of_typing(
    machine: Machine, seed: int, counted: Callable[[str, int], None]
) -> None:
    chance = random.Random(seed)
    grades = 0
    for n in range(KILLS):
        before = written(machine.data)
        kept = drafts(machine.data, before)
        offered = bool(kept) and chance.random() < 0.3
        args = [] if offered else ["practice", "--question", "7", "--question", "2"]
        with machine.start(*args) as terminal:
            learner = Learner(terminal, chance, f"t{n}", dict(kept))
            killed(terminal, learner, offered)

        now = written(machine.data)
        assert now[: len(before)] == before
        found = list(deeds(now[len(before) :]))
        assert found == learner.given[: len(found)]
        assert learner.told <= len(found)
        graded = {deed.question for deed in found}
        left = drafts(machine.data, now)
        for question, text in learner.texts.items():
            draft = left.pop(question, "")
            if question in graded:
                assert draft == ""
            elif question == learner.question:
                assert text.startswith(draft)
                assert len(draft) >= learner.safe, f"of {text!r} as much as {text[: learner.safe]!r} was safe"
            else:
                assert draft == text
        assert left == {}
        assert_in_order(machine.environ)
        grades += learner.told
    assert_mends(machine.environ)
    counted("kills of the app in a terminal, at random moments", KILLS)
    counted("grades the app told before those kills, each found once", grades)
