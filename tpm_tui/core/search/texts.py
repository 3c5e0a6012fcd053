"""The texts in which a question is searched, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

from msgspec import Struct

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.bank.question import KeyPoint, Question


class Place(Enum):
    """Where a text stands, the most important first: results are ranked in this order."""

    NUMBER = "number"
    TITLE = "title"
    ID = "id"
    PROMPT = "prompt"
    VARIANT = "variant"
    POINT = "point"
    CUE = "cue"
    TOPIC = "topic"
    TAG = "tag"
    SHORT = "short"
    MODEL = "model"
    METHOD = "method"
    WHITEBOARD = "whiteboard"
    FOLLOW_UP = "follow-up"
    WEAK_SIGN = "weak-sign"
    RECALL = "recall"
    OTHER = "other"
    FACT = "fact"
    NOTE = "note"
    DRAFT = "draft"
    ANSWER = "answer"


_TIERS = (
    (Place.NUMBER, Place.TITLE, Place.ID),
    (Place.PROMPT, Place.VARIANT),
    (Place.POINT,),
    (Place.CUE, Place.TOPIC, Place.TAG),
    (
        Place.SHORT,
        Place.MODEL,
        Place.METHOD,
        Place.WHITEBOARD,
        Place.FOLLOW_UP,
        Place.WEAK_SIGN,
        Place.RECALL,
        Place.OTHER,
        Place.FACT,
    ),
    (Place.NOTE,),
    (Place.DRAFT, Place.ANSWER),
)
TIERS = {place: tier for tier, places in enumerate(_TIERS) for place in places}
"""The rank of each place; 0 is the best."""

NAMES = frozenset({Place.TITLE, Place.ID, Place.PROMPT, Place.POINT, Place.TOPIC})
"""Short texts in which a part of a word is a match, too: those that a filter searches."""


class SearchText(Struct, frozen=True, gc=False):
    """A text and its place. There are many, and they contain no reference cycles, so `gc=False`."""

    place: Place
    text: str
    day: date | None = None
    """The study day of an answer."""


def question_texts(question: Question, topic: Topic, facts: Mapping[str, Fact]) -> list[SearchText]:
    """Return the texts of a question in the order of their places.

    Args:
        question: the question.
        topic: its topic.
        facts: facts by id, of which those are used that the question cites.
    """
    return [SearchText(place, text) for place, text in _texts(question, topic, facts) if text]


def _texts(question: Question, topic: Topic, facts: Mapping[str, Fact]) -> Iterator[tuple[Place, str]]:
    if question.number is not None:
        yield Place.NUMBER, str(question.number)
    yield Place.TITLE, question.label
    yield Place.ID, question.id
    yield Place.PROMPT, question.prompt
    yield from ((Place.VARIANT, text) for text in question.variants)
    yield from ((Place.POINT, point.name) for point in question.key_points)
    yield from ((Place.CUE, text) for point in question.key_points for text in _cues(point))
    yield from ((Place.TOPIC, text) for text in (topic.label, topic.id))
    yield from ((Place.TAG, text) for text in (*question.tags, *question.companies))
    yield Place.SHORT, question.short_answer
    yield from ((Place.MODEL, text) for _, text in question.answer_parts)
    yield Place.METHOD, question.method
    yield Place.WHITEBOARD, question.whiteboard
    yield from ((Place.FOLLOW_UP, text) for each in question.follow_ups for text in (each.ask, each.good))
    yield from ((Place.WEAK_SIGN, text) for text in question.weak_signs)
    yield from ((Place.RECALL, text) for each in question.recall for text in (each.q, each.a))
    yield from ((Place.OTHER, text) for text in _other_texts(question))
    yield from (
        (Place.FACT, text) for fact in _cited_facts(question, facts) for text in (fact.text, fact.say)
    )


def _cues(point: KeyPoint) -> tuple[str, ...]:
    return (point.cue, *point.cues, *point.details, point.why)


def _other_texts(question: Question) -> Iterator[str]:
    yield from (question.probes, question.opening, question.numbers, question.world)
    yield from question.levels.values()
    if question.netflix_lens is not None:
        yield from (question.netflix_lens.shows, question.netflix_lens.avoid)
    if question.transfer is not None:
        yield question.transfer.stories


def _cited_facts(question: Question, facts: Mapping[str, Fact]) -> list[Fact]:
    cited = [name for point in question.key_points for name in point.facts]
    if question.netflix_lens is not None:
        cited += question.netflix_lens.facts
    return [facts[name] for name in dict.fromkeys(cited) if name in facts]
