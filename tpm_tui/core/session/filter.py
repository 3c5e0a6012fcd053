"""The query language of search and `practice --filter`: words, phrases, fields, and negation.

    slip "early notice" topic:program kind:technical box:0-2 -is:suspended #7

All terms must match. Words and phrases are searched in the prompt, the title, the id, the topic and the key
point names, ignoring case and accents. `-` negates a term.
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
from tpm_tui.core.errors import TpmError
from tpm_tui.core.plan.agenda import Agenda, QuestionStatus

State = Literal["due", "new", "starred", "suspended", "buried", "met", "leech", "known"]

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
"""All fields, each with an example for error hints."""

NO_END = 10**9
"""Upper end of an open range; greater than any box or number."""

_TERM = re.compile(
    r"(?P<minus>-?)"
    r"(?:(?P<field>[^\W\d_]+):|(?P<hash>#)(?=[0-9]))?"
    r'(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>\S*))'
)
_RANGE = re.compile(r"(?P<sign><=?|>=?)?(?P<low>[0-9]{1,9})(?:-(?P<high>[0-9]{1,9}))?")


class FilterError(TpmError):
    """An invalid query: what is wrong, how to fix it, and the position in the query (from 0)."""

    def __init__(self, message: str, hint: str, position: int) -> None:
        super().__init__(f"{message}; {hint}")
        self.message = message
        self.hint = hint
        self.position = position


class ContainsText(Struct, frozen=True):
    """Matches questions with a case-folded word or phrase in one of their texts."""

    text: str
    quoted: bool = False

    def matches(self, question: Question, topic: Topic, card: Card, status: QuestionStatus) -> bool:
        """Return whether one of the question's texts contains it."""
        points = (point.name for point in question.key_points)
        texts = (question.prompt, question.title, question.id, topic.id, topic.label, *points)
        return any(self.text in fold_case(text) for text in texts)


class InTopic(Struct, frozen=True):
    """Matches questions whose topic has an id or title with this case-folded prefix."""

    prefix: str

    def matches(self, question: Question, topic: Topic, card: Card, status: QuestionStatus) -> bool:
        """Return whether the question's topic starts with it."""
        return any(fold_case(name).startswith(self.prefix) for name in (topic.id, topic.label))


class HasKindOrLevel(Struct, frozen=True):
    """Matches questions of a kind or level."""

    value: str

    def matches(self, question: Question, topic: Topic, card: Card, status: QuestionStatus) -> bool:
        """Return whether the question has this kind or level (no kind has the name of a level)."""
        return self.value in (question.kind, question.level)


class InRange(Struct, frozen=True):
    """Matches boxes or numbers from `low` to `high`, both inclusive."""

    field: Literal["box", "number"]
    low: int
    high: int

    def matches(self, question: Question, topic: Topic, card: Card, status: QuestionStatus) -> bool:
        """Return whether the value is in the range; a question without a number is in none."""
        value = card.box if self.field == "box" else question.number
        return value is not None and self.low <= value <= self.high


class HasState(Struct, frozen=True):
    """Matches cards in a state."""

    state: State

    def matches(self, question: Question, topic: Topic, card: Card, status: QuestionStatus) -> bool:
        """Return whether the card is in the state today."""
        match self.state:
            case "due":
                return status is QuestionStatus.DUE
            case "new":
                return status is QuestionStatus.NEW
            case "buried":
                return status is QuestionStatus.BURIED
            case "suspended":
                return card.suspended
            case "starred":
                return card.starred
            case "met":
                return card.schedule.seen
            case "leech":
                return card.leech
            case "known":
                return card.comes_last
        assert_never(self.state)


class Term(Struct, frozen=True):
    """One condition of a query, optionally negated."""

    condition: ContainsText | InTopic | HasKindOrLevel | InRange | HasState
    negated: bool = False


