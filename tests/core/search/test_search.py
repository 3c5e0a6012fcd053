"""Search: what a query finds, in which order, and where it matches."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.search.index import SearchIndex
from tpm_tui.core.search.search import Match, SearchResult, locate_match, search_questions
from tpm_tui.core.search.texts import TIERS, Place, SearchText, question_texts
from tpm_tui.core.session.filter import FilterError, parse_filter, select_questions
from tpm_tui.storage.bank.stemmer import english_stemmer

TODAY = date(2026, 11, 22)
TOPIC = Topic(id="harbour", title="Harbour works")
FACT = Fact("CUL-1", "tides", "P", "The bar is crossed at high water.")


def question(
    id: str, title: str, prompt: str = "What then?", point: str = "says so", **more: object
) -> Question:
    points = (KeyPoint(name=point),)
    fields = {"topic": "harbour", "title": title, "prompt": prompt, "key_points": points, **more}
    return Question(id=id, **fields)  # type: ignore[arg-type]


BANK = Bank(
    topics=(TOPIC,),
    questions=(
        question("point", "Wind and sail", "What is left out?", "names the crane"),
        question("prompt", "Two captains", "Who moves the crane?"),
        question("inside", "Escranery", "Which one?"),
        question("start", "Late crane", "Why was it late?", number=7),
        question(
            "deep",
            "Long berth",
            number=17,
            whiteboard="7 m",
            variants=("Which quay would you extend?",),
            model_answer={"action": "We studied the soundings.\n\nThen the pilots re-forecast the ebb."},
            short_answer="I asked the dredgers.",
            key_points=(KeyPoint(name="depth first", cue="gives fathoms", facts=("CUL-1",)),),
            follow_ups=(FollowUp("And at night?", "lanterns on the pier"),),
            weak_signs=("guesses",),
        ),
    ),
)
OWN = {
    "prompt": [
        SearchText(Place.NOTE, "Tell them about Rotterdam."),
        SearchText(Place.DRAFT, "My anchor dragged."),
    ],
    "start": [SearchText(Place.ANSWER, "I hired a barge. The crane came.", date(2026, 11, 20))],
}


def index() -> SearchIndex:
    found = SearchIndex(BANK, {"CUL-1": FACT})
    found.set_own_texts(OWN)
    return found


def search(query: str) -> SearchResult:
    agenda = build_agenda(BANK.topic_by_question, {}, TODAY, PlanSettings())
    return search_questions(parse_filter(query), index(), {}, agenda, english_stemmer())


def locate(query: str, width: int = 60) -> Match:
    result = search(query)
    return locate_match(index(), result.questions[0], result, lambda _: width)


@pytest.mark.parametrize("query", ["crane", "CRANE", "Cräne", '"crane"'])
def test_title_precedes_prompt_and_points(query: str) -> None:
    assert search(query).questions == ("start", "prompt", "point")


@pytest.mark.parametrize("query", ["", "topic:harbour", "-captains"])
def test_without_words_the_order_is_that_of_the_bank(query: str) -> None:
    found = search(query)
    assert list(found.questions) == [q for q in BANK.order if q in found.questions]
    assert len(found.questions) >= 4


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("soundings", Place.MODEL),
        ("dredgers", Place.SHORT),
        ("quay", Place.VARIANT),
        ("fathoms", Place.CUE),
        ("lanterns", Place.FOLLOW_UP),
        ("guesses", Place.WEAK_SIGN),
        ("water", Place.FACT),
        ("Rotterdam", Place.NOTE),
        ("anchor", Place.DRAFT),
        ("barge", Place.ANSWER),
        ("depth", Place.POINT),
        ("moves", Place.PROMPT),
        ("7", Place.PROMPT),
        ("late", Place.PROMPT),
    ],
)
def test_every_text_is_searched(query: str, place: Place) -> None:
    assert locate(query).where.place is place


def test_answer_has_its_day() -> None:
    assert locate("barge").where.day == date(2026, 11, 20)


@pytest.mark.parametrize("query", ["study", "studies", "studying", "sounding", "dredge", "pilot", "re-fore"])
def test_other_forms_of_a_word_are_found(query: str) -> None:
    assert search(query).questions == ("deep",)


def test_part_of_a_word_is_found_only_if_nothing_else_is() -> None:
    assert search("ound").questions == ()
    found = search("rane")
    assert found.questions == ("inside", "start", "prompt", "point")
    assert (found.whole, found.inside) == (0, True)
    assert "inside" not in search("crane").questions


def test_whole_words_precede_longer_ones() -> None:
    found = search("dredge")
    assert (found.questions, found.whole) == (("deep",), 0)  # dredgers
    assert (search("crane").whole, search("sounding").whole) == (3, 1)


def test_words_may_be_in_different_texts() -> None:
    assert search("berth soundings lanterns").questions == ("deep",)
    assert search("berth soundings crane").questions == ()


def test_phrase_matches_word_for_word_across_lines() -> None:
    assert search('"soundings. then the pilots"').questions == ("deep",)
    assert search('"then soundings"').questions == ()


def test_number_is_equal_and_comes_first() -> None:
    found = search("7")
    assert found.questions == ("start", "deep")
    assert locate_match(index(), "deep", found, lambda _: 60).where.place is Place.WHITEBOARD
    assert search("#7").questions == ("start",)


def test_words_are_combined_with_conditions() -> None:
    assert search("crane -captains #7").questions == ("start",)
    assert search("soundings kind:technical").questions == ()


def test_excerpt_shows_and_marks_the_words() -> None:
    match = locate("ebb studied", width=40)
    assert match.where.place is Place.MODEL
    assert [match.excerpt.text[start:end] for start, end in match.excerpt.spans]
    title = locate("crane").title
    assert [title.text[start:end] for start, end in title.spans] == ["crane"]


def test_text_with_most_words_is_shown() -> None:
    assert locate("barge crane").where.place is Place.ANSWER


def test_places_are_in_the_order_of_their_texts() -> None:
    places = list(Place)
    texts = question_texts(BANK.by_id["deep"], TOPIC, {"CUL-1": FACT})
    found = [places.index(text.place) for text in texts]
    assert found == sorted(found)
    assert [TIERS[place] for place in places] == sorted(TIERS[place] for place in places)


@given(st.text(alphabet="abcdelnorst -", max_size=12))
def test_search_finds_something_if_the_filter_does(query: str) -> None:
    agenda = build_agenda(BANK.topic_by_question, {}, TODAY, PlanSettings())
    try:
        parsed = parse_filter(query)
    except FilterError:
        return
    if not any(term.negated for term in parsed.terms):
        found = search(query)
        selected = set(select_questions(parsed, BANK, {}, agenda))
        assert (
            selected <= set(found.questions)
            if found.inside or not found.words
            else found.questions or not selected
        )
