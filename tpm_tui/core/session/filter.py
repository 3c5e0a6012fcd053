"""The query language of search and of `practice --filter`: words, phrases, fields, negation.

    slip "early notice" topic:program kind:technical box:0-2 -is:suspended #7

All terms must hold. Words and phrases are looked for in the prompt, the title, the id, the topic and the
names of the key points, whatever their case and accents; `-` before a term turns it round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal, assert_never, cast, get_args

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import Kind, Level, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import Agenda, Standing

State = Literal["due", "new", "starred", "suspended", "buried", "met", "leech"]

VALUES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "level": get_args(Level),
    "is": get_args(State),
}
"""Fields with a fixed set of values."""

EXAMPLES = {
    "topic": "topic:program",
    "kind": "kind:technical",
    "level": "level:senior",
    "box": "box:2, box:0-2 or box:<3",
    "number": "number:7 or #7",
    "is": "is:due",
}
"""All fields, each with an example for hints."""

NO_END = 10**9
"""The end of an open range; no box or number reaches it."""

_TERM = re.compile(
    r"(?P<minus>-?)"
    r"(?:(?P<field>[^\W\d_]+):|(?P<hash>#)(?=[0-9]))?"
    r'(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>\S*))'
)
_RANGE = re.compile(r"(?P<sign><=?|>=?)?(?P<low>[0-9]{1,9})(?:-(?P<high>[0-9]{1,9}))?")


class FilterError(Exception):
    """A query that cannot be read: what is wrong, how to mend it, and where (a place in it, from 0)."""

    def __init__(self, message: str, hint: str, position: int) -> None:
        super().__init__(f"{message}: {hint}")
        self.message = message
        self.hint = hint
        self.position = position


class Words(Struct, frozen=True):
    """A word or phrase, folded, that occurs in one of the question's texts."""

    text: str

    def holds(self, question: Question, topic: Topic, card: Card, standing: Standing) -> bool:
        """Whether it occurs."""
        points = (point.name for point in question.key_points)
        places = (question.prompt, question.title, question.id, topic.id, topic.label, *points)
        return any(self.text in fold_case(place) for place in places)


class InTopic(Struct, frozen=True):
    """The beginning of a topic's id or title, folded."""

    start: str

    def holds(self, question: Question, topic: Topic, card: Card, standing: Standing) -> bool:
        """Whether the question's topic begins so."""
        return any(fold_case(name).startswith(self.start) for name in (topic.id, topic.label))


class OneOf(Struct, frozen=True):
    """A kind or a level."""

    value: str

    def holds(self, question: Question, topic: Topic, card: Card, standing: Standing) -> bool:
        """Whether the question is of it; no kind is called like a level."""
        return self.value in (question.kind, question.level)


class Within(Struct, frozen=True):
    """A box or a number from `low` to `high`, both included."""

    field: Literal["box", "number"]
    low: int
    high: int

    def holds(self, question: Question, topic: Topic, card: Card, standing: Standing) -> bool:
        """Whether it lies between; a question without a number lies nowhere."""
        value = card.box if self.field == "box" else question.number
        return value is not None and self.low <= value <= self.high


class Is(Struct, frozen=True):
    """A state of the card."""

    state: State

    def holds(self, question: Question, topic: Topic, card: Card, standing: Standing) -> bool:
        """Whether the card is in that state today."""
        match self.state:
            case "due":
                return standing is Standing.DUE
            case "new":
                return standing is Standing.NEW
            case "buried":
                return standing is Standing.BURIED
            case "suspended":
                return card.suspended
            case "starred":
                return card.starred
            case "met":
                return card.schedule.met
            case "leech":
                return card.leech
        assert_never(self.state)


class Term(Struct, frozen=True):
    """One condition of a query, turned round if negated."""

    condition: Words | InTopic | OneOf | Within | Is
    negated: bool = False


class Filter(Struct, frozen=True):
    """A query as read; without terms it lets everything through."""

    terms: tuple[Term, ...] = ()

    def matches(self, question: Question, topic: Topic, card: Card, standing: Standing) -> bool:
        """Whether the question meets every condition.

        Args:
            question: what is asked.
            topic: its topic.
            card: its progress.
            standing: where it stands today. `is:due` and `is:new` are what is left of today's plan, as
                in the counts of the header; a question never answered is `-is:met`.
        """
        return all(
            term.condition.holds(question, topic, card, standing) is not term.negated for term in self.terms
        )


def parse_filter(query: str) -> Filter:
    """Read a query.

    Raises:
        BadFilter: an unknown field or value, an empty term, a quote that is not closed.
    """
    terms = []
    position = len(query) - len(query.lstrip())
    while position < len(query):
        found = _TERM.match(query, position)
        assert found is not None  # Every part of the pattern may be empty.
        terms.append(Term(_condition(found), negated=found["minus"] == "-"))
        position = len(query) - len(query[found.end() :].lstrip())
    return Filter(tuple(terms))


def select_questions(
    filter: Filter, bank: Bank, cards: Mapping[str, Card], agenda: Agenda
) -> tuple[str, ...]:
    """Ids of the bank's questions that match, in its order. The agenda is of the same bank."""
    return tuple(
        question.id
        for question in bank.questions
        if filter.matches(
            question,
            bank.topic_of(question),
            cards.get(question.id) or Card(question.id),
            agenda.standing[question.id],
        )
    )


@lru_cache(maxsize=8_192)
def fold_case(text: str) -> str:
    """The text without case and accents, with single blanks."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


def _condition(found: re.Match[str]) -> Words | InTopic | OneOf | Within | Is:
    """What a term of the query asks for."""
    position = found.start()
    quoted = found["phrase"] is not None
    if quoted and not found["closed"]:
        raise FilterError(
            "a quote is not closed", 'put " at the end of the phrase', found.start("phrase") - 1
        )
    field = "number" if found["hash"] else fold_case(found["field"] or "")
    value = fold_case(found["phrase"] if quoted else found["word"])
    if field and field not in EXAMPLES:
        near = get_close_matches(field, EXAMPLES, n=1)
        hint = (
            f"did you mean {near[0]}:"
            if near
            else f"fields are {', '.join(EXAMPLES)}; quotes find it as text"
        )
        raise FilterError(f"unknown field {field}:", hint, position)
    if not value:
        example = EXAMPLES.get(field, "slip, or -slip for those without it")
        raise FilterError(f"nothing follows {found[0]}", f"write for example {example}", position)
    match field:
        case "":
            return Words(value)
        case "topic":
            return InTopic(value)
        case "box":
            return _within("box", value, position)
        case "number":
            return _within("number", value, position)
    if value not in VALUES[field]:
        raise FilterError(f"unknown value {field}:{value}", f"one of {', '.join(VALUES[field])}", position)
    return Is(cast(State, value)) if field == "is" else OneOf(value)


def _within(field: Literal["box", "number"], value: str, position: int) -> Within:
    """The range that a text like `2`, `0-2`, `<3` or `>=4` means."""
    found = _RANGE.fullmatch(value)
    if found is None or (found["sign"] and found["high"]):
        raise FilterError(f"{field}:{value} is no number or range", f"write {EXAMPLES[field]}", position)
    low = int(found["low"])
    match found["sign"]:
        case "<":
            return Within(field, 0, low - 1)
        case "<=":
            return Within(field, 0, low)
        case ">":
            return Within(field, low + 1, NO_END)
        case ">=":
            return Within(field, low, NO_END)
    high = int(found["high"] or low)
    return Within(field, min(low, high), max(low, high))
