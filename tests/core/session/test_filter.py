"""The query language: what each term finds, what negation does, what a bad query is told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import RULES, TODAY
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Schedule
from tpm_tui.core.plan.agenda import Standing, agenda
from tpm_tui.core.session.filter import Filter, FilterError, fold_case, parse_filter, select_questions

PROGRAM = Topic(id="program-delivery", title="Program delivery")
PEOPLE = Topic(id="people", title="Stakeholders & people")
LATE = Question(
    id="late-recovery",
    number=7,
    topic="program-delivery",
    title="Late",
    prompt="A program you own has slipped. What happened next?",
    key_points=(KeyPoint(name="Early plain notice"),),
    level="senior",
)
CACHE = Question(
    id="cache",
    number=12,
    topic="program-delivery",
    prompt="How would you size a cache?",
    key_points=(KeyPoint(name="Hit rate"),),
    kind="technical",
)
CAFE = Question(
    id="conflict",
    topic="people",
    prompt="Two leads disagree over the naïve Café rollout.",
    key_points=(KeyPoint(name="Straße first"),),
)
BANK = Bank(topics=(PROGRAM, PEOPLE), questions=(LATE, CACHE, CAFE))


def stood(box: int, days_ago: int, lapses: int = 0) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, lapses=lapses, reviews=1, review="r")


CARDS = {
    "late-recovery": Card("late-recovery", stood(2, 3, lapses=4), starred=True),
    "conflict": Card("conflict", stood(5, 1), suspended=True),
}


def found(query: str, cards: dict[str, Card] = CARDS) -> tuple[str, ...]:
    return select_questions(parse_filter(query), BANK, cards, agenda(BANK.order, cards, TODAY, 6, RULES))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", "late-recovery cache conflict"),
        ("   ", "late-recovery cache conflict"),
        ("slipped", "late-recovery"),
        ("SLIPPED", "late-recovery"),
        ("slip own", "late-recovery"),
        ("slip cache", ""),
        ("recovery", "late-recovery"),
        ("hit", "cache"),
        ("delivery", "late-recovery cache"),
        ("stakeholders", "conflict"),
        ("cafe", "conflict"),
        ("CAFÉ", "conflict"),
        ("naive", "conflict"),
        ("strasse", "conflict"),
        ('"plain notice"', "late-recovery"),
        ('"PLAIN   notice"', "late-recovery"),
        ('"notice plain"', ""),
        ("notice plain", "late-recovery"),
        ("-slipped", "cache conflict"),
        ('-"plain notice"', "cache conflict"),
        ("topic:program-delivery", "late-recovery cache"),
        ("topic:prog", "late-recovery cache"),
        ('topic:"Program del"', "late-recovery cache"),
        ("topic:stake", "conflict"),
        ("topic:delivery", ""),
        ("-topic:people", "late-recovery cache"),
        ("kind:technical", "cache"),
        ("kind:Technical", "cache"),
        ("-kind:technical", "late-recovery conflict"),
        ("level:senior", "late-recovery"),
        ("level:core", "cache conflict"),
        ("box:2", "late-recovery"),
        ("box:0-2", "late-recovery cache"),
        ("box:2-0", "late-recovery cache"),
        ("box:<2", "cache"),
        ("box:<=2", "late-recovery cache"),
        ("box:>2", "conflict"),
        ("box:>=2", "late-recovery conflict"),
        ("number:7", "late-recovery"),
        ("#7", "late-recovery"),
        ("#007", "late-recovery"),
        ("#7-12", "late-recovery cache"),
        ("-#7", "cache conflict"),
        ("number:>0", "late-recovery cache"),
        ("is:due", "late-recovery"),
        ("is:new", "cache"),
        ("is:met", "late-recovery conflict"),
        ("-is:met", "cache"),
        ("is:starred", "late-recovery"),
        ("is:suspended", "conflict"),
        ("is:buried", ""),
        ("is:leech", "late-recovery"),
        ("-is:suspended topic:p box:0", "cache"),
    ],
)
def test_query_finds(query: str, ids: str) -> None:
    assert found(query) == tuple(ids.split())


def test_due_new_and_buried_are_as_the_agenda_has_them() -> None:
    cards = {**CARDS, "cache": Card("cache", buried=TODAY)}
    assert found("is:buried", cards) == ("cache",)
    assert found("is:new", cards) == ()
    assert parse_filter("is:due").matches(LATE, PROGRAM, CARDS["late-recovery"], Standing.DUE)
    assert not parse_filter("is:due").matches(LATE, PROGRAM, CARDS["late-recovery"], Standing.WAITING)


@pytest.mark.parametrize(
    ("query", "message", "hint", "position"),
    [
        ("slip topc:x", "unknown field topc:", "did you mean topic:", 5),
        ("http://x", "unknown field http:", "quotes find it as text", 0),
        ("  kind:funny", "unknown value kind:funny", "behavioural, technical, hybrid", 2),
        ("is:late", "unknown value is:late", "leech", 0),
        ("level:", "nothing follows level:", "level:senior", 0),
        ("a -", "nothing follows -", "-slip", 2),
        ('a ""', 'nothing follows ""', "slip", 2),
        ('a "never ends', "a quote is not closed", '"', 2),
        ('-topic:"pro', "a quote is not closed", '"', 7),
        ("box:two", "box:two is no number or range", "box:0-2", 0),
        ("box:<1-2", "box:<1-2 is no number or range", "box:<3", 0),
        ("#7x", "number:7x is no number or range", "#7", 0),
        ("box:9999999999", "is no number or range", "box:2", 0),
    ],
)
def test_bad_query_is_told_what_how_and_where(query: str, message: str, hint: str, position: int) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(query)
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.position == position
    assert caught.value.hint in str(caught.value)


PARTS = st.sampled_from(
    [
        "slip",
        "Café",
        '"plain notice"',
        "topic:p",
        "kind:technical",
        "box:0-2",
        "#7",
        "is:due",
        "is:met",
        '"',
        "-",
        ":",
    ]
)


@given(st.lists(PARTS | st.text(max_size=4), max_size=6), st.sampled_from(["", " ", "\t"]))
def test_any_text_is_a_query_or_a_bad_one(parts: list[str], between: str) -> None:
    query = between.join(parts)
    try:
        parse_filter(query)
    except FilterError as fault:
        bad = fault
    else:
        assert set(found(query)) <= set(BANK.order)
        return
    assert 0 <= bad.position < len(query)
    assert bad.message
    assert bad.hint


TERMS = st.sampled_from(
    [
        "slip",
        "e",
        '"plain notice"',
        "topic:p",
        "kind:technical",
        "box:0-2",
        "#7",
        "is:due",
        "is:met",
        "level:core",
    ]
)


@given(TERMS)
def test_negated_term_finds_exactly_the_others(term: str) -> None:
    assert sorted(found(term) + found(f"-{term}")) == sorted(BANK.order)


@given(TERMS, TERMS)
def test_more_terms_find_what_each_of_them_finds(one: str, other: str) -> None:
    assert set(found(f"{one} {other}")) == set(found(one)) & set(found(other))
    assert found(f"{one} {other}") == found(f"{other}  {one}")


def test_empty_filter_lets_everything_through() -> None:
    assert parse_filter(" ") == Filter()


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_case(fold_case(text)) == fold_case(text)


def test_leech_is_a_card_missed_again_and_again() -> None:
    card = Card("a", stood(1, 0, lapses=3))
    assert not card.leech
    assert replace(card, schedule=stood(1, 0, lapses=4)).leech