class Filter(Struct, frozen=True):
    """A parsed query; without terms it matches every question."""

    terms: tuple[Term, ...] = ()

    def matches(self, question: Question, topic: Topic, card: Card, status: QuestionStatus) -> bool:
        """Return whether the question matches every term.

        Args:
            question: the question.
            topic: its topic.
            card: its progress.
            status: its status today. `is:due` and `is:new` match the rest of today's plan, as counted in
                the header; `-is:met` matches every question never answered.
        """
        return all(
            term.condition.matches(question, topic, card, status) is not term.negated for term in self.terms
        )

    @property
    def words(self) -> tuple[str, ...]:
        """The case-folded words to search for; quoted phrases and negated words are left out."""
        return tuple(
            term.condition.text
            for term in self.terms
            if isinstance(term.condition, ContainsText) and _is_word(term)
        )

    @property
    def searched_texts(self) -> tuple[ContainsText, ...]:
        """The words and phrases to search for; negated ones are left out."""
        return tuple(
            term.condition
            for term in self.terms
            if isinstance(term.condition, ContainsText) and not term.negated
        )

    def without_searched_texts(self) -> Filter:
        """Return the query without its `searched_texts`."""
        searched = self.searched_texts
        return Filter(tuple(t for t in self.terms if t.negated or t.condition not in searched))

    def without_words(self) -> Filter:
        """Return the query without its `words`."""
        return Filter(tuple(term for term in self.terms if not _is_word(term)))


def _is_word(term: Term) -> bool:
    return isinstance(term.condition, ContainsText) and not term.condition.quoted and not term.negated


def parse_filter(query: str) -> Filter:
    """Parse a query.

    Raises:
        FilterError: an unknown field or value, an empty term, or a missing closing quote.
    """
    terms = []
    position = len(query) - len(query.lstrip())
    while position < len(query):
        found = _TERM.match(query, position)
        assert found is not None  # Every part of the pattern is optional.
        terms.append(Term(_parse_condition(found), negated=found["minus"] == "-"))
        position = len(query) - len(query[found.end() :].lstrip())
    return Filter(tuple(terms))


def select_questions(
    filter: Filter, bank: Bank, cards: Mapping[str, Card], agenda: Agenda
) -> tuple[str, ...]:
    """Return the ids of the matching questions in the order of the bank, which must be the agenda's."""
    return tuple(
        question.id
        for question in bank.questions
        if filter.matches(
            question,
            bank.topic_of(question),
            cards.get(question.id) or Card(question.id),
            agenda.status[question.id],
        )
    )


@lru_cache(maxsize=8_192)
def fold_case(text: str) -> str:
    """Return the text in lower case, without accents and with single spaces."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


def _parse_condition(found: re.Match[str]) -> ContainsText | InTopic | HasKindOrLevel | InRange | HasState:
    """Parse the condition of a term."""
    position = found.start()
    quoted = found["phrase"] is not None
    if quoted and not found["closed"]:
        raise FilterError(
            "missing closing quote", 'add " at the end of the phrase', found.start("phrase") - 1
        )
    field = "number" if found["hash"] else fold_case(found["field"] or "")
    value = fold_case(found["phrase"] if quoted else found["word"])
    if field and field not in EXAMPLES:
        near = get_close_matches(field, EXAMPLES, n=1)
        hint = (
            f"did you mean {near[0]}:?"
            if near
            else f"known fields are {', '.join(EXAMPLES)}; use quotes to search for it as text"
        )
        raise FilterError(f"unknown field {field}:", hint, position)
    if not value:
        example = EXAMPLES.get(field, "slip, or -slip to exclude it")
        raise FilterError(f"missing text after {found[0]}", f"for example {example}", position)
    match field:
        case "":
            return ContainsText(value, quoted)
        case "topic":
            return InTopic(value)
        case "box":
            return _parse_range("box", value, position)
        case "number":
            return _parse_range("number", value, position)
    if value not in VALUES[field]:
        raise FilterError(
            f"unknown value {field}:{value}", f"known values are {', '.join(VALUES[field])}", position
        )
    return HasState(cast(State, value)) if field == "is" else HasKindOrLevel(value)


def _parse_range(field: Literal["box", "number"], value: str, position: int) -> InRange:
    """Parse a range such as `2`, `0-2`, `<3` or `>=4`."""
    found = _RANGE.fullmatch(value)
    if found is None or (found["sign"] and found["high"]):
        raise FilterError(
            f"invalid number or range {field}:{value}", f"for example {EXAMPLES[field]}", position
        )
    low = int(found["low"])
    match found["sign"]:
        case "<":
            return InRange(field, 0, low - 1)
        case "<=":
            return InRange(field, 0, low)
        case ">":
            return InRange(field, low + 1, NO_END)
        case ">=":
            return InRange(field, low, NO_END)
    high = int(found["high"] or low)
    return InRange(field, min(low, high), max(low, high))
