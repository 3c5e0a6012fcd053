"""Drawing the questions of a mock interview: by chance that a seed fixes, and spread out.

Each question has a rank that depends on the seed and its id alone, so the same seed draws the same from
the same bank whatever the order of its files. Before the rank count the topics and kinds drawn so far, and
whether the question was asked lately.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import partial
from hashlib import blake2b

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.format import Format, Round

LATELY_DAYS = 7
"""Whole days for which a question counts as asked lately."""


class Drawn(Struct, frozen=True):
    """A question of the plan, in the wording in which it will be asked."""

    question: str
    prompt: str
    round: str = ""


def rank(seed: int, *names: str) -> int:
    """A number that looks random and is the same for the same seed and names."""
    text = "\n".join((str(seed), *names))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def draw(
    format: Format, questions: Iterable[Question], seed: int, lately: Collection[str] = ()
) -> tuple[Drawn, ...]:
    """The questions of a mock interview in the order of asking, none twice.

    Args:
        format: how many, in which rounds.
        questions: those that may be asked; where there are fewer than wanted, all of them are.
        seed: decides what chance would.
        lately: ids of questions that were asked lately and are drawn after the others of their topic.
    """
    left = {question.id: question for question in questions}
    drawn: list[Drawn] = []
    topics: Counter[str] = Counter()
    kinds: Counter[str] = Counter()

    def order(question: Question, part: Round) -> tuple[int, bool, int, int]:
        # A round with kinds or topics of its own is not made to seek the one question of a rare kind.
        spread = 0 if part.kinds or part.topics else kinds[question.kind]
        return topics[question.topic], question.id in lately, spread, rank(seed, question.id)

    for part in format.rounds:
        for _ in range(part.questions):
            pool = [each for each in left.values() if _fits(each, part)] or list(left.values())
            if not pool:
                return tuple(drawn)
            chosen = min(pool, key=partial(order, part=part))
            del left[chosen.id]
            topics[chosen.topic] += 1
            kinds[chosen.kind] += 1
            drawn.append(Drawn(chosen.id, _wording(chosen, seed), part.title))
    return tuple(drawn)


def _fits(question: Question, part: Round) -> bool:
    return (not part.kinds or question.kind in part.kinds) and (
        not part.topics or question.topic in part.topics
    )


def _wording(question: Question, seed: int) -> str:
    """One of the wordings: in an interview nobody uses the bank's own."""
    return question.prompt_for(rank(seed, question.id, "wording") % (1 + len(question.variants)))
