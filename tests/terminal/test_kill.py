"""`kill -9` at random moments of practice in the app: every confirmed grade is saved exactly once."""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Callable, Iterator

import pytest

from tests.storage.after_kill import (
    LearnerAction,
    assert_consistent,
    assert_repairable,
    learner_actions,
    read_drafts,
    read_history,
)
from tests.terminal.conftest import Machine
from tests.terminal.terminal import TIMEOUT, Terminal
from tpm_tui.core.text.speech import count_words

pytestmark = [pytest.mark.terminal, pytest.mark.slow(600)]

KILLS = 13
"""Kills per test, all on the same files; four tests make 52."""

MAX_LOST_SECONDS = 1.0
"""Seconds of typing that a kill may lose."""

OFFER = re.compile(r"Resume the session of .*, (?:\d+ words?|nothing) typed")
"""Nothing was typed if the draft is of the session before."""
ANSWER = re.compile(r"YOUR ANSWER  (\d+) words?(.* · saved)?")
QUESTIONS = {
    "A program you own has slipped.": ("late-program-recovery", "Late program"),
    "Two teams want opposite things.": ("two-goals", "Two goals"),
}
GRADES = {"1": "again", "2": "hard", "3": "good", "4": "easy"}

Condition = Callable[[str], bool]
"""Returns whether a screen shows what is waited for."""


class Learner:
    """Simulated learner: types, reveals and grades, and records what the screen confirmed and when."""

    def __init__(self, terminal: Terminal, rng: random.Random, name: str, drafts: dict[str, str]) -> None:
        self.terminal, self.rng, self.name = terminal, rng, name
        self.texts = drafts
        """By question, its initial draft and the text typed since."""
        self.question = ""
        self.grades: list[LearnerAction] = []
        """The grades given; the last one may not have been confirmed."""
        self.confirmed = 0
        """How many of the grades the screen confirmed."""
        self.saved_length = 0
        """Number of characters of the current answer that must be on disk."""
        self.paused = False
        """Whether the learner paused for `MAX_LOST_SECONDS` after the last word."""
        self._lengths: dict[int, int] = {}
        """Length of the current answer in characters, by its number of words."""
        self._seen: dict[int, float] = {}
        """When the screen first showed a number of words."""
        self._sent: dict[int, float] = {}
        """When the last word was typed, by number of words."""

    def practise(self, offered: bool) -> Iterator[Condition]:
        """Answer the questions; yields the condition to wait for before each next step."""
        if offered:
            yield lambda text: OFFER.search(text) is not None
            self.terminal.press("enter")
        yield lambda text: not OFFER.search(text) and ANSWER.search(text) is not None
        while "Session done" not in self.terminal.text():
            (prompt,) = (prompt for prompt in QUESTIONS if prompt in self.terminal.text())
            yield from self._answer(*QUESTIONS[prompt])

    def watch(self, condition: Condition, seconds: float) -> bool:
        """Read for up to `seconds`; return whether the condition became true."""
        until = time.monotonic() + seconds
        while not (self._look() and condition(self.terminal.text())):
            left = until - time.monotonic()
            if left <= 0 or not self.terminal._read(left):
                return bool(self._look() and condition(self.terminal.text()))
        return True

    def _answer(self, question: str, title: str) -> Iterator[Condition]:
        text = self.texts.setdefault(question, "")
        words = count_words(text)
        self._lengths, self._seen, self._sent = {words: len(text)}, {}, {}
        self.question, self.saved_length = question, len(text)
        yield self._word_count_is(words)
        assert all(word in self.terminal.text() for word in text.split()[-5:])
        for n in range(self.rng.randint(1, 3)):
            word = f"{self.name}w{n} "
            words += 1
            self.texts[question] += word
            self._lengths[words] = len(self.texts[question])
            self._sent[words] = time.monotonic()
            self.terminal.press(word)
            yield self._word_count_is(words)
            self.paused = self.rng.random() < 0.3
            self.watch(lambda text: False, MAX_LOST_SECONDS if self.paused else self.rng.uniform(0, 0.15))
        self.paused = False
        self.terminal.press("ctrl+j")
        yield self._is_revealed
        key = self.rng.choice("1234")
        self.grades.append(LearnerAction(GRADES[key], question, self.texts[question]))
        self.terminal.press(key)
        confirmation = f"{title}: {GRADES[key]}, "
        yield lambda text: self._is_graded(confirmation, text)
        # Output arrives in parts: a part can show the old question above the new empty answer.
        yield lambda text: "Session done" in text or self._is_other_asked(question, text)

    def _look(self) -> bool:
        """Record what a complete frame shows; return whether the frame is complete."""
        if self.terminal._painting():
            return False
        if match := ANSWER.search(self.terminal.text()):
            words, now = int(match[1]), time.monotonic()
            if words in self._lengths:
                self._seen.setdefault(words, now)
                if match[2]:
                    self.saved_length = max(self.saved_length, self._lengths[words])
                # An app that handled a key pressed a second later had that second to save the earlier text.
                sent = self._sent.get(words, 0)
                earlier = [length for n, length in self._lengths.items() if self._came_before(n, sent)]
                self.saved_length = max(self.saved_length, *earlier, 0)
        return True

    def _came_before(self, words: int, sent: float) -> bool:
        return words in self._seen and sent - self._seen[words] >= MAX_LOST_SECONDS

    def _word_count_is(self, words: int) -> Condition:
        return lambda text: bool((match := ANSWER.search(text)) and int(match[1]) == words)

    def _is_other_asked(self, question: str, text: str) -> bool:
        shown = [asked for prompt, (asked, _) in QUESTIONS.items() if prompt in text]
        return shown not in ([], [question]) and "suggested" not in text and ANSWER.search(text) is not None

    def _is_revealed(self, text: str) -> bool:
        if "suggested" not in text:
            return False
        self.saved_length = len(self.texts[self.question])
        return True

    def _is_graded(self, confirmation: str, text: str) -> bool:
        if confirmation not in text:
            return False
        self.confirmed = len(self.grades)
        return True


