"""Seeded drawing of the questions of a mock interview, spread over topics and kinds.

Each question has a rank that depends only on the seed and its id, so the same seed draws the same questions
from the same bank in any file order. The topics and kinds drawn so far, and whether the question was asked
recently, take precedence over the rank.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import partial
from hashlib import blake2b

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.mock.format import Format, Round

RECENT_DAYS = 7
"""Days during which a question counts as recently asked."""


class DrawnQuestion(Struct, frozen=True):
    """A drawn question, with the wording in which it will be asked."""

    question: str
    prompt: str
    round: str = ""


def seeded_rank(seed: int, *names: str) -> int:
    """Return a pseudo-random number that depends only on the seed and the names."""
    text = "\n".join((str(seed), *names))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def draw_questions(
    format: Format, questions: Iterable[Question], seed: int, recent: Collection[str] = ()
) -> tuple[DrawnQuestion, ...]:
    """Draw the questions of a mock interview, in the order of asking, without repetition.

    Args:
        format: the rounds and their numbers of questions.
        questions: the questions to draw from; if there are too few, all of them are drawn.
        seed: seed of the random choice.
        recent: ids of recently asked questions, which are drawn after the others of their topic.
    """
    left = {question.id: question for question in questions}
    drawn: list[DrawnQuestion] = []
    topics: Counter[str] = Counter()
    kinds: Counter[str] = Counter()

    def order(question: Question, part: Round) -> tuple[int, bool, int, int]:
        # Do not spread kinds in a round with kinds or topics of its own: it would always draw a rare kind.
        spread = 0 if part.kinds or part.topics else kinds[question.kind]
        return topics[question.topic], question.id in recent, spread, seeded_rank(seed, question.id)

    for part in format.rounds:
        for _ in range(part.questions):
            pool = [each for each in left.values() if _fits(each, part)] or list(left.values())
            if not pool:
                return tuple(drawn)
            chosen = min(pool, key=partial(order, part=part))
            del left[chosen.id]
            topics[chosen.topic] += 1
            kinds[chosen.kind] += 1
            drawn.append(DrawnQuestion(chosen.id, _wording(chosen, seed), part.title))
    return tuple(drawn)


def _fits(question: Question, part: Round) -> bool:
    return (not part.kinds or question.kind in part.kinds) and (
        not part.topics or question.topic in part.topics
    )


def _wording(question: Question, seed: int) -> str:
    """Choose one of the wordings, as interviewers do not use the exact wording of the bank."""
    return question.prompt_for(seeded_rank(seed, question.id, "wording") % (1 + len(question.variants)))
