"""The query language: terms, negation, and errors of invalid queries."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import TODAY
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.leitner import Schedule
from tpm_tui.core.plan.agenda import QuestionStatus, build_agenda
from tpm_tui.core.plan.settings import PlanSettings
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


def schedule_in(box: int, days_ago: int, lapses: int = 0) -> Schedule:
    last = TODAY - timedelta(days=days_ago)
    return Schedule(box=box, last=last, day=last, lapses=lapses, reviews=1, review="r")


CARDS = {
    "late-recovery": Card("late-recovery", schedule_in(2, 3, lapses=4), starred=True),
    "conflict": Card("conflict", schedule_in(5, 1), suspended=True),
}


def found(query: str, cards: dict[str, Card] = CARDS) -> tuple[str, ...]:
    agenda = build_agenda(BANK.topic_by_question, cards, TODAY, PlanSettings(budget=6))
    return select_questions(parse_filter(query), BANK, cards, agenda)


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
        ("is:known", ""),
        ("-is:suspended topic:p box:0", "cache"),
    ],
)
def test_query_finds_questions(query: str, ids: str) -> None:
    assert found(query) == tuple(ids.split())


def test_status_terms_match_the_agenda() -> None:
    cards = {**CARDS, "cache": Card("cache", buried=TODAY)}
    assert found("is:buried", cards) == ("cache",)
    assert found("is:new", cards) == ()
    assert found("is:known", CARDS | {"cache": Card("cache", known=True)}) == ("cache",)
    assert parse_filter("is:due").matches(LATE, PROGRAM, CARDS["late-recovery"], QuestionStatus.DUE)
    assert not parse_filter("is:due").matches(LATE, PROGRAM, CARDS["late-recovery"], QuestionStatus.WAITING)


@pytest.mark.parametrize(
    ("query", "message", "hint", "position"),
    [
        ("slip topc:x", "unknown field topc:", "did you mean topic:", 5),
        ("http://x", "unknown field http:", "use quotes to search for it as text", 0),
        ("  kind:funny", "unknown value kind:funny", "behavioural, technical, hybrid", 2),
        ("is:late", "unknown value is:late", "leech", 0),
        ("level:", "missing text after level:", "level:senior", 0),
        ("a -", "missing text after -", "-slip", 2),
        ('a ""', 'missing text after ""', "slip", 2),
        ('a "never ends', "missing closing quote", '"', 2),
        ('-topic:"pro', "missing closing quote", '"', 7),
        ("box:two", "invalid number or range box:two", "box:0-2", 0),
        ("box:<1-2", "invalid number or range box:<1-2", "box:<3", 0),
        ("#7x", "invalid number or range number:7x", "#7", 0),
        ("box:9999999999", "invalid number or range", "box:2", 0),
    ],
)
def test_invalid_query_error_has_message_hint_and_position(
    query: str, message: str, hint: str, position: int
) -> None:
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
def test_any_text_parses_or_raises_filter_error(parts: list[str], between: str) -> None:
    query = between.join(parts)
    try:
        parse_filter(query)
    except FilterError as error:
        invalid = error
    else:
        assert set(found(query)) <= set(BANK.order)
        return
    assert 0 <= invalid.position < len(query)
    assert invalid.message
    assert invalid.hint


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
def test_negated_term_finds_the_complement(term: str) -> None:
    assert sorted(found(term) + found(f"-{term}")) == sorted(BANK.order)


@given(TERMS, TERMS)
def test_terms_are_combined_with_and(one: str, other: str) -> None:
    assert set(found(f"{one} {other}")) == set(found(one)) & set(found(other))
    assert found(f"{one} {other}") == found(f"{other}  {one}")


def test_empty_query_has_no_terms() -> None:
    assert parse_filter(" ") == Filter()


@given(st.text())
def test_fold_case_is_idempotent(text: str) -> None:
    assert fold_case(fold_case(text)) == fold_case(text)


def test_leech_is_a_card_with_four_lapses() -> None:
    card = Card("a", schedule_in(1, 0, lapses=3))
    assert not card.leech
    assert replace(card, schedule=schedule_in(1, 0, lapses=4)).leech


def test_words_are_the_free_text_of_a_query() -> None:
    query = parse_filter('Slip "early notice" -frost topic:people Café is:new')
    assert query.words == ("slip", "cafe")
    assert query.without_words() == parse_filter('"early notice" -frost topic:people is:new')