def practise_until_killed(terminal: Terminal, learner: Learner, offered: bool) -> None:
    """Practise until a random moment, or the first word after a pause, and kill the program there."""
    rng = learner.rng
    last = rng.randrange(18)
    for n, condition in enumerate(learner.practise(offered)):
        if n == last:
            learner.watch(condition, rng.choice([0, rng.uniform(0, 0.05), rng.uniform(0, 0.8)]))
            break
        assert learner.watch(condition, TIMEOUT), terminal.text()
        if learner.paused and rng.random() < 0.6:
            break
    terminal.kill(signal.SIGKILL)
    assert terminal.wait() == 128 + signal.SIGKILL
    if learner.question:
        learner.watch(condition, 0)


@pytest.mark.parametrize("seed", range(4))
def test_kill_loses_no_confirmed_grade(
    machine: Machine, seed: int, counted: Callable[[str, int], None]
) -> None:
    rng = random.Random(seed)
    grades = 0
    for n in range(KILLS):
        before = read_history(machine.data)
        drafts = read_drafts(machine.data, before)
        offered = bool(drafts) and rng.random() < 0.3
        args = ["practice"] if offered else ["practice", "--question", "7", "--question", "2"]
        with machine.start(*args) as terminal:
            learner = Learner(terminal, rng, f"t{n}", dict(drafts))
            practise_until_killed(terminal, learner, offered)

        now = read_history(machine.data)
        assert now[: len(before)] == before
        found = list(learner_actions(now[len(before) :]))
        assert found == learner.grades[: len(found)]
        assert learner.confirmed <= len(found)
        graded = {action.question for action in found}
        left = read_drafts(machine.data, now)
        for question, text in learner.texts.items():
            draft = left.pop(question, "")
            if question in graded:
                assert draft == ""
            elif question == learner.question:
                assert text.startswith(draft)
                assert len(draft) >= learner.saved_length, (
                    f"of {text!r} as much as {text[: learner.saved_length]!r} was saved"
                )
            else:
                assert draft == text
        assert left == {}
        assert_consistent(machine.environ)
        grades += learner.confirmed
    assert_repairable(machine.environ)
    counted("kills of the app in a terminal, at random moments", KILLS)
    counted("grades the app confirmed before those kills, each found once", grades)
