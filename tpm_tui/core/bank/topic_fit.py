"""How many other questions of the bank an answer fits better, to recognise answers that are off the topic.

An answer to another question shares words with some points by chance. Compared with all questions of the
bank, it fits many of them better, while an answer to the question itself fits few better, even a vague one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from math import log, sqrt


class TopicFit:
    """The words of all questions, to rank them by their fit to an answer."""

    def __init__(self, words: Mapping[str, Set[str]]) -> None:
        """
        Args:
            words: the words of each question by its id, shortened as those of answers are.
        """
        questions: defaultdict[str, set[str]] = defaultdict(set)
        for question, own in words.items():
            for word in own:
                questions[word].add(question)
        self._questions = questions
        self._weights = {word: log(len(words) / len(found)) for word, found in questions.items()}
        self._lengths = {
            question: sqrt(sum(self._weights[word] ** 2 for word in own)) or 1.0
            for question, own in words.items()
        }

    def count_better(self, question: str, words: Iterable[str]) -> int:
        """Return how many other questions an answer fits better; 0 for a question that is not ranked.

        Args:
            question: id of the question.
            words: the shortened words of the answer.
        """
        if question not in self._lengths:
            return 0
        sums = dict.fromkeys(self._lengths, 0.0)
        for word in sorted(set(words) & self._questions.keys()):
            for found in self._questions[word]:
                sums[found] += self._weights[word]
        own = sums[question] / self._lengths[question]
        return sum(total / self._lengths[other] > own for other, total in sums.items())
